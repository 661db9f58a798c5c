// Whether an undo took back what it should and nothing else, told from what held at each step.

import assert from 'node:assert/strict';
import type { RequestRow } from '../../src/core/requests/read/request-row.ts';
import { type Fact, tellFacts } from './facts.ts';
import type { WorkingOrganisation } from './working-organisation.ts';

interface Undone {
  requestId: number;
  /** What held before the request, after it, and when all work since was done. */
  first: Fact[];
  left: Fact[];
  worked: Fact[];
}

/**
 * Undoes a request and gives its undo; of one that changed nothing there is none. Subject by subject: where others worked since, it is as they left it;
 * elsewhere it is as it was at first. What could not go back stays and says why: somebody due in it has left, or
 * the tree leaves no place.
 */
export async function assertUndone(
  working: WorkingOrganisation,
  { requestId, first, left, worked }: Undone,
): Promise<number | undefined> {
  const undoId = await working.undo(requestId);
  if (undoId === undefined) {
    assertNothingToUndo(working, { first, left, worked });
    return undefined;
  }
  const [back, rows] = [await working.draw(), await working.rowsOf(undoId)];
  const failures = new Map(rows.flatMap(listFailures));
  const abouts = new Set([first, left, worked, back].flatMap((facts) => facts.map((fact) => fact.about)));
  for (const about of abouts) {
    const of = (facts: readonly Fact[]) => facts.filter((fact) => fact.about === about);
    const nameIn = (facts: readonly Fact[]) => of(facts).map((fact) => working.nameFact(fact))[0];
    const isWorkedOn = nameIn(left) !== nameIn(worked);
    const stays = isWorkedOn || failures.has(about);
    assert.deepEqual(tellFacts(of(back)), tellFacts(of(stays ? worked : first)), about);
    if (failures.get(about) === 'user-inactive') assert.ok(namesWhoLeft(of(first), worked), about);
  }
  const codes = new Set(failures.values());
  for (const code of ['user-inactive', 'manager-inactive', 'would-form-cycle']) codes.delete(code);
  assert.deepEqual([...codes], []);
  return undoId;
}

/** Wherever the request changed something, an undo of it put that back, or others worked on. */
function assertNothingToUndo(
  working: WorkingOrganisation,
  { first, left, worked }: Omit<Undone, 'requestId'>,
): void {
  const tell = (facts: readonly Fact[]) => new Map(facts.map((fact) => [fact.about, fact]));
  const [before, since] = [tell(first), tell(worked)];
  for (const fact of left) {
    const now = since.get(fact.about);
    const isUntouched = tellFacts([fact]).join() === tellFacts([before.get(fact.about) ?? []].flat()).join();
    assert.ok(isUntouched || (now && working.nameFact(now) !== working.nameFact(fact)), fact.about);
  }
}

/** What each failed row is about, and each role that failed, with its code. */
function listFailures({
  outcome,
  leadId,
  userId,
  code = '',
  leftAlone = [],
}: RequestRow): [string, string][] {
  if (leadId === undefined) return outcome === 'failed' ? [[`line of ${userId}`, code]] : [];
  return leftAlone
    .filter((role) => role.code !== 'later-change')
    .map((role) => [`lead ${leadId} ${role.role}`, role.code]);
}

function namesWhoLeft(facts: readonly Fact[], worked: readonly Fact[]): boolean {
  const inactive = worked.filter(({ about, is }) => about.startsWith('account') && is === 'false');
  const ids = new Set(inactive.map(({ about }) => about.split(' ').at(-1)));
  return facts.some(({ about, is }) =>
    [...is.split(/[ ,]+/), about.split(' ').at(-1)].some((id) => ids.has(id)),
  );
}
