import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideColumns } from './header-rules.ts';

const rules = {
  required: ['name', 'email'],
  optional: ['manager_email', 'is_active'],
  prefix: 'attribute.',
} as const;

function problemsOf(header: string): string[] {
  const decision = decideColumns(header.split(','), rules);
  return 'problems' in decision ? decision.problems.slice(0, -1) : [];
}

test('Columns match in any letter case and order, without the spaces around them.', () => {
  const decision = decideColumns([' EMAIL', 'attribute.Region ', 'Name'], rules);
  assert.ok('columns' in decision);
  const { count, places, prefixed } = decision.columns;
  assert.equal(count, 3);
  assert.equal(places.get('email'), 0);
  assert.equal(places.get('name'), 2);
  assert.deepEqual(prefixed, [{ column: 'attribute.region', key: 'Region' }]);
});

test('A header that is wrong is answered with everything that is wrong about it.', () => {
  const cases: [string, string[]][] = [
    ['name,emial', ['Unknown column `emial`; did you mean `email`?', 'The column `email` is missing.']],
    ['name,email,manager', ['Unknown column `manager`; did you mean `manager_email`?']],
    ['name,email,zip', ['Unknown column `zip`.']],
    ['name,email,isactive', ['Unknown column `isactive`; did you mean `is_active`?']],
    ['name,email,Email', ['The column `email` is there more than once.']],
    ['name,email,attribute.a,attribute.A', ['The column `attribute.a` is there more than once.']],
    ['name,email,,attribute.', ['Column 3 has no name.', 'Unknown column `attribute.`.']],
  ];
  for (const [header, problems] of cases) assert.deepEqual(problemsOf(header), problems, header);
});

test('A file that is separated by something else is told so.', () => {
  assert.deepEqual(decideColumns(['name;email'], rules), {
    problems: ['The columns are separated by semicolons; separate them by commas.'],
  });
  assert.deepEqual(decideColumns(['name\temail'], rules), {
    problems: ['The columns are separated by tabs; separate them by commas.'],
  });
});

test('The answer ends with what the first line may name.', () => {
  const decision = decideColumns(['name'], rules);
  assert.ok('problems' in decision);
  assert.equal(
    decision.problems.at(-1),
    'The first line must name name, email; it may name manager_email, is_active, and `attribute.<name>` for your own.',
  );
});

test('A header of more columns than a file takes is refused as such; of other problems the first 20 are told.', () => {
  const names = (count: number) => Array.from({ length: count }, (_, place) => `column_${place}`);
  assert.deepEqual(decideColumns(names(100_000), rules), {
    problems: [
      'The first line names 100,000 columns, and a file takes at most 500. Leave out those that are not needed.',
    ],
  });
  const told = problemsOf(['name', 'email', ...names(498)].join(','));
  assert.equal(told.length, 21);
  assert.equal(told.at(-1), 'And 478 more like these.');
  assert.ok(
    'columns' in decideColumns(['name', 'email', ...names(498).map((each) => `attribute.${each}`)], rules),
  );
});
