import type { Transaction } from '../../../database/transaction.ts';
import { keepBefore } from '../../facts/fact-steps.ts';
import { findKnownUsers } from '../../facts/user-fact-store.ts';
import { insertPlannedChunk, type PlannedChunk } from '../../ledger/plan-store.ts';
import { loadLineRequests } from '../../reporting/reporting-store.ts';
import { namesOf, UserDirectory, type UserReference } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';
import type { UserFile } from './read-user-rows.ts';
import { type SortedUsers, sortUserRows } from './sort-user-rows.ts';

type Frozen = Pick<PlannedChunk, 'part' | 'subjects' | 'inputs'> & Partial<PlannedChunk>;

/**
 * Freezes the rows of a file of people and gives their number: who is new and their own lines, what changes of those who
 * are here, whom these report to, and what is rejected, in this order. A trial tells what they come to.
 */
export async function freezeUsersFile(
  tx: Transaction,
  orgId: number,
  { requestId, rows }: { requestId: number; rows: UserFile['rows'] },
): Promise<number> {
  const named = rows.flatMap((row) =>
    'user' in row ? [row.user, ...(row.manager ? [row.manager] : [])] : [],
  );
  const users = new UserDirectory(await findUsers(tx, orgId, namesOf(named)));
  const sorted = sortUserRows(rows, users);
  const chunks: Frozen[] = [
    composeComers(sorted),
    composeOwnLines(sorted),
    await composeFacts(tx, orgId, sorted),
    await composeLines(tx, orgId, sorted),
    composeRejected(sorted),
  ];
  const filled = chunks.filter(({ subjects }) => subjects.length > 0);
  for (const [place, chunk] of filled.entries()) {
    insertPlannedChunk(tx, orgId, requestId, { ...unknown, ...chunk, chunkNo: place + 1 });
  }
  return filled.reduce((total, { subjects }) => total + subjects.length, 0);
}

const unknown = { revisions: null, receivers: null, planned: null, whys: null, keys: null, details: null };

function composeComers({ comers }: SortedUsers): Frozen {
  return {
    part: 'account',
    subjects: comers.map(() => 0),
    inputs: comers.map(({ line, email, facts }) => ({ user: { email }, facts, line })),
  };
}

/** They end with the accounts, where the import is undone. */
function composeOwnLines({ comers }: SortedUsers): Frozen {
  const lines = comers.filter(hasManager);
  return {
    part: 'users',
    ownLines: true,
    subjects: lines.map(() => 0),
    receivers: lines.map(({ manager }) => idOf(manager)),
    inputs: lines.map(({ line, email, manager }) => ({ user: { email }, manager, line })),
  };
}

async function composeFacts(tx: Transaction, orgId: number, { known }: SortedUsers): Promise<Frozen> {
  const subjects = known.map(({ userId }) => userId);
  const found = await findKnownUsers(tx, orgId, subjects);
  return {
    part: 'user-facts',
    subjects,
    inputs: known.map(({ line, userId, facts }) => {
      const user = found.get(userId);
      return { facts, ...(user ? keepBefore(facts, { known: user, asked: facts }) : {}), line };
    }),
  };
}

async function composeLines(tx: Transaction, orgId: number, { known }: SortedUsers): Promise<Frozen> {
  const lines = known.filter(hasManager);
  const subjects = lines.map(({ userId }) => userId);
  const requests = await loadLineRequests(tx, orgId, subjects);
  return {
    part: 'users',
    subjects,
    revisions: subjects.map((userId) => requests.get(userId) ?? 0),
    receivers: lines.map(({ manager }) => idOf(manager)),
    inputs: lines.map(({ line, userId, manager }) => ({ user: { userId }, manager, line })),
  };
}

function composeRejected({ rejected }: SortedUsers): Frozen {
  return {
    part: 'user-facts',
    subjects: rejected.map(() => 0),
    inputs: rejected.map(({ line }) => ({ line })),
    details: Object.fromEntries(rejected.map(({ detail }, place) => [place, detail])),
  };
}

function hasManager<Row extends { manager: UserReference | undefined }>(
  row: Row,
): row is Row & { manager: UserReference } {
  return row.manager !== undefined;
}

/** 0 for whoever is not here yet. */
function idOf({ userId = 0 }: UserReference): number {
  return userId;
}
