import { readInput } from '../../core/assignments/row-input.ts';
import { readManagerAsk } from '../../core/reporting/settle-rows.ts';
import type { RequestRow } from '../../core/requests/read/request-row.ts';
import type { UserReference } from '../../core/users/user-reference.ts';

type Cell = string | number | undefined;

/** What a row asks for, under the names that a file of rows has: mended, a download can be sent again. */
export function tellAsked(row: RequestRow): Cell[] {
  return [...tellLead(row), ...tellManager(row)];
}

function tellLead(row: RequestRow): Cell[] {
  if (row.leadId === undefined) return Array<Cell>(8).fill(undefined);
  const { primary, listed, others, agentRole, remove } = readInput(row.input ?? null);
  const receiver = primary ?? (row.receiver ? { email: row.receiver.email } : undefined);
  return [
    primary === null ? 'nobody' : receiver?.email,
    receiver ? idOf(receiver) : undefined,
    listEmails(listed),
    listIds(listed),
    others,
    agentRole,
    listEmails(remove),
    listIds(remove),
  ];
}

function tellManager(row: RequestRow): Cell[] {
  if (row.userId === undefined) return Array<Cell>(3).fill(undefined);
  const { user, manager } = readManagerAsk(row.input) ?? {
    user: { email: row.user?.email },
    manager: row.receiver ? { email: row.receiver.email } : null,
  };
  return [user.email, manager?.email, manager ? idOf(manager) : undefined];
}

function idOf({ userId, guid }: UserReference): Cell {
  return userId ?? guid;
}

function listEmails(users: readonly UserReference[] = []): string {
  return users.flatMap(({ email }) => email ?? []).join(';');
}

/** Of a user who was named by both, one is enough. */
function listIds(users: readonly UserReference[] = []): string {
  return users.flatMap((user) => (user.email === undefined ? (idOf(user) ?? []) : [])).join(';');
}
