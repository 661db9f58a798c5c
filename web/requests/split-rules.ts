// Who receives and by which shares, as the spec of a request holds it.

import { type ShareMode, shareModes } from '../../src/contract/words/term-words.ts';
import { readMembers } from './command-rules.ts';

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
  mode: ShareMode | undefined;
  receivers: AskedReceiver[];
  keepsStanding: boolean;
}

export function readSplit(to: unknown): AskedSplit {
  const { user, distribution } = readMembers(to);
  const { mode, receivers, keepStanding } = readMembers(distribution);
  if (!Array.isArray(receivers))
    return { mode: undefined, receivers: [readUser(user)], keepsStanding: false };
  return {
    mode: shareModes.find((each) => each === mode),
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
