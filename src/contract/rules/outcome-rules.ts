// What became of a row, in the words that every face tells people.

/** A row as far as its outcome is told by it. */
export interface Ended<Outcome extends string> {
  outcome: Outcome;
  /** What of the row was not done; a row that failed as a whole may have it, too. */
  leftAlone?: readonly unknown[];
}

/** Of a row that changed also whether all of it did. */
export function wordOutcome<Outcome extends string>(row: Ended<Outcome>): Outcome | 'changed in part' {
  return row.outcome === 'changed' && row.leftAlone ? 'changed in part' : row.outcome;
}
