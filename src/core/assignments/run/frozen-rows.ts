import type { Chunk } from '../../ledger/request-chunk-store.ts';
import type { RowDetail } from '../../ledger/request-rules.ts';
import type { UserReference } from '../../users/user-reference.ts';
import type { StagedAsk } from '../row-input.ts';
import { listNamedIn, readInput } from '../row-input.ts';
import type { RunningTerms } from './read-terms.ts';

/** A row of a plan, to be run. */
export interface FrozenRow {
  place: number;
  leadId: number;
  /** 0: the plan found none. */
  receiverId: number;
  revision: number;
  asked: StagedAsk;
  /** How a distribution chose the receiver, or that it found no room. */
  why: string | undefined;
  /** What the plan found wrong with it. */
  detail: RowDetail | undefined;
}

export function readFrozenRows(chunk: Chunk): FrozenRow[] {
  const { subjects, receivers, revisions, inputs, details, whys } = chunk;
  return subjects.map((leadId, place) => {
    const why = whys?.[place] ?? '-';
    return {
      place,
      leadId,
      receiverId: receivers?.[place] ?? 0,
      revision: revisions?.[place] ?? 0,
      asked: readInput(inputs?.[place] ?? null),
      why: why === '-' ? undefined : why,
      detail: details?.[place],
    };
  });
}

/** Everybody whom rows name, or could go to. */
export function* listNamed(
  rows: readonly Pick<FrozenRow, 'receiverId' | 'asked'>[],
  terms: RunningTerms,
): Generator<UserReference> {
  yield* terms.remove ?? [];
  for (const { to, shares } of terms.groups) {
    if (to && 'user' in to) yield to.user;
    for (const { userId } of shares) yield { userId };
  }
  for (const { receiverId, asked } of rows) {
    if (receiverId > 0) yield { userId: receiverId };
    yield* listNamedIn(asked);
  }
}
