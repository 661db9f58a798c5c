import { orRefusal, Refusal } from '../../../contract/refusal.ts';
import { accessRoles } from '../../../contract/words/access-words.ts';
import type { NewFacts } from '../../facts/judge-new-users.ts';
import type { AskedFacts } from '../../facts/judge-user-facts.ts';
import { failBy, type RowDetail } from '../../ledger/request-rules.ts';
import { describeReference, type UserDirectory, type UserReference } from '../../users/user-reference.ts';
import { toDetail } from './land-rows.ts';
import type { BadRow, UserRow } from './read-user-rows.ts';

/** The rows of a file by what is to be done with each. */
export interface SortedUsers {
  comers: { line: number; email: string; facts: NewFacts; manager: UserReference | undefined }[];
  known: { line: number; userId: number; facts: AskedFacts; manager: UserReference | undefined }[];
  rejected: { line: number; detail: RowDetail }[];
}

/** Sorts rows by whether they are about somebody who is here, or who is new; what is about nobody, or doubled, is rejected. */
export function sortUserRows(rows: readonly (UserRow | BadRow)[], users: UserDirectory): SortedUsers {
  const sorted: SortedUsers = { comers: [], known: [], rejected: [] };
  const linesOf = Map.groupBy(
    rows.filter((row) => 'user' in row),
    ({ user }) => users.keyOf(user),
  );
  for (const row of rows) {
    const { line } = row;
    const detail = 'user' in row ? findTwins(row, linesOf.get(users.keyOf(row.user)) ?? []) : undefined;
    if ('problem' in row) sorted.rejected.push({ line, detail: toDetail(line, row.problem) });
    else if (detail) sorted.rejected.push({ line, detail });
    else sortOne(row, users, sorted);
  }
  return sorted;
}

function findTwins({ line, user }: UserRow, rows: readonly UserRow[]): RowDetail | undefined {
  if (rows.length < 2) return undefined;
  const lines = rows.slice(0, mostTold).map((row) => row.line);
  const message = `Lines ${lines.join(', ')}${rows.length > mostTold ? ' and more' : ''} are about user ${describeReference(user)}. Put what they say into one.`;
  return { code: 'conflicting-rows', message, line };
}

const mostTold = 5;

function sortOne({ line, user, facts, manager }: UserRow, users: UserDirectory, sorted: SortedUsers): void {
  const found = orRefusal(() => users.get(user, 'user'));
  const to = manager && nameManager(manager, users);
  if (!(found instanceof Refusal)) {
    sorted.known.push({ line, userId: found.userId, facts, manager: to });
    return;
  }
  if (user.email === undefined) {
    const { detail } = failBy(found);
    if (detail) sorted.rejected.push({ line, detail: { ...detail, line } });
    return;
  }
  const { email } = user;
  const missing = findMissing(facts);
  if (missing) sorted.rejected.push({ line, detail: tellMissing(email, line, missing) });
  else sorted.comers.push({ line, email, facts: toNew(email, facts), manager: to });
}

/** By their id where they are here: an address may be another's when the row has its turn. */
function nameManager(manager: UserReference, users: UserDirectory): UserReference {
  const userId = users.findId(manager);
  return userId === 0 ? manager : { userId };
}

function findMissing({ firstName, agentRole }: AskedFacts): string | undefined {
  return firstName ? (agentRole ? undefined : 'agent_role') : 'first_name';
}

function tellMissing(email: string, line: number, column: string): RowDetail {
  const message = `Nobody here has the e-mail ${email}, and who is new needs a \`${column}\`. Give one, or name them by \`user_id\`.`;
  return { code: 'invalid-input', message, line, column };
}

function toNew(
  email: string,
  { firstName = '', lastName = '', agentRole = '', accessRole }: AskedFacts,
): NewFacts {
  const role = accessRoles.find((each) => each === accessRole) ?? 'agent';
  return { firstName, lastName, email, agentRole, accessRole: role };
}
