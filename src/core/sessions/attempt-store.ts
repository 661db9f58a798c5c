import { createHash } from 'node:crypto';
import { foldEmail } from '../../contract/rules/email-rules.ts';
import type { GateTransaction } from '../../database/gate.ts';
import {
  type AttemptKind,
  attemptKinds,
  type Failures,
  forgottenAfterS,
  networkOf,
} from './attempt-rules.ts';

/** Who tries to sign in, and from where. */
export interface Attempt {
  email: string;
  address: string;
}

/** Locks the counts of an attempt, in one order for all, and then tells them in the order of `attemptKinds`. */
export async function lockFailures(tx: GateTransaction, attempt: Attempt): Promise<Failures[]> {
  const keys = listKeys(attempt);
  tx.write({
    text: `insert into sign_in_attempt (key_hash) select key from unnest($1::bytea[]) key order by key
      on conflict do nothing`,
    values: [keys],
  });
  tx.write({
    text: 'select from sign_in_attempt where key_hash = any($1::bytea[]) order by key_hash for update',
    values: [keys],
  });
  return tx.read<Failures>({
    text: `select a.failures, extract(epoch from clock_timestamp() - a.tried_at)::float8 as "agoS"
      from unnest($1::bytea[]) with ordinality k (key, place) join sign_in_attempt a on a.key_hash = k.key
      order by k.place`,
    values: [keys],
  });
}

/** Counts an attempt as a failure, before it is known whether it is one: tries at once must not all be free. */
export function countFailure(tx: GateTransaction, attempt: Attempt): void {
  tx.write({
    text: `update sign_in_attempt set tried_at = clock_timestamp(), failures = 1 +
        case when tried_at > clock_timestamp() - make_interval(secs => $2) then failures else 0 end
      where key_hash = any($1::bytea[])`,
    values: [listKeys(attempt), forgottenAfterS],
  });
  tx.write({
    text: `delete from sign_in_attempt where key_hash in (
      select key_hash from sign_in_attempt where tried_at < clock_timestamp() - interval '1 day'
      order by tried_at limit 100 for update skip locked)`,
    values: [],
  });
}

/** The attempt succeeded: its account starts anew, and its address is as before. */
export function forgiveAttempt(tx: GateTransaction, attempt: Attempt): void {
  tx.write({
    text: 'select from sign_in_attempt where key_hash = any($1::bytea[]) order by key_hash for update',
    values: [listKeys(attempt)],
  });
  tx.write({
    text: `update sign_in_attempt set failures = case when key_hash = $2 then greatest(failures - 1, 0) else 0 end
      where key_hash = any($1::bytea[])`,
    values: [listKeys(attempt), hashKey('address', attempt)],
  });
}

function listKeys(attempt: Attempt): Buffer[] {
  return attemptKinds.map((kind) => hashKey(kind, attempt));
}

/** Neither an e-mail nor an address that somebody typed in is kept. */
function hashKey(kind: AttemptKind, { email, address }: Attempt): Buffer {
  const account = kind === 'address' ? '' : foldEmail(email);
  const network = kind === 'account' ? '' : networkOf(address);
  return createHash('sha256')
    .update(JSON.stringify([kind, account, network]))
    .digest();
}
