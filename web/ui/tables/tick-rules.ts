// What of a list is ticked: some, or all that the server finds without some. The same members make the request.

/** What was turned over since nothing was ticked, or since all was. */
export interface Ticks<Key> {
  isAll: boolean;
  turned: readonly Key[];
}

export const noTicks = { isAll: false, turned: [] } as const;
export const allTicked = { isAll: true, turned: [] } as const;

export function isTicked<Key>({ isAll, turned }: Ticks<Key>, key: Key): boolean {
  return isAll !== turned.includes(key);
}

export function turn<Key>({ isAll, turned }: Ticks<Key>, key: Key): Ticks<Key> {
  return { isAll, turned: [...new Set(turned).symmetricDifference(new Set([key]))] };
}

/** The box over all of them: anything that is ticked goes first. */
export function turnAll<Key>({ isAll, turned }: Ticks<Key>): Ticks<Key> {
  return isAll || turned.length > 0 ? noTicks : allTicked;
}

export function tellBox({ isAll, turned }: Ticks<unknown>): boolean | 'some' {
  return turned.length > 0 ? 'some' : isAll;
}

/** How many: undefined where all are ticked and nobody counted them. */
export function countTicked(
  { isAll, turned }: Ticks<unknown>,
  total: number | undefined,
): number | undefined {
  if (!isAll) return turned.length;
  return total === undefined ? undefined : Math.max(0, total - turned.length);
}

/** "all 1,204 that match, without 1": the words of what is asked for. */
export function tellTicked({ isAll, turned }: Ticks<unknown>, all: string): string {
  const count = turned.length.toLocaleString();
  if (!isAll) return count;
  return turned.length === 0 ? all : `${all}, without ${count}`;
}
