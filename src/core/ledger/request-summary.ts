import sql, { raw, type Sql } from 'sql-template-tag';
import type { RequestKind, RequestOrigin, RequestState } from '../../contract/words/request-words.ts';
import { type Person, personOf } from '../users/person.ts';
import { keyMakerOf } from './key-maker.ts';
import { specOf } from './read-spec.ts';
import type { Counts } from './request-rules.ts';
import { endsAccounts, kindOfSubjects } from './request-store.ts';
import { type Undone, undoneOf } from './undone-state.ts';
import type { Decidable } from './way-rules.ts';

/** A request as lists show it. */
export interface RequestSummary {
  requestId: number;
  kind: RequestKind;
  state: RequestState;
  origin: RequestOrigin;
  reason: string | null;
  /** Null: the operator, from the command line. */
  requestedBy: Person | null;
  /** Who made the access key that they asked by, where it was somebody else. */
  keyMadeBy: Person | null;
  counts: Counts & { notAttempted: number };
  createdAt: string;
  /** Runs not before this moment. */
  runAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  undoes: number | null;
  undone: Undone;
  undoneBy: number[];
  /** Who leaves by it; absent from kinds by which nobody does. */
  leavers?: Person[];
}

/** A request as its followers see it. */
export interface RequestProgress extends RequestSummary {
  /** Over the time since it started; null unless it is running and has rows to show. */
  rowsPerSecond: number | null;
  /** Where the rest goes as fast as what is done went. */
  estimatedFinishAt: string | null;
}

/** Holds of a request `x` that is more than a plan, and was not cancelled as one. */
export const ranOrWillRun: Sql = sql`(x.state in ('queued', 'running') or x.started_at is not null)`;

/** Whether a request never changes its rows any more: one that was cancelled may still finish what it has in hand. */
export function hasEnded({ finishedAt }: RequestSummary): boolean {
  return finishedAt !== null;
}

/** The undos of a request `r` that are to run, or put something back that still stands; one that was undone is none. */
export const undoneBy: Sql = sql`array(select x.request_id from request x where x.org_id = r.org_id
  and x.undoes = r.request_id and ${ranOrWillRun} and (x.finished_at is null or x.changed > x.put_back)
  order by x.request_id) as "undoneBy"`;

/** Whom its spec says to leave; null of kinds whose spec names none. */
const leavers: Sql = sql`(select jsonb_agg(${personOf('l')} order by named.place)
  from jsonb_array_elements(case when ${raw(endsAccounts('r'))} then (${raw(specOf('r'))})->'leavers' end)
    with ordinality named (leaver, place)
  join org_user l on l.org_id = r.org_id and l.user_id = (named.leaver->>'userId')::integer) as leavers`;

/** A row of the columns below as it is told: what does not belong to its kind comes as null and is left out. */
export function tellSummary<Told extends RequestSummary>(row: Told): Told;
export function tellSummary({ leavers: named, ...row }: RequestSummary): RequestSummary {
  return named ? { ...row, leavers: named } : row;
}

/** The columns of a `RequestSummary`, of a request `r` and whoever asked for it, `u`. */
export const summaryColumns: Sql = sql`r.request_id as "requestId", r.kind, r.state, r.origin, r.reason,
  ${personOf('u')} as "requestedBy", ${keyMakerOf('r')} as "keyMadeBy",
  jsonb_build_object('total', r.total, 'changed', r.changed, 'changedInPart', r.changed_in_part, 'unchanged', r.unchanged, 'failed', r.failed,
    'skipped', r.skipped, 'notAttempted', r.total - r.changed - r.unchanged - r.failed - r.skipped) as counts,
  r.created_at as "createdAt", r.run_at as "runAt", r.started_at as "startedAt", r.finished_at as "finishedAt", r.undoes,
  ${undoneOf('r')} as undone, ${undoneBy}, ${leavers}`;

/** What else is to be known of a request `r` to decide about it. */
export type DecidableFacts = Omit<Decidable, keyof RequestProgress>;
export const decidableFacts: Sql = sql`jsonb_build_object('askedBy', r.requested_by, 'subjects', ${raw(kindOfSubjects)},
  'wasPlanned', r.preview is not null, 'toRetry', r.total - r.changed - r.unchanged - r.skipped,
  'changed', r.changed, 'putBack', r.put_back) as "decidableFacts"`;

const attempted = sql`(r.changed + r.unchanged + r.failed + r.skipped)`;
const secondsSoFar = sql`greatest(extract(epoch from clock_timestamp() - r.started_at), 0.001)`;
const isMoving = sql`r.state = 'running' and ${attempted} > 0`;

/** The columns of a `RequestProgress`. */
export const progressColumns: Sql = sql`${summaryColumns},
  case when ${isMoving} then round((${attempted} / ${secondsSoFar})::numeric, 1)::float8 end as "rowsPerSecond",
  case when ${isMoving} then clock_timestamp() + ${secondsSoFar}::float8 / ${attempted}
    * (r.total - ${attempted}) * interval '1 second' end as "estimatedFinishAt"`;
