import type { ShareMode } from '../../contract/words/term-words.ts';
import type { UserReference } from '../users/user-reference.ts';

export interface ReceiverAsk {
  user: UserReference;
  /** A weight or a percentage, as the distribution's mode says. */
  share?: number | undefined;
  /** The largest book the receiver may end up with. */
  cap?: number | undefined;
}

export interface DistributionAsk {
  mode: ShareMode;
  receivers: readonly ReceiverAsk[];
  /** A lead stays with a receiver who already stands on it. */
  keepStanding: boolean;
}

/** Who receives. */
export type Receiving = { user: UserReference } | { distribution: DistributionAsk };

/** Null: nobody does. Undefined where every row names its own primary, or whom to remove. */
export type To = Receiving | null | undefined;
