import type { Refusal } from '../../contract/refusal.ts';
import type { Why } from '../ledger/request-chunk-store.ts';
import type { UserReference } from '../users/user-reference.ts';
import type { HeirAsk } from './judge-lead.ts';

/** Who is to receive one lead, and why; null where nobody is to, none where every book is full. */
export interface Choice {
  receiver: UserReference | null | undefined;
  why: Why | 'n' | undefined;
  /** How large the receiver's book is before this lead, where that is why. */
  book?: number;
  /** Where users leave the lead: who gets whose place, if that is not the receiver. */
  heirs?: readonly HeirAsk[] | undefined;
  /** Why there is no receiver, where that is not for want of room. */
  refusal?: Refusal;
  /** Of a distribution: gives the turn to the next lead, since this one cannot be done. */
  giveBack?: () => void;
}
