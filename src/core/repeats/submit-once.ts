import { isTakenAlready } from '../../database/transaction.ts';
import type { Repeatable } from './keyed-call-store.ts';

/**
 * Answers a call that goes through a lane for the earlier one with the same key, where there was one: found before, or once
 * both came at once and the other was first. A call without a key goes straight on.
 */
export async function submitOnce<Answer>(
  { idempotency }: Repeatable,
  { find, submit }: { find: () => Promise<Answer | undefined>; submit: () => Promise<Answer> },
): Promise<Answer> {
  const earlier = idempotency && (await find());
  if (earlier) return earlier;
  try {
    return await submit();
  } catch (error) {
    const first = isTakenAlready(error) ? await find() : undefined;
    if (first) return first;
    throw error;
  }
}
