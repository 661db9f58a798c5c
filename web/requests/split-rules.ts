// Who receives and by which shares, as the spec of a request holds it.

import { readMembers } from './command-rules.ts';

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

const modes = ['even', 'weighted', 'percent', 'level'] as const;

export function readSplit(to: unknown): AskedSplit {
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

export function readUser(user: unknown): NamedUser {
  const { userId, email } = readMembers(user);
  return {
    ...(typeof userId === 'number' ? { userId } : {}),
    ...(typeof email === 'string' ? { email } : {}),
  };
}
