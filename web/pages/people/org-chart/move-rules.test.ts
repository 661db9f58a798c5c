import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judgeManagers } from '../../../../src/contract/rules/tree-rules.ts';
import { aChart } from '../../../../test/support/a-chart.ts';
import type { Move } from '../../../people/move-address-rules.ts';
import { buildTree, type ChartTree } from './chart-tree-rules.ts';
import { addMove, applyMoves, describeVerdict, judgeMoves, judgeNext } from './move-rules.ts';

const lines = { 1: null, 2: 1, 3: 2, 4: 3, 5: 1 };
const tree = buildTree(aChart(lines));

test('a move back to where somebody is takes their move back', () => {
  const staged = addMove(tree, [], { userId: 3, managerId: 5 });
  assert.deepEqual(addMove(tree, staged, { userId: 3, managerId: 1 }), [{ userId: 3, managerId: 1 }]);
  assert.deepEqual(addMove(tree, staged, { userId: 3, managerId: 2 }), []);
});

test('a move that would close a circle is refused with its path, in words', () => {
  const move = { userId: 2, managerId: 4 };
  const verdict = judgeNext(tree, move);
  assert.deepEqual(verdict, { is: 'cycle', path: [2, 4, 3, 2], leftOut: 0 });
  assert.equal(
    describeVerdict(tree, move, verdict),
    'User 002 would report to themselves: User 002 → User 004 → User 003 → User 002.',
  );
  assert.deepEqual(judgeNext(tree, { userId: 2, managerId: 2 }), { is: 'cycle', path: [2, 2], leftOut: 0 });
  const own = { userId: 1, managerId: 1 };
  assert.equal(describeVerdict(tree, own, judgeNext(tree, own)), 'User 001 reports to nobody already.');
});

test('a swap is staged once the first half made room for the second', () => {
  const first = { userId: 3, managerId: 1 };
  const after = applyMoves(tree, judgeMoves(tree, [first]));
  assert.equal(judgeNext(after, { userId: 2, managerId: 3 }).is, 'staged');
  const both = judgeMoves(tree, [{ userId: 2, managerId: 3 }, first]);
  assert.deepEqual(
    both.map(({ verdict }) => verdict.is),
    ['staged', 'staged'],
    'in any order',
  );
});

test('who has left, who is not there and what is so already is told apart', () => {
  const people = aChart(lines).map((person) => ({ ...person, isActive: person.userId !== 5 }));
  const verdicts = judgeMoves(buildTree(people), [
    { userId: 3, managerId: 5 },
    { userId: 5, managerId: 2 },
    { userId: 77, managerId: 2 },
    { userId: 2, managerId: 1 },
  ]);
  assert.deepEqual(
    verdicts.map(({ verdict }) => verdict.is),
    ['manager has left', 'user has left', 'not in the chart', 'so already'],
  );
});

const size = 8;
const aForest = fc
  .array(fc.nat(), { minLength: size, maxLength: size })
  .map((above) =>
    Object.fromEntries(
      above.map((pick, place) => [place + 1, pick % (place + 1) === 0 ? null : pick % (place + 1)]),
    ),
  );
const someMoves = fc.uniqueArray(
  fc.record({
    userId: fc.integer({ min: 1, max: size }),
    managerId: fc.option(fc.integer({ min: 1, max: size })),
  }),
  { selector: ({ userId }) => userId, maxLength: size },
);

test('what is staged is judged as the server judges it', () => {
  fc.assert(
    fc.property(aForest, someMoves, (forest, moves) => {
      const managerOf = new Map(
        Object.entries(forest).flatMap(([id, above]) =>
          above === null ? [] : [[Number(id), above] as const],
        ),
      );
      const theirs = judgeManagers(moves, managerOf).map((each) => each.outcome);
      const ours = judgeMoves(buildTree(aChart(forest)), moves).map(({ verdict }) => outcomeOf(verdict.is));
      assert.deepEqual(ours, theirs);
    }),
  );
});

test('the tree that would be has the sizes that the server would give it', () => {
  fc.assert(
    fc.property(aForest, someMoves, (forest, moves) => {
      const before = buildTree(aChart(forest));
      const judged = judgeMoves(before, moves);
      const made = judged.filter(({ verdict }) => verdict.is === 'staged');
      const then = buildTree(
        aChart({ ...forest, ...Object.fromEntries(made.map((move) => [move.userId, move.managerId])) }),
      );
      assert.deepEqual(sizesOf(applyMoves(before, judged)), sizesOf(then));
    }),
  );
});

function outcomeOf(verdict: string): string {
  if (verdict === 'staged') return 'changed';
  return verdict === 'so already' ? 'unchanged' : 'failed';
}

function sizesOf({ people, reports }: ChartTree) {
  return [...people.values()].map(({ userId, managerId, directReports, teamSize, teamBook }) => ({
    userId,
    managerId,
    directReports,
    teamSize,
    teamBook,
    team: (reports.get(userId) ?? []).toSorted((a, b) => a - b),
  }));
}

test('a move of nobody changes nothing', () => {
  const none: Move[] = [];
  assert.equal(applyMoves(tree, judgeMoves(tree, none)), tree);
});
