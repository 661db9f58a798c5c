import type { Database } from '../../database/database.ts';
import type { Transaction } from '../../database/transaction.ts';
import { type LeadNow, selectLeads, selectStaged } from '../leads/select-leads.ts';
import { stageRows } from '../leads/stage-rows.ts';
import { type Accepted, acceptPlan } from '../requests/accept-plan.ts';
import type { PlanOptions } from '../requests/plan-rules.ts';
import { insertPlanned, insertPlannedChunk, type PlannedChunk } from '../requests/plan-store.ts';
import { collectDetails, encodeOutcomes } from '../requests/request-rules.ts';
import { takeRequestIds } from '../requests/request-store.ts';
import { namesOf, UserDirectory, type UserReference } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';
import type { OtherUsers } from './assignment-rules.ts';
import { type ChooseReceiver, openReceivers } from './choose-receivers.ts';
import { type ForeseenRow, foreseeReassignment } from './foresee-reassignment.ts';
import { PlanTally } from './plan-tally.ts';
import type { LeadSource, LeadSourceAsk, ReassignmentTerms } from './reassignment-terms.ts';
import type { Share } from './share-rules.ts';
import { writePreview } from './write-preview.ts';

export interface ReassignmentPlanAsk {
  source: LeadSourceAsk;
  terms: ReassignmentTerms;
  options: PlanOptions;
  /** What the caller asked for, to be kept with the request; of a list without its rows. */
  spec: object;
}

const leadsAChunk = 4_000;

/**
 * Freezes a reassignment of any number of leads: which leads, the revision of each, who receives each and
 * why, and what is foreseen for it. Refuses what is wrong with the request as a whole; a row that will fail
 * is part of the plan.
 */
export async function planReassignment(
  database: Database,
  orgId: number,
  ask: ReassignmentPlanAsk,
): Promise<Accepted> {
  return acceptPlan(database, orgId, ask.options, async (tx) => {
    const [requestId = 0] = await takeRequestIds(tx, 1);
    const source = await openSource(tx, orgId, ask.source);
    const tally = new PlanTally();
    const { choose, shares } = await openReceivers(tx, orgId, requestId, { to: ask.terms.to, source });
    await planChunks(tx, orgId, requestId, { source, others: ask.terms.others, choose, tally });
    insertPlanned(tx, orgId, {
      requestId,
      kind: 'reassign',
      spec: { ...ask.spec, others: ask.terms.others, shares, caps: capsOf(shares) },
      total: tally.total,
      undoes: null,
      retries: null,
      preview: await writePreview(tx, orgId, tally),
      options: ask.options,
    });
    return requestId;
  });
}

interface Planning {
  source: LeadSource;
  others: OtherUsers;
  choose: ChooseReceiver;
  tally: PlanTally;
}

async function openSource(tx: Transaction, orgId: number, source: LeadSourceAsk): Promise<LeadSource> {
  if ('rows' in source) {
    await stageRows(tx, source.rows);
    return 'staged';
  }
  const { owner, ...selection } = source.selection;
  if (!owner) return { selection };
  const users = new UserDirectory(await findUsers(tx, orgId, namesOf([owner])));
  return { selection: { ...selection, owner: users.get(owner, 'selection.owner').userId } };
}

function capsOf(shares: readonly Share[]): Record<number, number> {
  return Object.fromEntries(shares.flatMap(({ userId, cap }) => (cap === null ? [] : [[userId, cap]])));
}

async function planChunks(
  tx: Transaction,
  orgId: number,
  requestId: number,
  { source, others, choose, tally }: Planning,
): Promise<void> {
  const users = new UserDirectory();
  let chunkNo = 0;
  const leads = source === 'staged' ? selectStaged(tx, orgId) : selectLeads(tx, orgId, source.selection);
  for await (const chunk of inChunks(leads)) {
    const chosen = chunk.map((lead) => ({ lead, choice: choose(lead) }));
    await loadMissing(
      tx,
      orgId,
      users,
      chosen.flatMap(({ lead, choice }) => [choice.receiver ?? [], lead.ask.listed ?? []].flat()),
    );
    const rows = chosen.map(({ lead, choice }) =>
      foreseeReassignment(lead, choice, { users, others }),
    );
    chunkNo += 1;
    for (const row of rows) tally.note(row);
    insertPlannedChunk(tx, orgId, requestId, toPlannedChunk(chunkNo, rows));
  }
}

async function* inChunks(pages: AsyncIterable<LeadNow[]>): AsyncGenerator<LeadNow[]> {
  let waiting: LeadNow[] = [];
  for await (const page of pages) {
    waiting = waiting.length > 0 ? waiting.concat(page) : page;
    while (waiting.length >= leadsAChunk) {
      yield waiting.slice(0, leadsAChunk);
      waiting = waiting.slice(leadsAChunk);
    }
  }
  if (waiting.length > 0) yield waiting;
}

async function loadMissing(
  tx: Transaction,
  orgId: number,
  users: UserDirectory,
  references: readonly UserReference[],
): Promise<void> {
  const missing = users.without(references);
  if (missing.length > 0) users.add(await findUsers(tx, orgId, namesOf(missing)));
}

function toPlannedChunk(chunkNo: number, rows: readonly ForeseenRow[]): PlannedChunk {
  return {
    chunkNo,
    part: 'leads',
    subjects: rows.map((row) => row.leadId),
    revisions: rows.map((row) => row.revision),
    receivers: rows.map((row) => row.receiverId),
    inputs: rows.some((row) => row.input) ? rows.map((row) => row.input) : null,
    planned: encodeOutcomes(rows),
    whys: rows.some((row) => row.why) ? rows.map((row) => row.why ?? '-').join('') : null,
    keys: rows.some((row) => row.key !== null) ? rows.map((row) => row.key) : null,
    details: collectDetails(rows),
  };
}
