import { countInTheWay } from '../../contract/rules/foreseen-rules.ts';
import type { SwitchedKeys } from '../../contract/rules/revived-rules.ts';
import type { OnDrift, OnFailure, OnReceiverUnavailable } from '../../contract/words/term-words.ts';
import type { Idempotency } from '../repeats/keyed-call-store.ts';
import type { Asked, Unwritten } from './read-spec.ts';
import type { Requester } from './request-rules.ts';

/** A plan that nobody runs keeps its rows for so long. */
export const planLivesDays = 30;

/** What every request of several rows can be given, whatever its kind. */
export interface PlanOptions {
  requester: Requester;
  /** True: freeze and foresee only. False: queue it to run as soon as it is planned. */
  planOnly: boolean;
  reason?: string | undefined;
  /** ISO 8601; not before this moment. */
  runAt?: string | undefined;
  onFailure: OnFailure;
  onDrift: OnDrift;
  /** Of leads; left out: they fail. */
  onReceiverUnavailable?: OnReceiverUnavailable | undefined;
  idempotency?: Idempotency | undefined;
}

/** Something an admin should know before the plan runs. */
export interface PlanWarning {
  code:
    | 'book-over-limit'
    | 'receiver-over-cap'
    | 'several-roles'
    | 'no-room'
    | 'leads-emptied'
    | 'managers-lost'
    | 'leaver-recently-active'
    | 'owner-active'
    | 'owner-stays'
    | 'former-role'
    | 'nothing-selected'
    | 'rows-will-fail'
    | 'later-changes'
    | 'roles-left-alone'
    | 'something-left'
    | 'scheduled-requests'
    | 'own-scheduled-requests'
    | 'nothing-will-happen'
    | 'access-keys'
    | 'receiver-unavailable'
    | 'without-manager';
  message: string;
  userId?: number;
}

/** A user whose assignments the plan touches. */
export interface PlannedBook {
  userId: number;
  /** Leads on which the user becomes primary. */
  receives: number;
  /** Leads on which the user stops being primary, demoted or removed. */
  gives: number;
  demoted: number;
  removed: number;
  bookBefore: number;
  bookAfter: number;
}

/** What a plan foresees, kept with the request. */
export interface Preview {
  changed: number;
  /** How many of those will change in part; not in plans of old. */
  changedInPart?: number;
  unchanged: number;
  failed: number;
  skipped: number;
  /** How many of those that fail do so because no receiver's book has room; not in plans of old. */
  withoutRoom?: number;
  books: PlannedBook[];
  /** How many users' assignments change. `books` holds the receivers named, changed or not, and the first of them. */
  usersTouched: number;
  /** On how many leads somebody stands now and nobody will. */
  emptied?: number;
  /** How many users have a manager now and will report to nobody. */
  managersLost?: number;
  warnings: PlanWarning[];
  /** Of an undo that brings accounts back: what becomes of their access keys. */
  keys?: SwitchedKeys;
  /** Of an offboarding of one: what the leaver holds. */
  leaver?: Pick<ForeseenLeaver, 'userId' | 'name' | 'isActive' | 'keys' | 'reports' | 'leads'>;
  /** Of an offboarding: what each leaver holds, and what will become of them. */
  leavers?: ForeseenLeaver[];
  /** What they hold together. */
  leaversTogether?: Pick<ForeseenLeaver, 'keys' | 'reports' | 'leads'>;
}

export interface ForeseenLeaver {
  userId: number;
  name: string;
  isActive: boolean;
  keys: number;
  reports: number;
  leads: number;
  /** `ended`: it has already. */
  account: 'ends' | 'stays' | 'ended';
  /** What no row will place. */
  left: { leads: number; reports: number };
}

/** Rows that were frozen: how many, and what they come to. */
export interface FrozenRows {
  total: number;
  preview: Preview;
}

/** The same, with what is to be kept of what was asked for all of them. */
export type Frozen = FrozenRows & Unwritten<Asked>;

/** Before all else, that nothing will change, where rows stand in the way of a request that is all or nothing. */
export function warnWhereNothingHappens(preview: Preview, onFailure: OnFailure): Preview {
  const rows = countInTheWay({ onFailure, preview });
  if (rows === 0) return preview;
  const [inTheWay, them] =
    rows === 1 ? ['1 row stands', 'that row'] : [`${rows.toLocaleString('en')} rows stand`, 'those rows'];
  const message = `Nothing will change: the request is all or nothing, and ${inTheWay} in the way. Mend or leave out ${them} and plan it anew, or plan it with onFailure continue, by which all others go on.`;
  return { ...preview, warnings: [{ code: 'nothing-will-happen', message }, ...preview.warnings] };
}
