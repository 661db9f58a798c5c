import { setImmediate as nextTurn } from 'node:timers/promises';

/** Rows that are dealt with at a stretch, which takes some milliseconds: others wait for no more than that. */
export const rowsAtAStretch = 2_000;

/** Lets whatever else waits for this process have its turn. */
export async function letOthers(): Promise<void> {
  await nextTurn();
}

/** Does long work of which every step is short, and lets others have their turn between them. */
export async function finishInTurns<Result>(work: Generator<void, Result, void>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await letOthers();
  }
}

/** Maps a long list, and lets others have their turn. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  map: (item: Item, place: number) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [place, item] of items.entries()) {
    if (place > 0 && place % rowsAtAStretch === 0) await letOthers();
    results.push(map(item, place));
  }
  return results;
}
