import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findView, forgetView, readViews, saveView, viewOf } from './saved-view-rules.ts';

const colorado = { name: 'Colorado', search: { state: ['CO'], sort: '-createdAt' } } as const;
const kept = [{ name: 'Colorado', search: { state: ['CO'], sort: '-createdAt' as const } }];

test('a view is which leads in which order and columns, and nothing that is ticked or planned', () => {
  const draft = { ticked: 'all', reassign: 'new', to: 'even_126_127', reason: 'On leave' } as const;
  assert.deepEqual(viewOf({ q: 'a', without: ['source'], ...draft }), {
    q: 'a',
    without: ['source'],
  });
});

test('views are kept by name, and one of the same name is replaced', () => {
  const two = saveView(kept, { name: 'Austin', search: { q: 'Austin' } });
  assert.deepEqual(
    two.map(({ name }) => name),
    ['Austin', 'Colorado'],
  );
  const replaced = saveView(two, { name: 'Colorado', search: {} });
  assert.deepEqual(replaced.at(-1), { name: 'Colorado', search: {} });
  assert.equal(replaced.length, 2);
  assert.deepEqual(forgetView(two, 'Austin'), kept);
});

test('the view that is shown is found in whatever order the address names its members', () => {
  assert.equal(findView(kept, { sort: '-createdAt', state: ['CO'] })?.name, 'Colorado');
  assert.equal(findView(kept, { state: ['CO'] }), undefined);
});

test('what a browser kept is read as an address is, and nonsense is left out', () => {
  assert.deepEqual(readViews(JSON.stringify([colorado])), kept);
  const bad = [
    { name: 'x', search: { sort: 'drop table', owner: -1, ticked: 'all' } },
    { name: 7 },
    null,
    'x',
  ];
  assert.deepEqual(readViews(JSON.stringify(bad)), [{ name: 'x', search: {} }]);
  for (const text of [undefined, '', '{', '{}', 'null', '"x"']) assert.deepEqual(readViews(text), []);
});
