/**
 * The word closest in spelling to `word`, or undefined where none is close enough to have been meant. A part of a
 * word, such as `lead` of `lead_id`, is close enough; of the letters one in four may differ.
 */
export function findNearestWord(word: string, words: readonly string[]): string | undefined {
  const ranked = words
    .map((candidate) => ({ candidate, distance: countEdits(plain(word), plain(candidate)) }))
    .filter(
      ({ candidate, distance }) =>
        distance <= Math.max(1, Math.floor(Math.min(word.length, candidate.length) / 4)) ||
        candidate.split('_').includes(word),
    )
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
}

/** Words are told apart by their letters, not by how they are joined. */
function plain(word: string): string {
  return word.replaceAll('_', '');
}

/** Letters to insert, drop or replace, and neighbours to swap: what a slip of the pen does counts as one. */
function countEdits(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, place) => place);
  for (const [above, letter] of [...from].entries()) {
    const next = [above + 1];
    for (const [left, other] of [...to].entries()) {
      const replaced = (row[left] ?? 0) + (letter === other ? 0 : 1);
      const isSwapped = letter === to[left - 1] && other === from[above - 1];
      const swapped = isSwapped ? (before[left - 1] ?? 0) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (row[left + 1] ?? 0) + 1, (next[left] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}
