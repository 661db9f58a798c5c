import type { GateTransaction } from '../../database/gate.ts';
import type { Transaction } from '../../database/transaction.ts';

const validHours = 72;

/** Makes a link for a user the only one in force, and tells until when. */
export async function insertLink(
  tx: GateTransaction,
  orgId: number,
  link: { hash: Buffer; userId: number; createdBy: number | null },
): Promise<string> {
  endLinksOf(tx, orgId, link.userId);
  const [row] = await tx.read<{ expiresAt: string }>({
    text: `insert into sign_in_link (org_id, link_hash, user_id, created_by, expires_at)
      values ($1, $2, $3, $4, clock_timestamp() + make_interval(hours => $5)) returning expires_at as "expiresAt"`,
    values: [orgId, link.hash, link.userId, link.createdBy, validHours],
  });
  if (!row) throw new Error('A sign-in link was not inserted.');
  return row.expiresAt;
}

export function endLinksOf(tx: Transaction, orgId: number, userId: number): void {
  tx.write({
    text: `update sign_in_link set ended_at = clock_timestamp()
      where org_id = $1 and user_id = $2 and ended_at is null`,
    values: [orgId, userId],
  });
}

/** Whose link in force it is; a user who is locked against leaving meanwhile. */
export async function lockLinkOwner(
  tx: GateTransaction,
  orgId: number,
  hash: Buffer,
): Promise<{ userId: number; email: string } | undefined> {
  const [row] = await tx.read<{ userId: number; email: string }>({
    text: `select u.user_id as "userId", u.email from sign_in_link l join org_user u using (org_id, user_id)
      where l.org_id = $1 and l.link_hash = $2 and l.ended_at is null and l.expires_at > clock_timestamp()
        and u.is_active
      for key share of u`,
    values: [orgId, hash],
  });
  return row;
}

/** Uses a link up. False where somebody else did it, or it ended, in the meantime. */
export async function useLink(tx: GateTransaction, orgId: number, hash: Buffer): Promise<boolean> {
  const rows = await tx.read({
    text: `update sign_in_link set ended_at = clock_timestamp()
      where org_id = $1 and link_hash = $2 and ended_at is null and expires_at > clock_timestamp()
      returning link_hash`,
    values: [orgId, hash],
  });
  return rows.length > 0;
}

/** Orgs into which nobody was let yet, each with its first administrator. */
export async function findOrgsWithoutEntry(
  tx: GateTransaction,
): Promise<{ orgId: number; userId: number }[]> {
  return tx.read<{ orgId: number; userId: number }>({
    text: 'select org_id as "orgId", user_id as "userId" from orgs_without_entry()',
    values: [],
  });
}

/** Whether the org, locked against whoever else asks, has never had a link. */
export async function holdsNoLink(tx: Transaction, orgId: number): Promise<boolean> {
  tx.write({ text: 'select from org where org_id = $1 for no key update', values: [orgId] });
  const links = await tx.read({
    text: 'select from sign_in_link where org_id = $1 limit 1',
    values: [orgId],
  });
  return links.length === 0;
}
