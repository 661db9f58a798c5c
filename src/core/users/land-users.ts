import type { Transaction } from '../../database/transaction.ts';
import type { Landing, Numbered } from '../imports/land-rows.ts';
import type { RowProblem } from '../imports/row-reader.ts';
import { largestUserId, type UserEntry } from './import-user-rules.ts';
import { findHoldersOfKeys, findLargestUserId, insertUsers, type NewUser } from './import-user-store.ts';
import { TakenUserKeys } from './taken-user-keys.ts';

/** Inserts the users of a batch that collide with no other; the first in the file with a key has it. */
export async function landUsers(
  tx: Transaction,
  orgId: number,
  entries: readonly Numbered<UserEntry>[],
): Promise<Landing[]> {
  const [holders, largest] = await Promise.all([
    findHoldersOfKeys(tx, orgId, {
      userIds: entries.flatMap(({ entry }) => entry.userId ?? []),
      guids: entries.flatMap(({ entry }) => entry.guid ?? []),
      emails: entries.map(({ entry }) => entry.email.toLowerCase()),
    }),
    findLargestUserId(tx, orgId),
  ]);
  const taken = new TakenUserKeys(holders);
  const collisions = entries.map((each) => taken.claim(each));
  const users = numberUsers(entries, collisions, largest);
  const fitting = users.filter((user): user is NewUser => !!user && user.userId <= largestUserId);
  const refused = await insertUsers(tx, orgId, fitting);
  return users.map((user, place) => toLanding(user, collisions[place], refused));
}

/** Users without an id get the next free ones, above every id there is and every id that the batch asks for. */
function numberUsers(
  entries: readonly Numbered<UserEntry>[],
  collisions: readonly (RowProblem | undefined)[],
  largest: number,
): (NewUser | undefined)[] {
  let last = entries.reduce((most, { entry }) => Math.max(most, entry.userId ?? 0), largest);
  return entries.map(({ entry }, place) => {
    if (collisions[place]) return undefined;
    if (entry.userId === null) last += 1;
    return { ...entry, userId: entry.userId ?? last };
  });
}

function toLanding(
  user: NewUser | undefined,
  collision: RowProblem | undefined,
  refused: ReadonlySet<number>,
): Landing {
  if (collision) return { problem: collision };
  if (!user || user.userId > largestUserId) return { problem: noFreeId };
  return refused.has(user.userId) ? { problem: collidesSomehow } : { subject: user.userId };
}

const noFreeId: RowProblem = {
  code: 'invalid-input',
  column: 'user_id',
  reason: `There is no free \`user_id\` above the largest one, up to ${largestUserId}; give the row one.`,
};

const collidesSomehow: RowProblem = {
  code: 'already-exists',
  reason: 'A user with this e-mail address, `user_id` or `guid` exists already.',
};
