import assert from 'node:assert/strict';
import type { Ended, Organisation, Row } from '../organisation.ts';
import type { Counts, Followed, ShownRow } from '../product.ts';

interface Expected extends Omit<Ended, 'taken' | 'isClosed'> {
  /** Where a policy ended it before its last row. */
  state?: 'failed' | 'cancelled' | undefined;
}

/** The request has ended as the rules say: its state, its counts, and what became of each row. */
export function assertRequestEnded(
  { request, shown }: Followed,
  organisation: Organisation,
  { state, ...expected }: Expected,
): void {
  const { requestId, rows } = expected;
  organisation.end(expected);
  assert.deepEqual(shown.map(tellRow), rows.map(expectRow), `rows of request ${requestId}`);
  assert.deepEqual(pickCounts(request.counts), countRows(rows), `counts of request ${requestId}`);
  const failed = rows.length > 0 && rows.every(({ outcome }) => outcome === 'failed');
  assert.equal(request.state, state ?? (failed ? 'failed' : 'done'), `state of request ${requestId}`);
  for (const row of shown) assertPath(row);
}

const outcomes = ['changed', 'unchanged', 'failed', 'skipped'] as const;

function countRows(rows: readonly Row[]): Counts {
  const count = (outcome: Row['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const [changed, unchanged, failed, skipped] = outcomes.map(count);
  return {
    total: rows.length,
    changed: changed ?? 0,
    changedInPart: rows.filter((row) => row.outcome === 'changed' && row.leftAlone).length,
    unchanged: unchanged ?? 0,
    failed: failed ?? 0,
    skipped: skipped ?? 0,
    notAttempted: count('not attempted'),
  };
}

function pickCounts({
  total,
  changed,
  changedInPart,
  unchanged,
  failed,
  skipped,
  notAttempted,
}: Counts): Counts {
  return { total, changed, changedInPart, unchanged, failed, skipped, notAttempted };
}

function tellRow({ leadId, userId, outcome, code, leftAlone }: ShownRow): unknown[] {
  return [leadId ?? userId ?? 0, outcome, code, tellLeftAlone(leftAlone)];
}

function expectRow({ subject, outcome, code, leftAlone }: Row): unknown[] {
  const [id] = Object.values(subject);
  return [id, outcome, code, tellLeftAlone(leftAlone)];
}

function tellLeftAlone(roles: Row['leftAlone'] = []): string[] {
  return roles.map(({ role, code, laterRequestId = 0 }) => `${role} ${code} ${laterRequestId}`).sort();
}

/** A cycle is told as it would be: from the user up, until they are met again. */
function assertPath({ code, userId, facts }: ShownRow): void {
  if (code !== 'would-form-cycle') return;
  const path = facts?.path?.map((person) => person.userId) ?? [];
  assert.deepEqual([path[0], path.at(-1)], [userId, userId], `path ${path}`);
  assert.equal(new Set(path).size, path.length - 1, `path ${path}`);
}
