import type { GateTransaction } from '../../database/gate.ts';

/** Whether codes of an app are asked of the user. */
export async function hasSecondFactor(tx: GateTransaction, orgId: number, userId: number): Promise<boolean> {
  const rows = await tx.read({
    text: 'select from second_factor where org_id = $1 and user_id = $2 and confirmed_at is not null',
    values: [orgId, userId],
  });
  return rows.length > 0;
}

/** Keeps a secret that is to be confirmed, in place of another such. False: there is one that is confirmed. */
export async function saveBegun(
  tx: GateTransaction,
  orgId: number,
  { userId, sealed }: { userId: number; sealed: Buffer },
): Promise<boolean> {
  const rows = await tx.read({
    text: `insert into second_factor (org_id, user_id, sealed) values ($1, $2, $3)
      on conflict (org_id, user_id) do update set sealed = excluded.sealed
        where second_factor.confirmed_at is null
      returning user_id`,
    values: [orgId, userId, sealed],
  });
  return rows.length > 0;
}

/** The secret of a user as it is sealed: one that is confirmed, or one that is not yet. */
export async function findSealed(
  tx: GateTransaction,
  orgId: number,
  { userId, isConfirmed }: { userId: number; isConfirmed: boolean },
): Promise<Buffer | undefined> {
  const [row] = await tx.read<{ sealed: Buffer }>({
    text: `select sealed from second_factor
      where org_id = $1 and user_id = $2 and (confirmed_at is not null) = $3 for update`,
    values: [orgId, userId, isConfirmed],
  });
  return row?.sealed;
}

/** Uses up the code of a time step, and with it those of all before. False: it is used up already. */
export async function takeStep(
  tx: GateTransaction,
  orgId: number,
  { userId, step }: { userId: number; step: number },
): Promise<boolean> {
  const rows = await tx.read({
    text: `update second_factor set last_step = $3, confirmed_at = coalesce(confirmed_at, clock_timestamp())
      where org_id = $1 and user_id = $2 and last_step < $3 returning user_id`,
    values: [orgId, userId, step],
  });
  return rows.length > 0;
}

/** Takes away the second factor with its recovery codes. False: there was none. */
export async function deleteSecondFactor(
  tx: GateTransaction,
  orgId: number,
  userId: number,
): Promise<boolean> {
  tx.write({ text: 'delete from recovery_code where org_id = $1 and user_id = $2', values: [orgId, userId] });
  const rows = await tx.read<{ isConfirmed: boolean }>({
    text: `delete from second_factor where org_id = $1 and user_id = $2
      returning confirmed_at is not null as "isConfirmed"`,
    values: [orgId, userId],
  });
  return rows.some(({ isConfirmed }) => isConfirmed);
}

/** Makes these the only recovery codes of a user. */
export function saveRecoveryCodes(
  tx: GateTransaction,
  orgId: number,
  { userId, hashes }: { userId: number; hashes: readonly Buffer[] },
): void {
  tx.write({ text: 'delete from recovery_code where org_id = $1 and user_id = $2', values: [orgId, userId] });
  tx.write({
    text: 'insert into recovery_code (org_id, user_id, code_hash) select $1, $2, unnest($3::bytea[])',
    values: [orgId, userId, hashes],
  });
}

/** Uses a recovery code up, and tells how many are left. Undefined: it is none, or not any more. */
export async function takeRecoveryCode(
  tx: GateTransaction,
  orgId: number,
  { userId, hash }: { userId: number; hash: Buffer },
): Promise<number | undefined> {
  const rows = await tx.read({
    text: `delete from recovery_code where org_id = $1 and user_id = $2 and code_hash = $3 returning user_id`,
    values: [orgId, userId, hash],
  });
  if (rows.length === 0) return undefined;
  const [row] = await tx.read<{ left: number }>({
    text: 'select count(*)::int as left from recovery_code where org_id = $1 and user_id = $2',
    values: [orgId, userId],
  });
  return row?.left;
}
