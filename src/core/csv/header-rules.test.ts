import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideColumns } from './header-rules.ts';

const rules = {
  required: ['name', 'email'],
  optional: ['manager_email', 'is_active'],
  prefix: 'attribute.',
  alsoCalled: { email: ['Mail'] },
  told: ['row', 'outcome'],
} as const;

function problemsOf(header: string): string[] {
  const decision = decideColumns(header.split(','), rules);
  if (!('problems' in decision)) return [];
  return decision.problems.slice(0, decision.unknown ? -2 : -1);
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
    ['name,email,isactiv', ['Unknown column `isactiv`; did you mean `is_active`?']],
    [
      'name,email,Is Active,is_active',
      ['The columns `Is Active` and `is_active` mean the same; leave out all but one.'],
    ],
    ['name,email,Mail', ['The columns `email` and `Mail` mean the same; leave out all but one.']],
    ['name,email,Email', ['The column `email` is there more than once.']],
    ['name,email,attribute.a,attribute.A', ['The column `attribute.a` is there more than once.']],
    ['name,email,,attribute.', ['Unknown column `attribute.`.']],
  ];
  for (const [header, problems] of cases) assert.deepEqual(problemsOf(header), problems, header);
});

test('What is unknown is ignored where it is asked for, by name or all of it, and nothing that is needed.', () => {
  const decide = (header: string, ignored: string[]) => decideColumns(header.split(','), rules, ignored);
  const refused = decide('name,email,zip,Town', []);
  assert.ok('problems' in refused);
  assert.deepEqual(refused.unknown, ['zip', 'Town']);
  assert.match(refused.problems.at(-1) ?? '', /ignoreColumns=unknown/);
  for (const ignored of [['unknown'], ['ZIP', 'town']]) {
    const decision = decide('zip,name,Town,email', ignored);
    assert.ok('columns' in decision);
    assert.deepEqual(
      [...decision.columns.places],
      [
        ['name', 1],
        ['email', 3],
      ],
    );
  }
  const gone = decide('name,email', ['email']);
  assert.ok('problems' in gone && gone.unknown === undefined);
  assert.equal(gone.problems[0], 'The column `email` is missing.');
});

test('Columns of an outcome are known in a file that has one, and nowhere else.', () => {
  assert.deepEqual(problemsOf('name,email,row'), ['Unknown column `row`.']);
  assert.ok('columns' in decideColumns(['name', 'email', 'row', 'outcome'], rules));
});

test('Columns without a name end a header, or are places where nothing may stand.', () => {
  const decision = decideColumns(['', 'name', ' ', 'email', '', ...Array(9_000).fill('')], rules);
  assert.ok('columns' in decision);
  const { count, needed, nameless } = decision.columns;
  assert.deepEqual([count, needed, nameless], [4, 4, [0, 2]]);
});

test('The answer ends with what the first line may name.', () => {
  const decision = decideColumns(['name'], rules);
  assert.ok('problems' in decision);
  assert.equal(
    decision.problems.at(-1),
    'The first line must name name, email; it may name manager_email, is_active, and `attribute.<name>` for your own.',
  );
});

test('Where one of several columns is needed, any is enough, and nothing is said of optional ones where there are none.', () => {
  const either = { required: ['lead_id'], oneOf: [['user_id', 'email']], optional: [] };
  for (const header of [
    ['lead_id', 'email'],
    ['lead_id', 'email', 'user_id'],
  ]) {
    assert.ok('columns' in decideColumns(header, either), header.join());
  }
  const refused = decideColumns(['lead_id'], either);
  assert.ok('problems' in refused);
  const [missing, last] = refused.problems;
  assert.equal(missing, 'A column `user_id` or `email` is missing.');
  assert.doesNotMatch(last ?? '', /it may name/);
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
  assert.equal(
    problemsOf(names(30).join(',')).at(-1),
    'And 12 more like these.',
    'two that are missing, too',
  );
  assert.equal(problemsOf(['name', 'email', ...names(20)].join(',')).length, 20);
  assert.ok(
    'columns' in decideColumns(['name', 'email', ...names(498).map((each) => `attribute.${each}`)], rules),
  );
});
