import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countPutBack, type FamilyMember, listPutBack } from './undo-family-rules.ts';

const rows = [1, 2, 3];

/** Each undoes some rows of one of the requests so far, where they are as it left them and are not put back. */
const stepsArbitrary = fc.array(fc.record({ which: fc.nat(), of: fc.subarray(rows) }), { maxLength: 12 });

test('a row stands as before where as many undos as undos of these have followed, and one more', () => {
  const property = fc.property(stepsArbitrary, (steps) => {
    const family: FamilyMember[] = [{ requestId: 1, undoes: null, whole: new Set(rows), inPart: new Set() }];
    const turns = new Map(rows.map((row) => [row, 0]));
    const depths = [0];
    for (const { which, of } of steps) {
      const place = which % family.length;
      const depth = depths[place] ?? 0;
      const isAsLeft = (row: number) => ((turns.get(row) ?? 0) - depth) % 2 === 0;
      const putBack = listPutBack(family).get(place + 1) ?? new Set();
      const isDue = (row: number) => family[place]?.whole.has(row) && !putBack.has(row) && isAsLeft(row);
      const whole = new Set(of.filter(isDue));
      const undo = { requestId: family.length + 1, undoes: place + 1, whole, inPart: new Set<number>() };
      assertCounted(family, [...family, undo]);
      family.push(undo);
      depths.push(depth + 1);
      for (const row of whole) turns.set(row, (turns.get(row) ?? 0) + 1);
    }
    const odd = rows.filter((row) => (turns.get(row) ?? 0) % 2 === 1);
    assert.deepEqual([...(listPutBack(family).get(1) ?? [])].sort(), odd);
  });
  fc.assert(property, { numRuns: 3000 });
});

function assertCounted(family: FamilyMember[], grown: FamilyMember[]): void {
  const [before, after] = [listPutBack(family), listPutBack(grown)];
  const more = countPutBack(family, grown);
  for (const [requestId, subjects] of after) {
    assert.equal(more.get(requestId) ?? 0, subjects.size - (before.get(requestId)?.size ?? 0));
  }
}

test('what went back in part may be undone again, also where the rest followed and the part was redone', () => {
  const first = { requestId: 1, undoes: null, whole: new Set([1]), inPart: new Set<number>() };
  const part = { requestId: 2, undoes: 1, whole: new Set<number>(), inPart: new Set([1]) };
  const rest = { requestId: 3, undoes: 1, whole: new Set([1]), inPart: new Set<number>() };
  const redo = { requestId: 4, undoes: 2, whole: new Set([1]), inPart: new Set<number>() };
  const isPutBack = (family: FamilyMember[]) => listPutBack(family).get(1)?.has(1);
  assert.equal(isPutBack([first, part]), false);
  assert.equal(isPutBack([first, part, rest]), true);
  assert.equal(isPutBack([first, part, rest, redo]), false);
});

const roles = ['a', 'b', 'c'];
const partsArbitrary = fc.array(fc.record({ which: fc.nat(), alone: fc.subarray(roles) }), { maxLength: 10 });

interface PartialUndo extends Pick<FamilyMember, 'requestId' | 'undoes'> {
  depth: number;
  did: ReadonlySet<string>;
  isPart: boolean;
}

/** One row of several roles: an undo takes up what of its request stands, role by role, and leaves some of it alone. */
class RowOfRoles {
  readonly family: PartialUndo[] = [
    { requestId: 1, undoes: null, depth: 0, did: new Set(roles), isPart: false },
  ];
  readonly #turns = new Map(roles.map((role) => [role, 0]));

  /** Nothing where nothing of it was left to take up. */
  undo(which: number, alone: readonly string[]): { undone: PartialUndo; isPart: boolean } | undefined {
    const undone = this.family[which % this.family.length];
    const due = undone ? this.listStanding(undone) : [];
    const done = due.filter((role) => !alone.includes(role));
    if (!undone || done.length === 0) return undefined;
    const { requestId: undoes, depth } = undone;
    const isPart = done.length < due.length;
    this.family.push({
      requestId: this.family.length + 1,
      undoes,
      depth: depth + 1,
      did: new Set(done),
      isPart,
    });
    for (const role of done) this.#turns.set(role, (this.#turns.get(role) ?? 0) + 1);
    return { undone, isPart };
  }

  listStanding({ did, depth }: PartialUndo): string[] {
    return [...did].filter((role) => ((this.#turns.get(role) ?? 0) - depth) % 2 === 0);
  }

  /** As it is kept: of the roles nothing is known but whether all went back. */
  listPutBack(): ReadonlySet<number> {
    const row = new Set([1]);
    const none = new Set<number>();
    const members = this.family.map(({ requestId, undoes, isPart }) => ({
      requestId,
      undoes,
      ...(isPart ? { whole: none, inPart: row } : { whole: row, inPart: none }),
    }));
    return new Set([...listPutBack(members)].flatMap(([id, subjects]) => (subjects.has(1) ? id : [])));
  }
}

test('no request of which something still stands counts as put back, and what the last undo took back whole does', () => {
  const property = fc.property(partsArbitrary, (steps) => {
    const row = new RowOfRoles();
    for (const { which, alone } of steps) {
      const turn = row.undo(which, alone);
      const putBack = row.listPutBack();
      for (const member of row.family) {
        if (putBack.has(member.requestId)) assert.deepEqual(row.listStanding(member), []);
      }
      if (turn && !turn.isPart) assert.ok(putBack.has(turn.undone.requestId));
    }
  });
  fc.assert(property, { numRuns: 3000 });
});
