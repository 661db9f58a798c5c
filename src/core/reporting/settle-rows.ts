import { orRefusal, Refusal } from '../../contract/refusal.ts';
import { foldEmail } from '../../contract/rules/email-rules.ts';
import { findConflicting } from '../../contract/rules/tree-rules.ts';
import type { RowInput } from '../../contract/v1/kinds/kept-rows.ts';
import { mapInTurns, rowsAtAStretch } from '../../database/take-turns.ts';
import { failBy } from '../ledger/request-rules.ts';
import { describeReference, namesOf, UserDirectory, type UserReference } from '../users/user-reference.ts';
import type { NamedUsers, UserForChange } from '../users/user-store.ts';
import type { ManagerStep } from './change-managers.ts';
import {
  failConflictingRows,
  failManagerInactive,
  failManagerNotFound,
  failUserInactive,
} from './row-refusals.ts';

/** Who is to report to whom, as any face asks for it; null: to nobody. */
export interface ManagerAsk {
  user: UserReference;
  manager: UserReference | null;
}

/** The same as a row keeps it; undefined where it was kept by whom it names. */
export function readManagerAsk(input: RowInput | null | undefined): ManagerAsk | undefined {
  if (!input?.user || input.manager === undefined) return undefined;
  return { user: input.user, manager: input.manager };
}

function listNamed({ user, manager }: ManagerAsk): UserReference[] {
  return manager ? [user, manager] : [user];
}

/** Everyone whom the asks name, loaded a stretch of asks at a time: so many at once would hold all others up. */
export async function loadNamed(
  asks: readonly ManagerAsk[],
  load: (named: NamedUsers) => Promise<UserForChange[]>,
): Promise<UserDirectory> {
  const users = new UserDirectory();
  for (let start = 0; start < asks.length; start += rowsAtAStretch) {
    const named = users.without(asks.slice(start, start + rowsAtAStretch).flatMap(listNamed));
    users.add(await load(namesOf(named)));
  }
  return users;
}

/** An ask whose users were looked for: each is somebody, or why they are not. */
interface Found {
  ask: ManagerAsk;
  user: UserForChange | Refusal;
  manager: UserForChange | Refusal | null;
}

/**
 * Settles the rows that fail whatever the tree is, by whichever face they came. Rows that give one user two managers
 * come first, whatever else is wrong with them: nobody can tell which was meant. Whoever has left gets no manager, and
 * loses theirs only with the team of a leaver.
 */
export async function settleRows(
  asks: readonly ManagerAsk[],
  users: UserDirectory,
  { isTeam = false } = {},
): Promise<ManagerStep[]> {
  const found = await mapInTurns(asks, (ask) => find(ask, users));
  const keys = await mapInTurns(found, ({ ask, user, manager }) => ({
    userId: keyOf(ask.user, user),
    managerId: ask.manager && keyOf(ask.manager, manager),
  }));
  const conflicting = findConflicting(keys);
  return mapInTurns(found, (each, place) => {
    const isConflict = conflicting.has(keys[place]?.userId ?? '');
    return isConflict ? { settled: failConflictingRows(nameOf(each)) } : settle(each, isTeam);
  });
}

function find(ask: ManagerAsk, users: UserDirectory): Found {
  const { user, manager } = ask;
  return {
    ask,
    user: orRefusal(() => users.get(user, 'user')),
    manager: manager && orRefusal(() => users.get(manager, 'manager')),
  };
}

/** Whom nobody knows by what was written. */
function keyOf(
  { userId, email, guid }: UserReference,
  user: UserForChange | Refusal | null,
): number | string {
  if (user && !(user instanceof Refusal)) return user.userId;
  return [userId, email && foldEmail(email), guid?.toLowerCase()].join(' ');
}

function nameOf({ ask, user }: Found): string {
  return user instanceof Refusal ? describeReference(ask.user) : user.name;
}

function settle({ ask, user, manager }: Found, isTeam: boolean): ManagerStep {
  if (user instanceof Refusal) return { settled: failBy(user) };
  if (!user.isActive && (ask.manager || !isTeam)) return { settled: failUserInactive(user) };
  if (!manager) return { row: { userId: user.userId, managerId: null } };
  if (manager instanceof Refusal) {
    const isMismatch = manager.code === 'user-mismatch';
    return {
      settled: isMismatch ? failBy(manager) : failManagerNotFound(describeReference(ask.manager ?? {})),
    };
  }
  if (!manager.isActive) return { settled: failManagerInactive(manager) };
  return { row: { userId: user.userId, managerId: manager.userId } };
}
