import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildTeam } from '../../../../test/support/a-team.ts';
import { anOrganisation } from '../../../../test/support/an-organisation.ts';
import { changeManagers, drawLines, inWords } from '../../../../test/support/manager-change.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import { inOrg, readInOrg } from '../../../database/transaction.ts';

let world: TestDatabase;
let orgs = 0;
before(async () => {
  world = await createTestDatabase();
});
after(() => world.drop());

const stranger = '9a86dca1-9d0b-11e7-b0ab-02e89b2fb8f4';

function aTeam() {
  orgs += 1;
  return buildTeam(world.database, orgs);
}

const cases: { name: string; rows: string[]; outcomes: string[]; lines: string[] }[] = [
  {
    name: 'a manager is changed and a first manager is given',
    rows: ['dan>cy', 'eve>ada'],
    outcomes: ['changed', 'changed'],
    lines: ['ben>ada', 'cy>ada', 'dan>cy', 'eve>ada'],
  },
  {
    name: 'a manager whom the user has already is unchanged',
    rows: ['ben>ada'],
    outcomes: ['unchanged'],
    lines: ['ben>ada', 'cy>ada', 'dan>ben'],
  },
  {
    name: 'the same pair twice is one change and an unchanged',
    rows: ['eve>ada', 'eve>ada'],
    outcomes: ['changed', 'unchanged'],
    lines: ['ben>ada', 'cy>ada', 'dan>ben', 'eve>ada'],
  },
  {
    name: 'users and managers who are not there or have left fail, and only they',
    rows: [`${stranger}>ada`, 'ivy>ada', `eve>${stranger}`, 'cy>ivy', 'dan>ada'],
    outcomes: ['user-not-found', 'user-inactive', 'manager-not-found', 'manager-inactive', 'changed'],
    lines: ['ben>ada', 'cy>ada', 'dan>ada'],
  },
  {
    name: 'nobody becomes their own manager, and whoever reports to nobody is named so in vain',
    rows: ['dan>dan', 'eve>eve'],
    outcomes: ['own-manager', 'unchanged'],
    lines: ['ben>ada', 'cy>ada', 'dan>ben'],
  },
  {
    name: 'a user with two managers in one request keeps the one from before',
    rows: ['dan>ada', 'eve>cy', 'dan>cy'],
    outcomes: ['conflicting-rows', 'changed', 'conflicting-rows'],
    lines: ['ben>ada', 'cy>ada', 'dan>ben', 'eve>cy'],
  },
  {
    name: 'two managers conflict even where one of them does not exist',
    rows: ['dan>ada', `dan>${stranger}`],
    outcomes: ['conflicting-rows', 'conflicting-rows'],
    lines: ['ben>ada', 'cy>ada', 'dan>ben'],
  },
  {
    name: 'a user and their manager swap places',
    rows: ['ada>ben', 'ben>eve'],
    outcomes: ['changed', 'changed'],
    lines: ['ada>ben', 'ben>eve', 'cy>ada', 'dan>ben'],
  },
  {
    name: 'a chain is turned upside down in any order of rows',
    rows: ['ada>ben', 'ben>dan', 'dan>eve'],
    outcomes: ['changed', 'changed', 'changed'],
    lines: ['ada>ben', 'ben>dan', 'cy>ada', 'dan>eve'],
  },
  {
    name: 'a cycle fails and the rest of the request goes through',
    rows: ['ada>dan', 'cy>ben'],
    outcomes: ['would-form-cycle', 'changed'],
    lines: ['ben>ada', 'cy>ben', 'dan>ben'],
  },
];

for (const { name, rows, outcomes, lines } of cases) {
  test(name, async () => {
    const team = await aTeam();
    const { results } = await changeManagers(world.database, team, rows);
    assert.deepEqual(inWords(results), outcomes);
    assert.deepEqual(await drawLines(world.database, team.orgId), lines);
  });
}

test('a refused cycle names everyone on it in order, also those whom no row names', async () => {
  const team = await aTeam();
  const { results } = await changeManagers(world.database, team, ['ada>dan']);
  const [ada, ben, dan] = [team.user('ada'), team.user('ben'), team.user('dan')];
  assert.deepEqual(results[0]?.detail, {
    code: 'would-form-cycle',
    message: 'Ada Example would report to themselves: Ada Example → Dan Example → Ben Example → Ada Example.',
    path: [ada, dan, ben, ada].map(({ userId, name }) => ({ userId, name })),
  });
});

test('GUIDs match in any letter case, and the rows resolve to user ids', async () => {
  const team = await aTeam();
  const row = `${team.user('eve').guid.toUpperCase()}>${team.user('ada').guid.toUpperCase()}`;
  const { results, subjects } = await changeManagers(world.database, team, [row, `${stranger}>ada`]);
  assert.deepEqual(inWords(results), ['changed', 'user-not-found']);
  assert.deepEqual(subjects, [team.user('eve').userId, 0]);
});

test('users of another organisation do not exist', async () => {
  const [team, others] = [await aTeam(), await aTeam()];
  const { results } = await changeManagers(world.database, team, [`eve>${others.user('ada').guid}`]);
  assert.deepEqual(inWords(results), ['manager-not-found']);
});

test('the line that was keeps its place in history, ended by the request that opened the next', async () => {
  const team = await aTeam();
  const { requestId } = await changeManagers(world.database, team, ['dan>cy']);
  const rows = await readInOrg(world.database, team.orgId, (tx) =>
    tx.read({
      text: `select manager_id as manager, from_request as "from", until_request as "until"
        from reporting_line where user_id = $1 order by from_at`,
      values: [team.user('dan').userId],
    }),
  );
  assert.deepEqual(rows, [
    { manager: team.user('ben').userId, from: team.requestId, until: requestId },
    { manager: team.user('cy').userId, from: requestId, until: null },
  ]);
});

test('two requests that would together make a cycle, started at once, 200 times: never a cycle', {
  timeout: 60_000,
}, async () => {
  const { database } = world;
  const names = Array.from({ length: 400 }, (_, place) => `u${place}`);
  orgs += 1;
  const users = Object.fromEntries(names.map((name) => [name, {}]));
  const org = await anOrganisation(database, { orgId: orgs, users });
  for (let place = 0; place < 400; place += 2) {
    const [one, other] = [`u${place}`, `u${place + 1}`];
    const both = await Promise.all([
      changeManagers(database, org, [`${one}>${other}`]),
      changeManagers(database, org, [`${other}>${one}`]),
    ]);
    const outcomes = both.flatMap(({ results }) => inWords(results)).sort();
    assert.deepEqual(outcomes, ['changed', 'would-form-cycle']);
  }
  assert.equal(await countOnCycles(org.orgId), 0);
});

test('requests that bend one tree together at random leave a forest', { timeout: 60_000 }, async () => {
  const { database } = world;
  const names = Array.from({ length: 12 }, (_, place) => `u${place}`);
  orgs += 1;
  const users = Object.fromEntries(names.map((name) => [name, {}]));
  const org = await anOrganisation(database, { orgId: orgs, users });
  for (let round = 0; round < 25; round += 1) {
    const requests = Array.from({ length: 4 }, (_, lane) =>
      names.slice(lane * 3, lane * 3 + 3).map((name, place) => {
        const manager = names[(lane * 5 + place * 7 + round * (lane + 3) + 1) % names.length];
        return `${name}>${manager}`;
      }),
    );
    await Promise.all(requests.map((rows) => changeManagers(database, org, rows)));
    assert.equal(await countOnCycles(org.orgId), 0);
  }
});

/** Users from whom climbing comes back to them. */
async function countOnCycles(orgId: number): Promise<number> {
  const [row] = await inOrg(world.database, orgId, (tx) =>
    tx.read<{ count: number }>({
      text: `with recursive climb (start, at) as (
          select user_id, manager_id from reporting_line where until_at is null
          union
          select climb.start, l.manager_id
          from climb join reporting_line l on l.user_id = climb.at and l.until_at is null)
        select count(*) from climb where start = at`,
      values: [],
    }),
  );
  return row?.count ?? -1;
}
