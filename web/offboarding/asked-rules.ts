// Who was chosen for what, read from the spec of an offboarding.

import { readMembers } from '../requests/command-rules.ts';

type SplitMode = 'even' | 'weighted' | 'percent';

/** A user as the spec names them. */
export interface NamedUser {
  userId?: number;
  email?: string;
}

export interface AskedReceiver extends NamedUser {
  share?: number;
  cap?: number;
}

export interface AskedGroup {
  /** Such as `Loan Officer, primary`. */
  name: string;
  /** Undefined where one receives all. */
  mode: SplitMode | undefined;
  receivers: AskedReceiver[];
}

export interface AskedOffboarding {
  groups: AskedGroup[];
  /** One for all, one each for so many, or the leaver's manager. */
  team: 'manager' | NamedUser | { each: number };
}

const modes = ['even', 'weighted', 'percent'] as const;

/** Undefined where this is no spec of an offboarding. */
export function readAsked(spec: unknown): AskedOffboarding | undefined {
  const { leaver, leads, reports } = readMembers(spec);
  if (leaver === undefined || !Array.isArray(leads)) return undefined;
  return { groups: leads.map(readGroup), team: readTeam(readMembers(reports)) };
}

function readGroup(group: unknown): AskedGroup {
  const { agentRole, standing, to } = readMembers(group);
  const name = [agentRole ?? 'Any role', standing].filter((part) => typeof part === 'string').join(', ');
  const { user, distribution } = readMembers(to);
  const { mode, receivers } = readMembers(distribution);
  if (!Array.isArray(receivers)) return { name, mode: undefined, receivers: [readUser(user)] };
  return { name, mode: modes.find((each) => each === mode), receivers: receivers.map(readShare) };
}

function readShare(receiver: unknown): AskedReceiver {
  const { user, share, cap } = readMembers(receiver);
  return {
    ...readUser(user),
    ...(typeof share === 'number' ? { share } : {}),
    ...(typeof cap === 'number' ? { cap } : {}),
  };
}

function readTeam({ to }: { to?: unknown }): AskedOffboarding['team'] {
  if (Array.isArray(to)) return { each: to.length };
  return to === 'manager' || to === undefined ? 'manager' : readUser(to);
}

function readUser(user: unknown): NamedUser {
  const { userId, email } = readMembers(user);
  return {
    ...(typeof userId === 'number' ? { userId } : {}),
    ...(typeof email === 'string' ? { email } : {}),
  };
}
