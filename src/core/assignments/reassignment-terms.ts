import type { OtherUsers } from '../../contract/words/term-words.ts';
import type { RemovalAsk } from '../law/removal-rules.ts';
import type { Selection, SelectionAsk } from '../leads/lead-conditions.ts';
import type { To } from '../ledger/receiving.ts';
import type { Why } from '../ledger/request-chunk-store.ts';
import type { UserReference } from '../users/user-reference.ts';
import type { HeirAsk } from './judge-lead.ts';

/** One lead of a list, with what differs from the request's terms. */
export interface LeadAsk extends RemovalAsk<UserReference> {
  leadId: number;
  /** Null: nobody receives the lead. */
  primary?: UserReference | null | undefined;
  listed?: readonly UserReference[] | undefined;
  /** Where users leave the lead: who gets whose place, if that is not the primary. */
  heirs?: readonly HeirAsk[] | undefined;
  /** The caller's own key of the row, given back with its outcome. */
  key?: string | undefined;
  /** Why its primary was chosen, where a distribution did when it was first planned. */
  why?: Why | undefined;
  /** Its line in the file it came from. */
  line?: number | undefined;
}

/** A list of leads as it streams in; `member` is what it is called in a body, where it does not come from a file. */
export interface LeadList {
  rows: AsyncIterable<LeadAsk[]>;
  member?: 'leads' | 'rows' | undefined;
}

/** Which leads: those that a filter finds at the moment of the plan, or those of a list in its order. */
export type LeadSourceAsk = { selection: SelectionAsk } | LeadList;

/** The same once the plan has begun: owners are found, and a list is staged. */
export type LeadSource = { selection: Selection } | 'staged';

/** What holds for every lead of the request, unless its row says otherwise. */
export interface ReassignmentTerms extends RemovalAsk<UserReference> {
  to: To;
  others: OtherUsers;
}

/** The same as a caller says it: others are kept where nothing is said of them. */
export type ReassignmentTermsAsk = Omit<ReassignmentTerms, 'others'> & RemovalAsk<UserReference>;
