import { foldEmail, foldEmailLikeness } from '../../../contract/rules/email-rules.ts';
import { largestId } from '../../../contract/words/limits.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { ValueProblem } from '../../csv/row-reader.ts';
import { findHoldersOfKeys } from '../../users/holders-of-keys.ts';
import { findLargestUserId, insertUsers, type NewUser } from '../../users/insert-users.ts';
import type { UserEntry } from './import-user-rules.ts';
import type { Landing, Numbered } from './land-rows.ts';
import type { RolesOfImport } from './roles-of-import.ts';
import { TakenUserKeys } from './taken-user-keys.ts';

/** Inserts the users of a batch that collide with no other; the first in the file with a key has it. */
export async function landUsers(
  tx: Transaction,
  orgId: number,
  { entries, roles }: { entries: readonly Numbered<UserEntry>[]; roles: RolesOfImport },
): Promise<Landing[]> {
  const [holders, largest] = await Promise.all([
    findHoldersOfKeys(tx, orgId, {
      userIds: entries.flatMap(({ entry }) => entry.userId ?? []),
      guids: entries.flatMap(({ entry }) => entry.guid ?? []),
      emailKeys: entries.map(({ entry }) => foldEmail(entry.email)),
      emailLikenesses: entries.map(({ entry }) => foldEmailLikeness(entry.email)),
    }),
    findLargestUserId(tx, orgId),
  ]);
  const taken = new TakenUserKeys(holders);
  const judged = entries.map((each) => judge(each, roles, taken));
  const users = numberUsers(judged, findLargest(entries, largest));
  const fitting = users.filter((user): user is NewUser => !!user && user.userId <= largestId);
  roles.save(tx, orgId, fitting);
  const refused = await insertUsers(tx, orgId, fitting);
  return users.map((user, place) => toLanding(user, judged[place], refused));
}

/** The user in the role as it is written here, or why they cannot come. */
function judge(
  each: Numbered<UserEntry>,
  roles: RolesOfImport,
  taken: TakenUserKeys,
): UserEntry | ValueProblem {
  const settled = roles.settle(each.entry.agentRole);
  if ('problem' in settled) return settled.problem;
  return taken.claim(each) ?? { ...each.entry, agentRole: settled.role };
}

function findLargest(entries: readonly Numbered<UserEntry>[], largest: number): number {
  return entries.reduce((most, { entry }) => Math.max(most, entry.userId ?? 0), largest);
}

/** Users without an id get the next free ones, above every id there is and every id that the batch asks for. */
function numberUsers(
  judged: readonly (UserEntry | ValueProblem)[],
  largest: number,
): (NewUser | undefined)[] {
  let last = largest;
  return judged.map((entry) => {
    if ('reason' in entry) return undefined;
    if (entry.userId === null) last += 1;
    return { ...entry, userId: entry.userId ?? last };
  });
}

function toLanding(
  user: NewUser | undefined,
  judged: UserEntry | ValueProblem | undefined,
  refused: ReadonlySet<number>,
): Landing {
  if (judged && 'reason' in judged) return { problem: judged };
  if (!user || user.userId > largestId) return { problem: noFreeId };
  return refused.has(user.userId) ? { problem: collidesSomehow } : { subject: user.userId };
}

const noFreeId: ValueProblem = {
  code: 'invalid-input',
  column: 'user_id',
  reason: `There is no free \`user_id\` above the largest one, up to ${largestId}; give the row one.`,
};

const collidesSomehow: ValueProblem = {
  code: 'already-exists',
  reason: 'A user with this e-mail address, `user_id` or `guid` exists already.',
};
