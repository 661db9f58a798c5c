import type { Transaction } from '../../../database/transaction.ts';
import type { Asker } from '../../access/access-rules.ts';
import type { DecideLead } from '../../law/assignment-rules.ts';
import { insertPlannedChunk, type PlannedChunk } from '../../ledger/plan-store.ts';
import { collectDetails, encodeOutcomes } from '../../ledger/request-rules.ts';
import { findReach } from '../../reporting/find-reach.ts';
import { namesOf, UserDirectory, type UserReference } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';
import type { Caps } from '../caps.ts';
import type { LeadSource } from '../reassignment-terms.ts';
import { listNamedIn } from '../row-input.ts';
import type { Receivers } from './choose-receivers.ts';
import { countGains } from './count-gains.ts';
import { type Foreseeing, type ForeseenRow, foreseeLead } from './foresee-lead.ts';
import type { PlanTally } from './plan-tally.ts';
import { type LeadNow, selectLeads, selectStaged } from './select-leads.ts';

/** Which leads to freeze, for whom, and how to judge them. */
export interface LeadPlanning {
  asker: Asker;
  source: LeadSource;
  /** What holds for a row that says nothing of its own. */
  terms: Foreseeing['terms'];
  receivers: Receivers;
  decide: DecideLead;
  caps: Caps;
  tally: PlanTally;
}

const leadsAChunk = 4_000;

/** Freezes leads in chunks that follow chunk `after`, and gives the number of the last. */
export async function planLeadChunks(
  tx: Transaction,
  orgId: number,
  requestId: number,
  { asker, source, receivers, tally, ...by }: LeadPlanning,
  after = 0,
): Promise<number> {
  const users = new UserDirectory();
  let chunkNo = after;
  const leads = source === 'staged' ? selectStaged(tx, orgId) : selectLeads(tx, orgId, source.selection);
  for await (const chunk of inChunks(leads)) {
    await loadMissing(tx, orgId, users, namedIn(chunk, receivers, by.terms.remove));
    const reach = await findReach(tx, orgId, asker, () => [...users.listIds(), ...standingOn(chunk)]);
    const rows = chunk.map((lead) => foreseeLead(lead, receivers.choose(lead), { ...by, users, reach }));
    chunkNo += 1;
    for (const row of rows) tally.note(row);
    for (const [place, row] of rows.entries()) {
      const current = chunk[place]?.current ?? [];
      for (const userId of listUnavailable(row, { current, users })) tally.noteUnavailable(userId);
    }
    insertPlannedChunk(tx, orgId, requestId, toPlannedChunk(chunkNo, rows, receivers));
  }
  return chunkNo;
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

function* namedIn(
  leads: Iterable<LeadNow>,
  { named }: Receivers,
  remove: readonly UserReference[] = [],
): Generator<UserReference> {
  yield* remove;
  for (const userId of named) yield { userId };
  for (const { ask } of leads) yield* listNamedIn(ask);
}

/**
 * Who gets the lead, or a place on it, though they take no leads. Only somebody named may: a distribution takes nobody
 * who is unavailable.
 */
function listUnavailable(
  { outcome, change, receiverId, input }: ForeseenRow,
  { current, users }: { current: LeadNow['current']; users: UserDirectory },
): number[] {
  if (outcome !== 'changed') return [];
  const heirIds = (input?.heirs ?? []).flatMap(({ receiver }) => receiver?.userId ?? []);
  const receiverIds = [...new Set([receiverId, ...heirIds])].filter((userId) => userId > 0);
  const isTheirs = (userId: number) =>
    current.some((row) => row.userId === userId && row.standing === 'primary') &&
    !change?.open.some((slot) => slot.userId === userId);
  return receiverIds.filter((userId) => !users.takesLeads(userId) && !isTheirs(userId));
}

function standingOn(leads: readonly LeadNow[]): number[] {
  return leads.flatMap(({ current }) => current.map((row) => row.userId));
}

async function loadMissing(
  tx: Transaction,
  orgId: number,
  users: UserDirectory,
  references: Iterable<UserReference>,
): Promise<void> {
  const missing = users.without(references);
  if (missing.length > 0) users.add(await findUsers(tx, orgId, namesOf(missing)));
}

function toPlannedChunk(
  chunkNo: number,
  rows: readonly ForeseenRow[],
  { countsBooks, named }: Receivers,
): PlannedChunk {
  return {
    chunkNo,
    part: 'leads',
    subjects: rows.map((row) => row.leadId),
    revisions: rows.map((row) => row.revision),
    receivers: rows.map((row) => row.receiverId),
    inputs: rows.some((row) => row.input) ? rows.map((row) => row.input) : null,
    planned: encodeOutcomes(rows),
    whys: rows.some((row) => row.why) ? rows.map((row) => row.why ?? '-').join('') : null,
    books: rows.some((row) => row.book !== undefined) ? rows.map((row) => row.book ?? 0) : null,
    keys: rows.some((row) => row.key !== null) ? rows.map((row) => row.key) : null,
    details: collectDetails(rows),
    gains: countsBooks ? countGains(rows, new Set(named)) : null,
  };
}
