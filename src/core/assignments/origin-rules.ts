// A row that an undo opened stands for the row that it put back, as if nobody had ever closed that.

import { type AssignmentRecord, isSameSlot } from './assignment-rules.ts';

interface Known {
  /** Everything that ever stood on the lead. */
  history: readonly AssignmentRecord[];
  /** Which request each undo in the history undid. */
  undone: ReadonlyMap<number, number>;
}

/** Whether two sets of rows are the very same ones, but for what was put back as it was. */
export function standForTheSame(
  known: Known,
  some: readonly AssignmentRecord[],
  others: readonly AssignmentRecord[],
): boolean {
  const origins = new Set(some.map((record) => findOrigin(known, record)));
  return some.length === others.length && others.every((record) => origins.has(findOrigin(known, record)));
}

/** The row that this one stands for, after however many undos, and undos of undos. */
function findOrigin(known: Known, record: AssignmentRecord): AssignmentRecord {
  const undoneRequest = known.undone.get(record.fromRequest);
  if (undoneRequest === undefined) return record;
  const putBack = known.history.find(
    (row) => row.untilRequest === undoneRequest && row.userId === record.userId && isSameSlot(row, record),
  );
  return putBack ? findOrigin(known, putBack) : record;
}
