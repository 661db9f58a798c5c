import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  fillIn,
  findAskProblem,
  findRemovalProblem,
  type Removal,
  type RemovalAsk,
} from './removal-rules.ts';

type Ask = RemovalAsk<number>;

describe('a row is filled in by its request', () => {
  const cases: [what: string, row: Ask, terms: Ask, filled: Removal<number>][] = [
    ['everybody', {}, { others: 'all' }, { role: undefined, others: 'all', remove: [] }],
    ['the role of the request', {}, { agentRole: 'PR' }, { role: 'PR', others: 'same-role', remove: [] }],
    [
      'its own role',
      { agentRole: 'UW' },
      { agentRole: 'PR', others: 'all' },
      { role: 'UW', others: 'same-role', remove: [] },
    ],
    [
      'its own others',
      { others: 'all' },
      { agentRole: 'PR' },
      { role: undefined, others: 'all', remove: [] },
    ],
    ['its own users', { remove: [1] }, { remove: [2] }, { role: undefined, others: 'keep', remove: [1] }],
    ['nobody of its own', { remove: [] }, { remove: [2] }, { role: undefined, others: 'keep', remove: [] }],
  ];
  for (const [what, row, terms, filled] of cases) {
    test(what, () =>
      assert.deepEqual(fillIn(row, { ...terms, others: terms.others ?? 'keep' }, true), filled),
    );
  }
});

test('where somebody receives, the role to empty of the request counts for nothing', () => {
  assert.deepEqual(fillIn({}, { agentRole: 'PR', others: 'keep', remove: [3] }, false), {
    role: undefined,
    others: 'keep',
    remove: [3],
  });
});

test('a lead that nobody receives is emptied of those alone of whom that is said', () => {
  const says = (removal: Partial<Removal<number>>) =>
    findRemovalProblem({ role: undefined, others: 'keep', remove: [], ...removal }, 'lead 1') === undefined;
  assert.ok(says({ others: 'all' }));
  assert.ok(says({ role: 'PR', others: 'same-role' }));
  assert.ok(says({ remove: [1] }));
  assert.ok(!says({}));
  assert.ok(!says({ others: 'same-role' }), 'whose role is not known');
});

test('a role to empty is contradicted by a receiver, and by others that stay or go', () => {
  const problem = (ask: Ask, receives: boolean) => findAskProblem(ask, { what: 'lead 1', receives });
  assert.match(problem({ agentRole: 'PR' }, true) ?? '', /names a role to empty/);
  assert.match(problem({ agentRole: 'PR', others: 'all' }, false) ?? '', /contradicts/);
  assert.match(problem({ agentRole: 'PR', others: 'keep' }, false) ?? '', /contradicts/);
  assert.equal(problem({ agentRole: 'PR', others: 'same-role' }, false), undefined);
  assert.equal(problem({ others: 'all' }, true), undefined);
});
