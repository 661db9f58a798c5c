import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listChanges, lookBackOnFact, type PastFact } from './fact-rules.ts';

const facts = ['name', 'status'] as const;

test('what is not named stays, what is the same is no change, and null takes a value away', () => {
  const current = { name: 'Ana', status: 'New' };
  assert.deepEqual(listChanges(current, {}, facts), []);
  assert.deepEqual(listChanges(current, { name: 'Ana' }, facts), []);
  assert.deepEqual(listChanges({ name: 'Ana' }, { status: null }, facts), [], 'nothing is taken away');
  assert.deepEqual(listChanges(current, { name: 'Ada', status: null }, facts), [
    { fact: 'name', before: 'Ana', after: 'Ada' },
    { fact: 'status', before: 'New', after: null },
  ]);
});

/** A fact that was `a`, and became what the requests say, one after the other; the last is what it is now. */
function past(...steps: [request: number, value: string][]): { past: PastFact[]; current: string } {
  const values = ['a', ...steps.map(([, value]) => value)];
  return {
    past: steps.map(([untilRequest], place) => ({
      fact: 'name',
      value: values[place] ?? null,
      untilRequest,
      untilAt: `2026-01-0${place + 1}T00:00:00.000000Z`,
    })),
    current: values.at(-1) ?? '',
  };
}

const cases: { name: string; steps: [number, string][]; undone?: [number, number][]; is: unknown }[] = [
  { name: 'one that nobody changed', steps: [], is: { kind: 'untouched' } },
  { name: 'one that others changed', steps: [[2, 'b']], is: { kind: 'untouched' } },
  { name: 'as the request left it', steps: [[1, 'b']], is: { kind: 'as-left', before: 'a' } },
  {
    name: 'changed later, if only to something else and back by no undo',
    steps: [
      [1, 'b'],
      [2, 'c'],
      [3, 'b'],
    ],
    is: { kind: 'changed-later', laterRequest: 3 },
  },
  {
    name: 'as it left it again, since what came later was undone',
    steps: [
      [1, 'b'],
      [2, 'c'],
      [3, 'b'],
    ],
    undone: [[3, 2]],
    is: { kind: 'as-left', before: 'a' },
  },
  {
    name: 'put back by an undo',
    steps: [
      [1, 'b'],
      [2, 'a'],
    ],
    undone: [[2, 1]],
    is: { kind: 'put-back', by: 2 },
  },
];

for (const { name, steps, undone = [], is } of cases) {
  test(`looking back on a fact: ${name}`, () => {
    const { past: known, current } = past(...steps);
    const found = lookBackOnFact(known.toReversed(), current, { requestId: 1, undone: new Map(undone) });
    const told = found.kind === 'as-left' ? { ...found, before: found.before[0]?.value } : found;
    assert.deepEqual(told, is);
  });
}
