import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aChart } from '../../../../test/support/a-chart.ts';
import { buildTree, chooseFirstOpen, listRows, pathTo } from './chart-tree-rules.ts';

const none = new Map<number | null, number[]>();
const tree = buildTree(aChart({ 1: null, 2: 1, 3: 1, 4: 3, 5: 4, 9: null }));

function spell(open: readonly number[], ghosts = none): string[] {
  return listRows(tree, new Set(open), ghosts).map(
    ({ person, level, place, siblings, isGhost }) =>
      `${'  '.repeat(level - 1)}${person.userId}${isGhost ? '*' : ''} ${place}/${siblings}`,
  );
}

test('a closed team takes one row, an open one is below its manager, who has a team first', () => {
  assert.deepEqual(spell([]), ['1 1/2', '9 2/2']);
  assert.deepEqual(spell([1, 4]), ['1 1/2', '  3 1/2', '  2 2/2', '9 2/2']);
  assert.deepEqual(spell([1, 3]), ['1 1/2', '  3 1/2', '    4 1/1', '  2 2/2', '9 2/2']);
});

test('who is staged to leave a team is still shown where they were', () => {
  assert.deepEqual(spell([9], new Map([[9, [5]]])), ['1 1/2', '9 2/2', '  5* 1/1']);
});

test('the way to somebody leads from the top', () => {
  assert.deepEqual(pathTo(tree, 5), [1, 3, 4]);
  assert.deepEqual(pathTo(tree, 1), []);
  assert.deepEqual(pathTo(tree, 77), []);
});

test('a small chart opens whole, a large one by whole levels, and a wide top does not open', () => {
  assert.deepEqual([...chooseFirstOpen(tree)], [1, 3, 4]);
  const wide = Object.fromEntries(
    Array.from({ length: 200 }, (_, place) => [place + 1, place < 100 ? null : place - 99]),
  );
  assert.equal(chooseFirstOpen(buildTree(aChart(wide))).size, 0);
  const oneTop = Object.fromEntries(
    Array.from({ length: 200 }, (_, place) => [place + 1, place === 0 ? null : 1]),
  );
  assert.deepEqual([...chooseFirstOpen(buildTree(aChart(oneTop)))], [1]);
});

test('a chain of a hundred thousand is listed without running out of stack', () => {
  const people = Array.from({ length: 100_000 }, (_, place) => ({
    userId: place + 1,
    name: 'Someone',
    agentRole: '',
    isActive: true,
    managerId: place === 0 ? null : place,
    depth: place,
    directReports: 1,
    teamSize: 0,
    book: 0,
    teamBook: 0,
  }));
  const chain = buildTree(people);
  assert.equal(pathTo(chain, 100_000).length, 99_999);
  assert.equal(listRows(chain, new Set(chain.people.keys()), none).length, 100_000);
});
