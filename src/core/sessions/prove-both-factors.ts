import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { type GateTransaction, inGate } from '../../database/gate.ts';
import { type KnownDoer, noteEvent } from '../audit/audit-store.ts';
import { nameAccount } from './attempt-rules.ts';
import { provePassword } from './prove-password.ts';
import { hasSecondFactor } from './second-factor-store.ts';
import { isAppCode } from './sign-in-code.ts';
import { forgive, takeAttempt } from './take-attempts.ts';
import { useCode } from './use-code.ts';

/** What whoever calls gives once more. */
export interface BothFactors {
  password: string;
  /** Of their app, or a recovery code. */
  code: string;
  /** What they are asked for; begins the refusal. */
  what: string;
}

/** Does the work for whoever gives their password and a code, which is used up with it; refuses others. */
export async function withBothFactors<Result>(
  database: Database,
  caller: KnownDoer,
  { password, code, what }: BothFactors,
  work: (tx: GateTransaction) => Promise<Result>,
): Promise<Result> {
  await provePassword(database, caller, { password, field: 'password', what });
  const { orgId, userId } = caller;
  const attempt = { way: 'code', account: nameAccount(caller), device: 'caller' } as const;
  const attempts = isAppCode(code) ? [attempt] : [];
  for (const each of attempts) await takeAttempt(database, each);
  const done = await inGate(database, orgId, async (tx) => {
    if (!(await hasSecondFactor(tx, orgId, userId))) throw new Refusal('second-factor-missing');
    if (await useCode(tx, caller, code)) return { result: await work(tx) };
    noteEvent(tx, caller, { what: 'code-failed', detail: what });
    return undefined;
  });
  if (!done) throw new Refusal('code-wrong', { field: 'code' });
  await forgive(database, attempts);
  return done.result;
}
