import { orRefusal, Refusal } from '../../contract/refusal.ts';
import { momentAfter, readMoment } from '../../database/moment.ts';
import type { Transaction } from '../../database/transaction.ts';
import { findReach } from '../access/find-reach.ts';
import { bumpRevisions, lockLeads } from '../leads/lead-store.ts';
import { type ChunkResult, endsRequest, type RunningRequest } from '../requests/chunk-runner.ts';
import type { Chunk } from '../requests/request-chunk-store.ts';
import { failBy, outcomeOf, type RowDetail, type RowResult } from '../requests/request-rules.ts';
import { UserDirectory, type UserReference } from '../users/user-reference.ts';
import { lockUsers } from '../users/user-store.ts';
import type { Assignment, AssignmentChange, DecideLead } from './assignment-rules.ts';
import { type LeadChange, loadCurrent, saveChanges, startsOf } from './assignment-store.ts';
import { openCaps } from './caps.ts';
import { findLastRequests } from './find-last-requests.ts';
import type { RowInput } from './foresee-lead.ts';
import { type Judging, judgeLead } from './judge-lead.ts';
import { type RunningTerms, readTerms } from './read-terms.ts';
import { fillIn, nobodyReceives } from './removal-rules.ts';

interface Row {
  leadId: number;
  /** 0: the plan found none. */
  receiverId: number;
  revision: number;
  input: RowInput | null;
  /** What the plan found wrong with it. */
  detail: RowDetail | undefined;
}

/** What the rows of a chunk are judged by: all of it locked, or read after the locks. */
interface Known extends Judging {
  terms: RunningTerms;
  overwrites: boolean;
  revisions: ReadonlyMap<number, number>;
  current: ReadonlyMap<number, Assignment[]>;
  lastRequests: ReadonlyMap<number, number>;
}

/**
 * Runs the frozen leads of a plan, each as `decide` says. A lead that changed after the plan has moved: it is
 * skipped and named, or stops the request, or is changed all the same, as the request says.
 */
export async function runLeadRows(
  tx: Transaction,
  orgId: number,
  { request, chunk, decide }: { request: RunningRequest; chunk: Chunk; decide: DecideLead },
): Promise<ChunkResult> {
  const rows = rowsOf(chunk);
  const terms = readTerms(request.spec);
  const leadIds = chunk.subjects.toSorted((a, b) => a - b);
  const [revisions, current] = await Promise.all([
    lockLeads(tx, orgId, leadIds),
    loadCurrent(tx, orgId, leadIds),
  ]);
  const caps = await openCaps(tx, orgId, terms.caps);
  const users = new UserDirectory(await lockUsers(tx, orgId, { userIds: usersOf(rows, terms) }));
  const now = await readMoment(tx);
  const people = () => [
    ...users.listIds(),
    ...current
      .values()
      .toArray()
      .flat()
      .map((row) => row.userId),
  ];
  const reach = await findReach(tx, orgId, request.asker, people);
  const moved = rows.filter((row) => hasMoved(row, revisions)).map((row) => row.leadId);
  const lastRequests = await findLastRequests(tx, orgId, moved);
  const overwrites = request.onDrift === 'overwrite';
  const { results, changes } = judgeRows(
    { decide, terms, overwrites, revisions, current, users, reach, caps, lastRequests },
    rows,
    request,
  );
  await save(tx, orgId, await momentAfter(tx, now, startsOf(current)), changes);
  return { results };
}

function rowsOf({ subjects, receivers, revisions, inputs, details }: Chunk): Row[] {
  return subjects.map((leadId, place) => {
    const receiverId = receivers?.[place] ?? 0;
    const revision = revisions?.[place] ?? 0;
    const input = receiverId === 0 ? null : readInput(inputs?.[place]);
    return { leadId, receiverId, revision, input, detail: details?.[place] };
  });
}

function readInput(input: unknown): RowInput | null {
  return typeof input === 'object' && input !== null ? input : null;
}

function usersOf(rows: readonly Row[], { remove = [] }: RunningTerms): number[] {
  const ids = new Set(remove.flatMap(({ userId }) => userId ?? []));
  for (const { receiverId, input } of rows) {
    if (receiverId > 0) ids.add(receiverId);
    for (const userId of input?.listed ?? []) ids.add(userId);
    for (const userId of input?.remove ?? []) ids.add(userId);
    for (const { receiver } of input?.heirs ?? []) if (receiver) ids.add(receiver.userId);
  }
  return [...ids].sort((a, b) => a - b);
}

function hasMoved({ leadId, revision }: Row, revisions: ReadonlyMap<number, number>): boolean {
  const now = revisions.get(leadId);
  return now !== undefined && now !== revision;
}

function judgeRows(
  known: Known,
  rows: readonly Row[],
  request: RunningRequest,
): { results: RowResult[]; changes: LeadChange[] } {
  const results: RowResult[] = [];
  const changes: LeadChange[] = [];
  for (const row of rows) {
    const { result, change } = judgeRow(known, row);
    results.push(result);
    if (change) changes.push({ leadId: row.leadId, requestId: request.requestId, ...change });
    if (endsRequest(result, request)) break;
  }
  return { results, changes };
}

function judgeRow(known: Known, row: Row): { result: RowResult; change?: AssignmentChange } {
  if (row.receiverId === 0) return { result: { outcome: 'failed', detail: getDetail(row) } };
  if (!known.overwrites && hasMoved(row, known.revisions)) return { result: skip(row, known) };
  const change = orRefusal(() => decide(known, row));
  if (change instanceof Refusal) return { result: failBy(change) };
  const outcome = outcomeOf(change);
  return { result: { outcome }, ...(outcome === 'changed' ? { change } : {}) };
}

function getDetail({ leadId, detail }: Row): RowDetail {
  if (detail) return detail;
  throw new Error(`The row of lead ${leadId} has no receiver and no reason why.`);
}

function skip({ leadId }: Row, { lastRequests }: Known): RowResult {
  const laterRequest = lastRequests.get(leadId) ?? null;
  const by = laterRequest === null ? '' : ` by request ${laterRequest}`;
  return {
    outcome: 'skipped',
    detail: { code: 'lead-moved', message: `Lead ${leadId} was changed after the plan${by}.`, laterRequest },
  };
}

function decide(known: Known, { leadId, receiverId, input }: Row): AssignmentChange {
  const isForNobody = receiverId === nobodyReceives;
  return judgeLead(known, {
    leadId,
    exists: known.revisions.has(leadId),
    current: known.current.get(leadId) ?? [],
    primary: isForNobody ? null : { userId: receiverId },
    listed: toReferences(input?.listed ?? []),
    removal: fillIn(
      { ...input, remove: input?.remove && toReferences(input.remove) },
      known.terms,
      isForNobody,
    ),
    heirs: input?.heirs,
  }).change;
}

function toReferences(userIds: readonly number[]): UserReference[] {
  return userIds.map((userId) => ({ userId }));
}

async function save(
  tx: Transaction,
  orgId: number,
  at: string,
  changes: readonly LeadChange[],
): Promise<void> {
  if (changes.length === 0) return;
  saveChanges(tx, orgId, at, changes);
  bumpRevisions(
    tx,
    orgId,
    changes.map((change) => change.leadId),
  );
}
