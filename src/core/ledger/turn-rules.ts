import type { Chunk } from './request-chunk-store.ts';
import type { RunnableRequest } from './request-store.ts';

/**
 * Accounts, and the lines that end with them, run after all that rests on them where they wait for it, and come back, or
 * end, before all else where they do not. Everything else has its turn by its number.
 */
export function turnOf(
  { part, ownLines }: Pick<Chunk, 'part' | 'ownLines'>,
  { ending }: Pick<RunnableRequest, 'ending'>,
): 'first' | 'last' | undefined {
  if (part !== 'account' && !ownLines) return undefined;
  return ending === 'wait' ? 'last' : 'first';
}
