// What the rows of a request come to under its policies.

import type { LeftAlone } from './lead-undo.ts';

export type OnFailure = 'continue' | 'stop' | 'all-or-nothing';
export type OnDrift = 'skip' | 'stop' | 'overwrite';

export interface Policies {
  onFailure: OnFailure;
  onDrift: OnDrift;
}

/** What a row would come to if its turn came: `apply` does it, and says whether anything changed. */
export type Prospect = Now | { kind: 'last'; decide(): Now };

type Now = Left &
  (
    | { kind: 'do'; apply(): boolean; code?: string }
    | { kind: 'failed'; code: string }
    | { kind: 'moved'; code: 'lead-moved' | 'line-moved' | 'later-change' }
  );

/** What an undo leaves as it is. */
interface Left {
  leftAlone?: readonly LeftAlone[];
}

export type RowEnd = Left & {
  outcome: 'changed' | 'unchanged' | 'failed' | 'skipped' | 'not attempted';
  code?: string;
};

export interface Ran {
  rows: RowEnd[];
  /** A policy ended it: it has failed, whatever its rows met. */
  isCutShort: boolean;
}

/** Row after row; each turns out by itself, whatever became of those before it. What waits for all others comes last. */
export function runRows(prospects: readonly Prospect[], policies: Policies): Ran {
  const ran = runNow(
    prospects.map((row) => (row.kind === 'last' ? nothing : row)),
    policies,
  );
  const rows = prospects.map((row, place) => {
    const end = row.kind === 'last' ? runRow(row.decide()) : ran.rows[place];
    return end ?? leaveOut();
  });
  return { ...ran, rows };
}

const nothing: Now = { kind: 'do', apply: () => false };

function runNow(rows: readonly Now[], { onFailure, onDrift }: Policies): Ran {
  if (onFailure === 'all-or-nothing') return runAllOrNothing(rows);
  const ends: RowEnd[] = [];
  for (const row of rows) {
    const end = runRow(row);
    ends.push(end);
    const isRefused = end.outcome === 'failed' && onFailure === 'stop';
    const stops = isRefused || (onDrift === 'stop' && hasMoved(end));
    if (stops) return { rows: [...ends, ...rows.slice(ends.length).map(leaveOut)], isCutShort: true };
  }
  return { rows: ends, isCutShort: false };
}

/** Of an undo a role with later work has moved, whatever became of the others. */
function hasMoved({ outcome, leftAlone = [] }: RowEnd): boolean {
  return outcome === 'skipped' || leftAlone.some(({ code }) => code === 'later-change');
}

/** Whatever would not be done stands in the way, and is told; nothing else is attempted. */
function runAllOrNothing(rows: readonly Now[]): Ran {
  if (rows.every(isDoneWholly)) return { rows: rows.map(runRow), isCutShort: false };
  const tell = (row: Now): RowEnd => (isDoneWholly(row) ? leaveOut() : { ...whyOf(row), outcome: 'failed' });
  return { rows: rows.map(tell), isCutShort: true };
}

function isDoneWholly(row: Now): boolean {
  return row.kind === 'do' && row.leftAlone === undefined;
}

function runRow(row: Now): RowEnd {
  switch (row.kind) {
    case 'do':
      return { ...whyOf(row), outcome: row.apply() ? 'changed' : 'unchanged' };
    case 'failed':
      return { ...whyOf(row), outcome: 'failed' };
    case 'moved':
      return { ...whyOf(row), outcome: 'skipped' };
  }
}

function whyOf({ code, leftAlone }: Now): Pick<RowEnd, 'code' | 'leftAlone'> {
  return { ...(code === undefined ? {} : { code }), ...(leftAlone ? { leftAlone } : {}) };
}

function leaveOut(): RowEnd {
  return { outcome: 'not attempted' };
}
