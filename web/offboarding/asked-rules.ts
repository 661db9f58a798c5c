// Who was chosen for what, read from the spec of an offboarding.

export type SplitMode = 'even' | 'weighted' | 'percent';

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
  const leads = memberOf(spec, 'leads');
  if (memberOf(spec, 'leaver') === undefined || !Array.isArray(leads)) return undefined;
  return { groups: leads.map(readGroup), team: readTeam(memberOf(memberOf(spec, 'reports'), 'to')) };
}

function readGroup(group: unknown): AskedGroup {
  const [role, standing, to] = [
    memberOf(group, 'agentRole'),
    memberOf(group, 'standing'),
    memberOf(group, 'to'),
  ];
  const name = [role ?? 'Any role', standing].filter((part) => typeof part === 'string').join(', ');
  const distribution = memberOf(to, 'distribution');
  const receivers = memberOf(distribution, 'receivers');
  if (!Array.isArray(receivers))
    return { name, mode: undefined, receivers: [readUser(memberOf(to, 'user'))] };
  const mode = modes.find((each) => each === memberOf(distribution, 'mode'));
  return { name, mode, receivers: receivers.map(readShare) };
}

function readShare(receiver: unknown): AskedReceiver {
  const [share, cap] = [memberOf(receiver, 'share'), memberOf(receiver, 'cap')];
  return {
    ...readUser(memberOf(receiver, 'user')),
    ...(typeof share === 'number' ? { share } : {}),
    ...(typeof cap === 'number' ? { cap } : {}),
  };
}

function readTeam(to: unknown): AskedOffboarding['team'] {
  if (Array.isArray(to)) return { each: to.length };
  return to === 'manager' || to === undefined ? 'manager' : readUser(to);
}

function readUser(user: unknown): NamedUser {
  const [userId, email] = [memberOf(user, 'userId'), memberOf(user, 'email')];
  return {
    ...(typeof userId === 'number' ? { userId } : {}),
    ...(typeof email === 'string' ? { email } : {}),
  };
}

export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
