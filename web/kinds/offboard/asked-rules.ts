// Who was chosen for what, read from the spec of an offboarding.

import { readMembers } from '../../requests/command-rules.ts';
import { type AskedSplit, type NamedUser, readSplit, readUser } from '../../requests/split-rules.ts';

interface AskedGroup extends AskedSplit {
  /** Such as `Loan Officer, primary`. */
  name: string;
}

export interface AskedOffboarding {
  /** The accounts end first, whatever becomes of the rest. */
  endsAnyway: boolean;
  groups: AskedGroup[];
  /** One for all, one each for so many, or the leaver's manager. */
  team: 'manager' | NamedUser | { each: number };
}

/** Undefined where this is no spec of an offboarding. */
export function readAsked(spec: unknown): AskedOffboarding | undefined {
  const { leaver, leavers = leaver, leads, reports, account } = readMembers(spec);
  if (leavers === undefined || !Array.isArray(leads)) return undefined;
  const endsAnyway = account === 'end-anyway';
  return { groups: leads.map(readGroup), team: readTeam(readMembers(reports)), endsAnyway };
}

/** Whether several share in any of the leads. */
export function isOffboardingSplit(spec: unknown): boolean {
  return readAsked(spec)?.groups.some(({ mode }) => mode !== undefined) === true;
}

function readGroup(group: unknown): AskedGroup {
  const { agentRole, standing, to } = readMembers(group);
  const name = [agentRole ?? 'Any role', standing].filter((part) => typeof part === 'string').join(', ');
  return { name, ...readSplit(to) };
}

function readTeam({ to }: { to?: unknown }): AskedOffboarding['team'] {
  if (Array.isArray(to)) return { each: to.length };
  return to === 'manager' || to === undefined ? 'manager' : readUser(to);
}
