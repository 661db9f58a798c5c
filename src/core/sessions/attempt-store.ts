import { createHash } from 'node:crypto';
import type { GateTransaction } from '../../database/gate.ts';
import {
  type Attempt,
  type Counted,
  type Failures,
  forgottenAfterS,
  listCounted,
  networkOf,
} from './attempt-rules.ts';

/** Locks the counts of attempts, in one order for all, and then tells them. */
export async function lockFailures(
  tx: GateTransaction,
  attempts: readonly Attempt[],
): Promise<(attempt: Attempt, kind: Counted) => Failures> {
  const keys = hashAll(attempts);
  tx.write({
    text: `insert into sign_in_attempt (key_hash) select key from unnest($1::bytea[]) key order by key
      on conflict do nothing`,
    values: [keys],
  });
  tx.write({
    text: 'select from sign_in_attempt where key_hash = any($1::bytea[]) order by key_hash for update',
    values: [keys],
  });
  const rows = await tx.read<Failures & { key: Buffer }>({
    text: `select key_hash as key, failures, extract(epoch from clock_timestamp() - tried_at)::float8 as "agoS",
        extract(epoch from clock_timestamp() - waits_since)::float8 as "waitingS"
      from sign_in_attempt where key_hash = any($1::bytea[])`,
    values: [keys],
  });
  const byKey = new Map(rows.map(({ key, ...failures }) => [key.toString('hex'), failures]));
  return (attempt, kind) => byKey.get(hashKey(attempt, kind).toString('hex')) ?? none;
}

const none: Failures = { failures: 0, agoS: 0, waitingS: null };

/** Counts attempts as failures, before it is known whether they are: tries at once must not all be free. */
export function countFailures(tx: GateTransaction, attempts: readonly Attempt[]): void {
  tx.write({
    text: `update sign_in_attempt set tried_at = clock_timestamp(), waits_since = null, failures = 1 +
        case when tried_at > clock_timestamp() - make_interval(secs => $2) then failures else 0 end
      where key_hash = any($1::bytea[])`,
    values: [hashAll(attempts), forgottenAfterS],
  });
  tx.write({
    text: `delete from sign_in_attempt where key_hash in (
      select key_hash from sign_in_attempt where tried_at < clock_timestamp() - interval '1 day'
      order by tried_at limit 100 for update skip locked)`,
    values: [],
  });
}

/** Notes since when they have been made to wait. */
export function noteWaiting(tx: GateTransaction, attempts: readonly Attempt[]): void {
  tx.write({
    text: `update sign_in_attempt set waits_since = clock_timestamp()
      where key_hash = any($1::bytea[]) and waits_since is null`,
    values: [hashAll(attempts)],
  });
}

/** They succeeded: what is theirs alone starts anew, and what they share with others is as it was before. */
export function forgiveAttempts(tx: GateTransaction, attempts: readonly Attempt[]): void {
  tx.write({
    text: 'select from sign_in_attempt where key_hash = any($1::bytea[]) order by key_hash for update',
    values: [hashAll(attempts)],
  });
  tx.write({
    text: `update sign_in_attempt set failures = case when key_hash = any($2::bytea[]) then greatest(failures - 1, 0) else 0 end
      where key_hash = any($1::bytea[])`,
    values: [hashAll(attempts), hashAll(attempts, ['account', 'address'])],
  });
}

function hashAll(attempts: readonly Attempt[], kinds?: readonly Counted[]): Buffer[] {
  const hashes = attempts.flatMap((attempt) =>
    listCounted(attempt)
      .filter((kind) => kinds?.includes(kind) ?? true)
      .map((kind) => hashKey(attempt, kind)),
  );
  return [...new Map(hashes.map((hash) => [hash.toString('hex'), hash])).values()];
}

/** Neither an e-mail nor an address that somebody typed in is kept. */
function hashKey({ account, address = '', device = '' }: Attempt, kind: Counted): Buffer {
  const network = kind === 'pair' || kind === 'address' ? networkOf(address) : '';
  return createHash('sha256')
    .update(JSON.stringify([kind, kind === 'address' ? '' : account, network, device]))
    .digest();
}
