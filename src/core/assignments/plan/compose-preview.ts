import { countOf } from '../../../contract/rules/count-rules.ts';
import { foretellKeys, type SwitchedKeys } from '../../../contract/rules/revived-rules.ts';
import { largestBook } from '../../../contract/words/limits.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { type Asker, isWithin } from '../../access/access-rules.ts';
import type { PlannedBook, PlanWarning, Preview } from '../../ledger/plan-rules.ts';
import { warnOfRows } from '../../ledger/warn-of-rows.ts';
import { findReach } from '../../reporting/find-reach.ts';
import { UserDirectory } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';
import { loadBooks } from '../assignment-store.ts';
import { warnOfUnavailable } from '../warn-of-unavailable.ts';
import type { PlanTally } from './plan-tally.ts';

/**
 * What a plan foresees as a whole: counts, the books of everyone it touches and the asker sees, and what to know
 * before it runs.
 */
export async function composePreview(
  tx: Transaction,
  orgId: number,
  asker: Asker,
  tally: PlanTally,
  whenEmpty = 'The selection finds no lead at all.',
): Promise<Preview> {
  const reach = await findReach(tx, orgId, asker, () => tally.listUserIds());
  const before = await loadBooks(tx, orgId, tally.listUserIds());
  const books = tally.listBooks(before).filter(({ userId }) => isWithin(reach, userId));
  const { withoutRoom } = tally;
  return {
    ...tally.counts,
    ...(withoutRoom > 0 ? { withoutRoom } : {}),
    books,
    usersTouched: tally.usersTouched,
    emptied: tally.emptied,
    ...(tally.keys ? { keys: tally.keys } : {}),
    warnings: [
      ...(tally.total === 0 ? [{ code: 'nothing-selected' as const, message: whenEmpty }] : []),
      ...warnOfRows({ ...tally.counts, withoutRoom }),
      ...warnOfEmptied(tally.emptied),
      ...warnOfKeys(tally.keys),
      ...(await warnOfUnavailable(tx, orgId, tally.unavailable)),
      ...(await warnOfLargeBooks(tx, orgId, books)),
    ],
  };
}

function warnOfEmptied(leads: number): PlanWarning[] {
  if (leads === 0) return [];
  return [{ code: 'leads-emptied', message: `${countOf(leads, 'lead')} will have nobody.` }];
}

function warnOfKeys(keys: SwitchedKeys | undefined): PlanWarning[] {
  return keys ? foretellKeys(keys).map((message) => ({ code: 'access-keys' as const, message })) : [];
}

async function warnOfLargeBooks(
  tx: Transaction,
  orgId: number,
  books: readonly PlannedBook[],
): Promise<PlanWarning[]> {
  const large = books.filter((book) => book.receives > 0 && book.bookAfter > largestBook);
  if (large.length === 0) return [];
  const userIds = large.map((book) => book.userId);
  const users = new UserDirectory(await findUsers(tx, orgId, { userIds }));
  return large.map(({ userId, bookAfter }) => ({
    code: 'book-over-limit',
    message: `${users.describe(userId)} will hold ${bookAfter.toLocaleString('en')} leads, more than ${largestBook.toLocaleString('en')}.`,
    userId,
  }));
}
