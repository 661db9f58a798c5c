import type { FrozenRows } from './plan-rules.ts';

export const noRows: FrozenRows = {
  total: 0,
  preview: { changed: 0, unchanged: 0, failed: 0, skipped: 0, books: [], usersTouched: 0, warnings: [] },
};

/** What several sorts of rows of one request come to together. A user whom several touch counts once for each. */
export function joinRows(frozen: readonly FrozenRows[]): FrozenRows {
  return frozen.reduce(join, noRows);
}

function join(one: FrozenRows, other: FrozenRows): FrozenRows {
  const [a, b] = [one.preview, other.preview];
  return {
    total: one.total + other.total,
    preview: {
      ...a,
      ...b,
      changed: a.changed + b.changed,
      unchanged: a.unchanged + b.unchanged,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
      books: [...a.books, ...b.books],
      usersTouched: a.usersTouched + b.usersTouched,
      warnings: [...a.warnings, ...b.warnings],
    },
  };
}
