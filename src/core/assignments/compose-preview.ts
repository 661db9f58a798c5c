import type { Transaction } from '../../database/transaction.ts';
import { type Asker, isWithin } from '../access/access-rules.ts';
import { findReach } from '../access/find-reach.ts';
import { largestBook, type PlannedBook, type PlanWarning, type Preview } from '../requests/plan-rules.ts';
import { UserDirectory } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';
import { loadBooks } from './assignment-store.ts';
import type { PlanTally } from './plan-tally.ts';
import { warnOfUnavailable } from './warn-of-unavailable.ts';

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
  return {
    ...tally.counts,
    books,
    usersTouched: tally.usersTouched,
    emptied: tally.emptied,
    warnings: [
      ...warn(tally, whenEmpty),
      ...(await warnOfUnavailable(tx, orgId, tally.unavailable)),
      ...(await warnOfLargeBooks(tx, orgId, books)),
    ],
  };
}

function warnOfEmptied(leads: number): PlanWarning[] {
  if (leads === 0) return [];
  const what = leads === 1 ? '1 lead' : `${leads.toLocaleString('en')} leads`;
  return [{ code: 'leads-emptied', message: `${what} will have nobody.` }];
}

function warn(tally: PlanTally, whenEmpty: string): PlanWarning[] {
  const { failed, skipped, changedInPart } = tally.counts;
  return [
    ...(tally.total === 0 ? [{ code: 'nothing-selected' as const, message: whenEmpty }] : []),
    ...(tally.withoutRoom > 0
      ? [
          {
            code: 'no-room' as const,
            message:
              tally.withoutRoom === 1
                ? "1 lead fits into no receiver's book and will stay as it is."
                : `${tally.withoutRoom.toLocaleString('en')} leads fit into no receiver's book and will stay as they are.`,
          },
        ]
      : []),
    ...warnOfEmptied(tally.emptied),
    ...(failed > tally.withoutRoom
      ? [
          {
            code: 'rows-will-fail' as const,
            message:
              failed - tally.withoutRoom === 1
                ? '1 row will fail; it says why.'
                : `${(failed - tally.withoutRoom).toLocaleString('en')} rows will fail; each says why.`,
          },
        ]
      : []),
    ...(skipped > 0
      ? [
          {
            code: 'later-changes' as const,
            message:
              skipped === 1
                ? '1 row was changed later and will be left alone.'
                : `${skipped.toLocaleString('en')} rows were changed later and will be left alone.`,
          },
        ]
      : []),
    ...(changedInPart > 0
      ? [
          {
            code: 'roles-left-alone' as const,
            message:
              changedInPart === 1
                ? '1 row will change in part; it says which roles are left alone, and why.'
                : `${changedInPart.toLocaleString('en')} rows will change in part; each says which roles are left alone, and why.`,
          },
        ]
      : []),
  ];
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
