// Who receives and by which shares, as the spec of a request holds it.

import type { ShownRequest } from '../../src/client/client.ts';
import type { ShareMode } from '../../src/contract/words/term-words.ts';

/** Who receives: one user, or several by shares. */
export type Receiving = NonNullable<ShownRequest<'reassign'>['spec']['to']>;

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

export function readSplit(to: Receiving): AskedSplit {
  if ('user' in to) return { mode: undefined, receivers: [to.user], keepsStanding: false };
  const { mode, receivers, keepStanding } = to.distribution;
  return {
    mode,
    receivers: receivers.map(({ user, ...terms }) => ({ ...user, ...terms })),
    keepsStanding: keepStanding,
  };
}
