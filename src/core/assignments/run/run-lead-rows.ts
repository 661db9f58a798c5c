import { momentAfter, readMoment } from '../../../database/moment.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Assignment, DecideLead } from '../../law/assignment-rules.ts';
import { bumpRevisions, lockLeads } from '../../leads/lead-store.ts';
import type { ChunkResult, RunningRequest } from '../../ledger/chunk-runner.ts';
import type { Chunk } from '../../ledger/request-chunk-store.ts';
import { findReach } from '../../reporting/find-reach.ts';
import { namesOf, UserDirectory } from '../../users/user-reference.ts';
import { lockUsers } from '../../users/user-store.ts';
import { type LeadChange, loadCurrent, saveChanges, startsOf } from '../assignment-store.ts';
import { openCaps } from '../caps.ts';
import { findLastRequests } from './find-last-requests.ts';
import { listNamed, readFrozenRows } from './frozen-rows.ts';
import { judgeRows, listMoved } from './judge-frozen-rows.ts';
import { openLatePlacing } from './late-placing.ts';
import { type Grouping, type KeptTerms, readTerms } from './read-terms.ts';
import { findReceiverNow } from './receiver-at-run.ts';

/** How the leads of a kind of request are decided, and which of its receivers each goes to. */
export interface LeadRun extends Grouping {
  decide: DecideLead;
  kept: KeptTerms;
}

/**
 * Runs the frozen leads of a plan, each judged anew as it is now. A lead that changed after the plan has moved: it is
 * skipped and named, or stops the request, or is changed all the same, as the request says.
 */
export async function runLeadRows(
  tx: Transaction,
  orgId: number,
  { request, chunk, decide, ...asked }: LeadRun & { request: RunningRequest; chunk: Chunk },
): Promise<ChunkResult> {
  const { requestId } = request;
  const rows = readFrozenRows(chunk);
  const leadIds = chunk.subjects.toSorted((a, b) => a - b);
  const [{ revisions, archived }, current, terms] = await Promise.all([
    lockLeads(tx, orgId, leadIds),
    loadCurrent(tx, orgId, leadIds),
    readTerms(tx, orgId, requestId, asked),
  ]);
  const caps = await openCaps(tx, orgId, terms.caps);
  const users = new UserDirectory(await lockUsers(tx, orgId, namesOf(listNamed(rows, terms))));
  const now = await readMoment(tx);
  const reach = await findReach(tx, orgId, request.asker, () => [...users.listIds(), ...standingOn(current)]);
  const turns = rows.map((row) => {
    const standing = current.get(row.leadId) ?? [];
    return { row, receiver: findReceiverNow(row, { users, terms, current: standing }) };
  });
  const isLate = turns.some(({ receiver }) => 'late' in receiver);
  const late = isLate
    ? await openLatePlacing(tx, orgId, { requestId, groups: terms.groups, users })
    : undefined;
  const lastRequests = await findLastRequests(tx, orgId, listMoved(rows, revisions));
  const known = { archived, decide, users, reach, caps, terms, revisions, current, lastRequests, late };
  const { changes, ...ran } = judgeRows(known, turns, { request, chunk });
  late?.save();
  save(tx, orgId, await momentAfter(tx, now, startsOf(current)), changes);
  return ran;
}

function* standingOn(current: ReadonlyMap<number, Assignment[]>): Generator<number> {
  for (const rows of current.values()) for (const { userId } of rows) yield userId;
}

function save(tx: Transaction, orgId: number, at: string, changes: readonly LeadChange[]): void {
  if (changes.length === 0) return;
  saveChanges(tx, orgId, at, changes);
  bumpRevisions(
    tx,
    orgId,
    changes.map((change) => change.leadId),
  );
}
