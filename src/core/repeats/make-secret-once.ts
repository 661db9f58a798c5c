import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { type GateTransaction, inGate } from '../../database/gate.ts';
import { doOnce } from './do-once.ts';
import type { Repeatable } from './keyed-call-store.ts';

interface SecretWork<Secret> {
  work: (tx: GateTransaction) => Promise<Secret>;
  /** What was made, in words that hold nothing of the secret. */
  nameOf: (secret: Secret) => string;
  /** What to do where its answer was lost. */
  wayOut: string;
}

/**
 * Makes something whose secret is in this answer alone, and is kept nowhere. A call that repeats an idempotency key makes
 * nothing: it is refused, and told what the first made.
 */
export async function makeSecretOnce<Secret>(
  database: Database,
  orgId: number,
  call: Repeatable,
  { work, nameOf, wayOut }: SecretWork<Secret>,
): Promise<Secret> {
  return doOnce<GateTransaction, Secret>(database, orgId, call, {
    open: inGate,
    work,
    keep: (secret) => ({ requestId: null, made: nameOf(secret) }),
    again: ({ made }) => {
      throw new Refusal('secret-told-once', {
        field: 'Idempotency-Key',
        message:
          `The first call with this Idempotency-Key made ${made}, and was alone told its secret. ` +
          `If its answer is lost, ${wayOut} with a new Idempotency-Key.`,
      });
    },
  });
}
