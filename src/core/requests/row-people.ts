import sql from 'sql-template-tag';
import type { Transaction } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { seesLead } from '../access/sight.ts';
import { type Person, personOf } from '../users/person.ts';

interface NamingRow {
  part: string | null;
  hasRun: boolean;
  subject: number;
  receiverId: number | null;
}

interface RowPeople {
  /** Who receives a row, and whom they are to follow; neither where the row's chunk has no receivers. */
  of(row: NamingRow): { receiver?: Person | null; primaryNow?: Person | null };
}

interface Found {
  person: Person;
  agentRole: string;
}

/** Finds everyone whom rows name: who is to receive each, and who is primary in that role until then. */
export async function findRowPeople(
  tx: Transaction,
  reader: Reader,
  rows: readonly NamingRow[],
): Promise<RowPeople> {
  const primaries = await findPrimaries(tx, reader, rows.filter(isWaitingLead));
  const receiverIds = rows.flatMap(({ receiverId }) => receiverId || []);
  const people = await findPeople(tx, reader.orgId, new Set([...receiverIds, ...primaries.values()]));
  return {
    of: (row) => {
      if (row.receiverId === null) return {};
      const receiver = people.get(row.receiverId);
      if (!receiver || !isWaitingLead(row)) return { receiver: receiver?.person ?? null };
      const primaryId = primaries.get(keyOf(row.subject, receiver.agentRole)) ?? 0;
      return { receiver: receiver.person, primaryNow: people.get(primaryId)?.person ?? null };
    },
  };
}

function isWaitingLead({ part, hasRun, receiverId }: NamingRow): boolean {
  return part === 'leads' && !hasRun && receiverId !== null && receiverId > 0;
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

async function findPeople(
  tx: Transaction,
  orgId: number,
  userIds: ReadonlySet<number>,
): Promise<Map<number, Found>> {
  if (userIds.size === 0) return new Map();
  const found = await tx.read<Found>(sql`select ${personOf('u')} as person, u.agent_role as "agentRole"
    from org_user u where u.org_id = ${orgId} and u.user_id = any(${[...userIds]}::integer[])`);
  return new Map(found.map((each) => [each.person.userId, each]));
}

function keyOf(leadId: number, role: string): string {
  return `${leadId} ${role}`;
}
