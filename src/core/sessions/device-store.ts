import type { GateTransaction } from '../../database/gate.ts';

const rememberedDays = 180;
const mostOfUser = 20;

export async function isKnownDevice(
  tx: GateTransaction,
  orgId: number,
  device: { userId: number; hash: Buffer },
): Promise<boolean> {
  const rows = await tx.read({
    text: 'select from known_device where org_id = $1 and user_id = $2 and device_hash = $3',
    values: [orgId, device.userId, device.hash],
  });
  return rows.length > 0;
}

/** Remembers by which device a user signed in; of old ones and of very many the oldest are forgotten. */
export function rememberDevice(
  tx: GateTransaction,
  orgId: number,
  { userId, hash }: { userId: number; hash: Buffer },
): void {
  tx.write({
    text: `insert into known_device (org_id, user_id, device_hash) values ($1, $2, $3)
      on conflict (org_id, user_id, device_hash) do update set used_at = clock_timestamp()`,
    values: [orgId, userId, hash],
  });
  tx.write({
    text: `delete from known_device d where org_id = $1 and user_id = $2
      and (used_at < clock_timestamp() - make_interval(days => $3) or device_hash not in (
        select device_hash from known_device where org_id = $1 and user_id = $2 order by used_at desc limit $4))`,
    values: [orgId, userId, rememberedDays, mostOfUser],
  });
}
