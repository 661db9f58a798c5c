import { foldEmail } from '../../contract/rules/email-rules.ts';
import type { GateTransaction } from '../../database/gate.ts';

/** An active account that an e-mail names. */
export interface NamedAccount {
  orgId: number;
  orgName: string;
  userId: number;
  /** Null: no password was ever set. */
  passwordHash: Buffer | null;
  /** The address by which it was salted, as it is folded; null: the e-mail of now. */
  saltEmail: string | null;
  /** Somebody signed in to it by this device before. */
  isKnownDevice: boolean;
}

/** The accounts of an e-mail in all orgs. Only here does a query cross them: whoever signs in has none yet. */
export async function findAccounts(
  tx: GateTransaction,
  email: string,
  device: Buffer | null = null,
): Promise<NamedAccount[]> {
  return tx.read<NamedAccount>({
    text: `select org_id as "orgId", org_name as "orgName", user_id as "userId", password_hash as "passwordHash",
        salt_email as "saltEmail", is_known_device as "isKnownDevice"
      from accounts_of_email($1, $2)`,
    values: [foldEmail(email), device],
  });
}

/** The secret under which this installation derives passwords. */
export async function readSecret(tx: GateTransaction): Promise<Buffer> {
  const [row] = await tx.read<{ secret: Buffer }>({
    text: 'select password_secret as secret from installation',
    values: [],
  });
  if (!row) throw new Error('The installation has lost its secret.');
  return row.secret;
}

/** What is kept of a password, and the address by which it was salted; null: the e-mail of now. */
interface KeptPassword {
  hash: Buffer;
  saltEmail: string | null;
}

export async function findPassword(
  tx: GateTransaction,
  orgId: number,
  userId: number,
): Promise<KeptPassword | undefined> {
  const [row] = await tx.read<KeptPassword>({
    text: `select password_hash as hash, salt_email as "saltEmail" from password where org_id = $1 and user_id = $2`,
    values: [orgId, userId],
  });
  return row;
}

export function savePassword(
  tx: GateTransaction,
  orgId: number,
  password: { userId: number; hash: Buffer },
): void {
  tx.write({
    text: `insert into password (org_id, user_id, password_hash) values ($1, $2, $3)
      on conflict (org_id, user_id) do update set password_hash = excluded.password_hash, salt_email = null,
        changed_at = clock_timestamp()`,
    values: [orgId, password.userId, password.hash],
  });
}
