import sql from 'sql-template-tag';
import type { Move } from '../../../contract/rules/move-rules.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Reader } from '../../access/access-rules.ts';
import { seesLead, seesUser } from '../../access/sight.ts';
import type { MoveOf } from '../../assignments/plan/list-moves.ts';
import { aboutOf, type PartName } from '../../ledger/part-rules.ts';
import { decodeOutcome } from '../../ledger/request-rules.ts';
import type { Subjects } from '../../ledger/request-store.ts';
import { type Person, personOf } from '../../users/person.ts';

interface NamingRow {
  part: PartName | null;
  hasRun: boolean;
  subject: number;
  letter: string;
  receiverId: number | null;
}

interface RowPeople<Row> {
  of(row: Row): NamedInRow;
}

interface NamedInRow {
  /** Whom the row is about, where they are in sight. */
  user?: Person;
  /** Whom they report to until the row's turn comes, or did until it changed that; null: nobody. */
  managerBefore?: Person | null;
  /** Who receives the row, and whom they are to follow; neither where its chunk has no receivers. */
  receiver?: Person | null;
  primaryNow?: Person | null;
  moves?: Move<Person>[];
}

interface Found {
  person: Person;
  agentRole: string;
  isInSight: boolean;
}

interface Rows<Row> {
  requestId: number;
  /** What they are where they do not say so one by one. */
  subjects: Subjects | null;
  rows: readonly Row[];
  movesOf: (row: Row) => MoveOf[] | undefined;
}

/** Finds everyone whom rows name: whom each is about, who is to receive it, and who stands there until then. */
export async function findRowPeople<Row extends NamingRow>(
  tx: Transaction,
  reader: Reader,
  { requestId, subjects, rows, movesOf }: Rows<Row>,
): Promise<RowPeople<Row>> {
  const isAboutUser = ({ part }: NamingRow) => (part ? aboutOf(part) === 'user' : subjects === 'users');
  const userIds = rows.filter(isAboutUser).map(({ subject }) => subject);
  const [primaries, managers] = await Promise.all([
    findPrimaries(tx, reader, rows.filter(isWaitingLead)),
    findManagers(tx, reader, { requestId, userIds }),
  ]);
  const receiverIds = rows.flatMap(({ receiverId }) => receiverId || []);
  const movedIds = rows.flatMap((row) => movesOf(row)?.map(({ userId }) => userId) ?? []);
  const named = new Set([
    ...userIds,
    ...receiverIds,
    ...movedIds,
    ...primaries.values(),
    ...managers.values(),
  ]);
  const known = { primaries, managers, people: await findPeople(tx, reader, named) };
  return {
    of: (row) => ({
      ...(isAboutUser(row) ? nameUser(row, known) : {}),
      ...nameReceiver(row, known),
      ...nameMoves(movesOf(row), known),
    }),
  };
}

interface Known {
  primaries: ReadonlyMap<string, number>;
  managers: ReadonlyMap<string, number>;
  people: ReadonlyMap<number, Found>;
}

function nameUser({ part, subject, hasRun, letter }: NamingRow, { people, managers }: Known): NamedInRow {
  const user = people.get(subject);
  if (!user?.isInSight) return {};
  const isLine = part === null || part === 'users';
  if (!isLine || (hasRun && decodeOutcome(letter) !== 'changed')) return { user: user.person };
  const managerId = managers.get(keyOf(subject, hasRun ? 'ended' : 'now')) ?? 0;
  return { user: user.person, managerBefore: people.get(managerId)?.person ?? null };
}

function nameReceiver(row: NamingRow, { people, primaries }: Known): NamedInRow {
  if (row.receiverId === null) return {};
  const receiver = people.get(row.receiverId);
  if (!receiver || !isWaitingLead(row)) return { receiver: receiver?.person ?? null };
  const primaryId = primaries.get(keyOf(row.subject, receiver.agentRole)) ?? 0;
  return { receiver: receiver.person, primaryNow: people.get(primaryId)?.person ?? null };
}

function nameMoves(moves: readonly MoveOf[] | undefined, { people }: Known): Pick<NamedInRow, 'moves'> {
  const named = moves?.flatMap(({ userId, ...places }) => {
    const user = people.get(userId)?.person;
    return user ? [{ user, ...places }] : [];
  });
  return named ? { moves: named } : {};
}

function isWaitingLead({ part, hasRun, receiverId }: NamingRow): boolean {
  return part !== null && aboutOf(part) === 'lead' && !hasRun && receiverId !== null && receiverId > 0;
}

/** Who is primary on each lead in sight in each role, by their id. */
async function findPrimaries(
  tx: Transaction,
  reader: Reader,
  rows: readonly NamingRow[],
): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const leadIds = rows.map(({ subject }) => subject);
  const found = await tx.read<{ leadId: number; role: string; userId: number }>(sql`
    select a.lead_id as "leadId", a.role, a.user_id as "userId" from assignment a
    where a.org_id = ${reader.orgId} and a.lead_id = any(${leadIds}::bigint[]) and a.until_at is null
      and a.standing = 'primary' and ${seesLead(reader, sql`a.lead_id`)}`);
  return new Map(found.map(({ leadId, role, userId }) => [keyOf(leadId, role), userId]));
}

/** Whom each user reports to now, and whom they did until the request ended it. */
async function findManagers(
  tx: Transaction,
  reader: Reader,
  { requestId, userIds }: { requestId: number; userIds: readonly number[] },
): Promise<Map<string, number>> {
  if (userIds.length === 0) return new Map();
  const found = await tx.read<{ userId: number; managerId: number; isNow: boolean }>(sql`
    select l.user_id as "userId", l.manager_id as "managerId", l.until_at is null as "isNow" from reporting_line l
    where l.org_id = ${reader.orgId} and l.user_id = any(${userIds}::integer[])
      and (l.until_at is null or l.until_request = ${requestId})`);
  return new Map(
    found.map(({ userId, managerId, isNow }) => [keyOf(userId, isNow ? 'now' : 'ended'), managerId]),
  );
}

async function findPeople(
  tx: Transaction,
  reader: Reader,
  userIds: ReadonlySet<number>,
): Promise<Map<number, Found>> {
  if (userIds.size === 0) return new Map();
  const found = await tx.read<Found>(sql`select ${personOf('u')} as person, u.agent_role as "agentRole",
      ${seesUser(reader, sql`u.user_id`)} as "isInSight"
    from org_user u where u.org_id = ${reader.orgId} and u.user_id = any(${[...userIds]}::integer[])`);
  return new Map(found.map((each) => [each.person.userId, each]));
}

function keyOf(subject: number, what: string): string {
  return `${subject} ${what}`;
}
