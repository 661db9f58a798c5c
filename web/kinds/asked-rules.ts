// Who was chosen for what, read from the spec of an offboarding or a reassignment.

import { readMembers } from '../requests/command-rules.ts';

type SplitMode = (typeof modes)[number];

/** A user as the spec names them. */
export interface NamedUser {
  userId?: number;
  email?: string;
}

export interface AskedReceiver extends NamedUser {
  share?: number;
  cap?: number;
}

export interface AskedSplit {
  /** Undefined where one receives all. */
  mode: SplitMode | undefined;
  receivers: AskedReceiver[];
  keepsStanding: boolean;
}

interface AskedGroup extends AskedSplit {
  /** Such as `Loan Officer, primary`. */
  name: string;
}

interface AskedReassignment {
  /** Undefined where each row names its own. */
  split: AskedSplit | undefined;
  others: unknown;
  /** Rows say themselves what becomes of the others. */
  isOthersByRow: boolean;
  /** Nobody receives. */
  isForNobody: boolean;
  /** The role that is emptied. */
  role: string | undefined;
  removed: NamedUser[];
}

export interface AskedOffboarding {
  /** The accounts end first, whatever becomes of the rest. */
  endsAnyway: boolean;
  groups: AskedGroup[];
  /** One for all, one each for so many, or the leaver's manager. */
  team: 'manager' | NamedUser | { each: number };
}

const modes = ['even', 'weighted', 'percent', 'level'] as const;

/** Undefined where this is no spec of an offboarding. */
export function readAsked(spec: unknown): AskedOffboarding | undefined {
  const { leaver, leavers = leaver, leads, reports, account } = readMembers(spec);
  if (leavers === undefined || !Array.isArray(leads)) return undefined;
  const endsAnyway = account === 'end-anyway';
  return { groups: leads.map(readGroup), team: readTeam(readMembers(reports)), endsAnyway };
}

/** What a reassignment asks for all its rows. */
export function readReassignment(spec: unknown): AskedReassignment {
  const { to, primary, others, othersByRow, agentRole, remove } = readMembers(spec);
  const receiver = to ?? (primary === undefined ? undefined : { user: primary });
  const removed = Array.isArray(remove) ? remove.map(readUser) : [];
  return {
    split: receiver === undefined ? undefined : readSplit(receiver),
    others,
    isOthersByRow: othersByRow === true,
    isForNobody: to === null || (receiver === undefined && (removed.length > 0 || agentRole !== undefined)),
    role: typeof agentRole === 'string' ? agentRole : undefined,
    removed,
  };
}

/** Whether several share in any leads of an offboarding or a reassignment. */
export function isSplitAsked(spec: unknown): boolean {
  const groups = readAsked(spec)?.groups ?? [readReassignment(spec).split];
  return groups.some((split) => split?.mode !== undefined);
}

function readGroup(group: unknown): AskedGroup {
  const { agentRole, standing, to } = readMembers(group);
  const name = [agentRole ?? 'Any role', standing].filter((part) => typeof part === 'string').join(', ');
  return { name, ...readSplit(to) };
}

function readSplit(to: unknown): AskedSplit {
  const { user, distribution } = readMembers(to);
  const { mode, receivers, keepStanding } = readMembers(distribution);
  if (!Array.isArray(receivers))
    return { mode: undefined, receivers: [readUser(user)], keepsStanding: false };
  return {
    mode: modes.find((each) => each === mode),
    receivers: receivers.map(readShare),
    keepsStanding: keepStanding === true,
  };
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
