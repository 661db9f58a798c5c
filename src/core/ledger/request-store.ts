import type { RowInput } from '../../contract/v1/kinds/kept-rows.ts';
import type { AccessRole, MayRemove } from '../../contract/words/access-words.ts';
import type { RequestKind, RequestState } from '../../contract/words/request-words.ts';
import type { AccountChoice, OnDrift, OnFailure } from '../../contract/words/term-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { type Idempotency, keepDone } from '../repeats/keyed-call-store.ts';
import type { PartName } from './part-rules.ts';
import { type Asked, specOf, type Unwritten } from './read-spec.ts';
import type { Counts, Requester, RowDetail } from './request-rules.ts';

/** A request of one row that was judged and written in the transaction that records it. */
export type SingleRequest = Unwritten<Asked> & {
  requestId: number;
  state: RequestState;
  requester: Requester;
  idempotency?: Idempotency | undefined;
  reason?: string | undefined;
  /** Where its kind does not say what its row is about. */
  part?: PartName;
  input?: Unwritten<RowInput>;
  subject: number;
  revision: number | null;
  counts: Counts;
  outcome: string;
  details: Record<number, RowDetail> | null;
};

/** What the rows of a request name; `parts`: each chunk says, and chunks run in their order. */
export type Subjects = 'leads' | 'users' | 'parts';

/** Who asked for a request, as they are now. */
export type RequestAsker =
  | { userId: null }
  | { userId: number; accessRole: AccessRole; isActive: boolean; name: string };

export type RunnableRequest<Kind extends RequestKind = RequestKind> = Asked<Kind> & {
  asker: RequestAsker;
  undoes: number | null;
  subjects: Subjects | null;
  /** Who may remove users from leads now. */
  mayRemove: MayRemove;
  onFailure: OnFailure;
  onDrift: OnDrift;
  /** Of a request that ends accounts: whether they wait for what rests on them. Null: it ends none. */
  ending: AccountChoice | null;
  /** Of an undo that brings accounts back: their access keys, too. */
  revivesKeys: boolean;
};

export async function takeRequestIds(tx: Transaction, count: number): Promise<number[]> {
  const rows = await tx.read<{ id: number }>({
    name: 'take-request-ids',
    text: `select nextval('request_id') as id from generate_series(1, $1)`,
    values: [count],
  });
  return rows.map((row) => row.id);
}

/** Records requests of one row that began and ended at moment `at`, with their rows, in two statements. */
export function insertSingles(
  tx: Transaction,
  orgId: number,
  at: string,
  requests: readonly SingleRequest[],
): void {
  const ids = requests.map((request) => request.requestId);
  tx.write({
    name: 'insert-single-requests',
    text: `insert into request (org_id, request_id, kind, state, origin, spec, requested_by, key_made_by, total,
        changed, unchanged, failed, skipped, created_at, started_at, finished_at, reason)
      select $1, r.id, r.kind, r.state, r.origin, r.spec, r.requested_by, r.key_made_by, 1,
        r.changed, r.unchanged, r.failed, r.skipped, $2, $2, $2, r.reason
      from unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::integer[],
          $9::integer[], $10::integer[], $11::integer[], $12::integer[], $13::integer[], $14::text[])
        r (id, kind, state, origin, spec, requested_by, changed, unchanged, failed, skipped, key_made_by, reason)`,
    values: [
      orgId,
      at,
      ids,
      requests.map((request) => request.kind),
      requests.map((request) => request.state),
      requests.map((request) => request.requester.origin),
      requests.map((request) => JSON.stringify(request.spec)),
      requests.map((request) => request.requester.userId),
      requests.map((request) => request.counts.changed),
      requests.map((request) => request.counts.unchanged),
      requests.map((request) => request.counts.failed),
      requests.map((request) => request.counts.skipped),
      requests.map((request) => request.requester.keyMadeBy ?? null),
      requests.map((request) => request.reason ?? null),
    ],
  });
  tx.write({
    name: 'insert-single-chunks',
    text: `insert into request_chunk (org_id, request_id, chunk_no, subjects, revisions, outcomes, details, part, inputs)
      select $1, c.id, 1, array[c.subject], array[c.revision], c.outcome, c.details, c.part, c.inputs
      from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::jsonb[], $7::text[], $8::jsonb[])
        c (id, subject, revision, outcome, details, part, inputs)`,
    values: [
      orgId,
      ids,
      requests.map((request) => request.subject),
      requests.map((request) => request.revision),
      requests.map((request) => request.outcome),
      requests.map((request) => request.details && JSON.stringify(request.details)),
      requests.map((request) => request.part ?? null),
      requests.map((request) => (request.input ? JSON.stringify([request.input]) : null)),
    ],
  });
  const calls = requests.map((request) => ({
    ...request,
    done: { requestId: request.requestId, made: null },
  }));
  keepDone(tx, orgId, calls);
}

/**
 * Has a request that has not ended looked at again soon: its last chunks are in the hands of others, who may die with
 * them, or are held up, or whoever ran it was told to stop.
 */
export function enqueueUnlessEnded(tx: Transaction, orgId: number, requestId: number, afterS = 3): void {
  tx.write({
    name: 'enqueue-unless-ended',
    text: `select enqueue_request(request_id, now() + $3 * interval '1 second') from request
      where org_id = $1 and request_id = $2 and state in ('queued', 'running')`,
    values: [orgId, requestId, afterS],
  });
}

interface RowsOfKind {
  name?: Subjects;
  /** Where its spec says instead that they are about one thing. */
  isSaid?: true;
  /** Of those alone whose spec has this member. */
  where?: string;
  endAccounts?: true;
  /** Its accounts are of people who are new, unless its spec says otherwise. */
  beginAccounts?: true;
}

/** What the rows of each kind name, and whether it ends accounts; of an undo its spec says it, and those of an import nobody asks for. */
const rowsOf: Readonly<Record<Exclude<RequestKind, 'undo'>, RowsOfKind>> = {
  reassign: { name: 'leads' },
  managers: { name: 'users' },
  offboard: { name: 'parts', endAccounts: true },
  account: { name: 'parts', endAccounts: true },
  facts: { name: 'parts', isSaid: true },
  record: { name: 'leads' },
  import: { name: 'parts', where: 'isPlan', beginAccounts: true },
};

const casesOfKind = Object.entries(rowsOf).map(([kind, { name, isSaid, where }]) => {
  if (!name) return '';
  if (where) return `when '${kind}' then case when spec ? '${where}' then '${name}' end`;
  return `when '${kind}' then ${isSaid ? `coalesce(spec->>'about', '${name}')` : `'${name}'`}`;
});
const kindsThat = (what: 'endAccounts' | 'beginAccounts') =>
  Object.entries(rowsOf).flatMap(([kind, rows]) => (rows[what] ? `'${kind}'` : []));
const [endingKinds, beginningKinds] = [kindsThat('endAccounts'), kindsThat('beginAccounts')];

/** Whether a request is of a kind by which accounts may end. */
export function endsAccounts(request: string): string {
  return `${request}.kind in (${endingKinds.join(', ')})`;
}

export const kindOfSubjects = `case kind ${casesOfKind.join(' ')} when 'undo' then spec->>'subjects' end`;
export const subjectsOfRequest = `${kindOfSubjects} as subjects`;

const askerOfRequest = `jsonb_build_object('userId', requested_by) || coalesce((
  select jsonb_build_object('accessRole', u.access_role, 'isActive', u.is_active,
    'name', u.first_name || ' ' || u.last_name)
  from org_user u where u.org_id = request.org_id and u.user_id = requested_by), '{}') as asker`;

/** How what ends accounts was to; its undo brings them back, and the undo of that ends them again. What was to bring them back is the other way round. */
export const endingOf = (request: string) => `case ${kindOfSubjects} when 'parts' then (
  with recursive back (undoes, kind, spec, steps) as (
    select ${request}.undoes, ${request}.kind, ${request}.spec, 0
    union all
    select x.undoes, x.kind, x.spec, b.steps + 1 from back b
    join request x on x.org_id = ${request}.org_id and x.request_id = b.undoes)
  select coalesce((${specOf('back')})->>'account', 'wait') from back where undoes is null
    and kind in (${[...endingKinds, ...beginningKinds].join(', ')})
    and steps % 2 = coalesce((spec->>'isActive')::boolean, kind in (${beginningKinds.join(', ')}))::integer) end as ending`;

export const runnableColumns = `${askerOfRequest}, kind, undoes, ${subjectsOfRequest}, ${specOf('request')} as spec,
  (select may_remove from org where org.org_id = request.org_id) as "mayRemove", on_failure as "onFailure",
  on_drift as "onDrift", ${endingOf('request')},
  kind = 'undo' and coalesce((spec->>'reviveKeys')::boolean, false) as "revivesKeys"`;

/**
 * A request whose rows may run now; undefined where there is none, or it has ended. Held until the transaction
 * ends: who cancels waits for the rows in hand.
 */
export async function findRunnable(
  tx: Transaction,
  orgId: number,
  requestId: number,
): Promise<RunnableRequest | undefined> {
  const [row] = await tx.read<RunnableRequest>({
    name: 'find-runnable-request',
    text: `select ${runnableColumns} from request
      where org_id = $1 and request_id = $2 and state = 'running' for key share`,
    values: [orgId, requestId],
  });
  return row;
}

/** A request that waited is running from now on; one in any other state stays as it is. */
export function markRunning(tx: Transaction, orgId: number, requestId: number): void {
  tx.write({
    name: 'mark-request-running',
    text: `update request set state = 'running', started_at = clock_timestamp()
      where org_id = $1 and request_id = $2 and state = 'queued'`,
    values: [orgId, requestId],
  });
}

/** Ends the request once none of its chunks is left; until then it stays as it is. */
export function finishWhenComplete(tx: Transaction, orgId: number, requestId: number): void {
  tx.write({
    name: 'finish-request',
    text: `update request r set finished_at = clock_timestamp(),
        state = case when total > 0 and failed = total then 'failed' else 'done' end
      where org_id = $1 and request_id = $2 and state = 'running' and not exists (
        select from request_chunk c
        where c.org_id = r.org_id and c.request_id = r.request_id and c.outcomes is null)`,
    values: [orgId, requestId],
  });
}

/** Ends a request before its end: rows that have not run yet stay not attempted. */
export function endEarly(tx: Transaction, orgId: number, requestId: number): void {
  tx.write({
    text: `update request set state = 'failed', finished_at = clock_timestamp()
      where org_id = $1 and request_id = $2 and state = 'running'`,
    values: [orgId, requestId],
  });
}
