import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { connectAsOwner } from '../../test/support/owner-client.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { foldWhatIsThere } from './fold-what-is-there.ts';

let db: TestDatabase;
let client: pg.Client;

before(async () => {
  db = await createTestDatabase();
  client = await connectAsOwner(db.url);
});
after(async () => {
  await client.end();
  await db.drop();
});

async function rowsOf(sql: string) {
  return (await client.query(sql)).rows;
}

test('what was stored before is folded, and what two cannot share is told and not lost', async () => {
  await client.query(`begin; insert into org (org_id, name) values (5, 'Five'), (6, 'Six');
    insert into org_user (org_id, user_id, email, first_name, last_name, agent_role, access_role, is_active) values
      (5, 1, 'j\u00FCrgen@x.example', 'J', 'Left', 'Loan Officer', 'agent', false),
      (5, 2, 'Ju\u0308rgen@x.example', 'J\u00FCrgen', 'Here', 'Loan Officer', 'agent', true),
      (5, 3, 'ana@b\u00FCcher.example', 'Ana', 'Ash', 'loan  officer', 'agent', true),
      (5, 4, 'mailto:gx@x.example.', 'G', 'X', 'Closer', 'agent', true),
      (6, 1, 'J\u00DCRGEN@x.example', 'Other', 'Org', 'loan  officer', 'agent', true);
    insert into lead (org_id, lead_id, name, status) values (5, 1, 'One', 'New'), (5, 2, 'Two', 'new')`);
  const told = await foldWhatIsThere(client);
  await client.query('commit');
  assert.deepEqual(told, [
    'Organisation 5: user 1 (j\u00FCrgen@x.example) has the e-mail address of user 2 (Ju\u0308rgen@x.example) in ' +
      'another spelling. The address names user 2 alone; name the other by id.',
    'Organisation 5: the agent role "loan  officer" is "Loan Officer" in another spelling; 1 user who had it has that one now.',
  ]);
  assert.deepEqual(
    await rowsOf(
      `select org_id as o, user_id as u, email_key as key, agent_role as role from org_user order by 1, 2`,
    ),
    [
      { o: 5, u: 1, key: null, role: 'Loan Officer' },
      { o: 5, u: 2, key: 'j\u00FCrgen@x.example', role: 'Loan Officer' },
      { o: 5, u: 3, key: 'ana@xn--bcher-kva.example', role: 'Loan Officer' },
      { o: 5, u: 4, key: 'mailto:gx@x.example.', role: 'Closer' },
      { o: 6, u: 1, key: 'j\u00FCrgen@x.example', role: 'loan  officer' },
    ],
  );
  assert.deepEqual(await rowsOf(`select email from org_user where org_id = 5 and user_id = 2`), [
    { email: 'Ju\u0308rgen@x.example' },
  ]);
  assert.deepEqual(
    await rowsOf(
      `select text, key from spelling where org_id = 5 and kind in ('role', 'status') order by place`,
    ),
    [
      { text: 'Loan Officer', key: 'loan officer' },
      { text: 'Closer', key: 'closer' },
      { text: 'loan  officer', key: 'loan officer' },
      { text: 'New', key: 'new' },
      { text: 'new', key: 'new' },
    ],
  );
});

test('the list of agent roles begins as what users have and what stands on leads, each in one spelling', async () => {
  const migration = await readFile(new URL('../../migrations/0038-agent-roles.sql', import.meta.url), 'utf8');
  await client.query(`insert into assignment (org_id, lead_id, user_id, role, standing, from_request, from_at, until_request,
      until_at) values
    (5, 1, 3, 'loan  officer', 'primary', 1, now(), null, null),
    (5, 1, 4, 'Broker', 'primary', 1, now(), null, null),
    (5, 2, 4, 'Gone', 'primary', 1, now() - interval '1 day', 2, now())`);
  await client.query(`begin; drop table agent_role; ${migration}; commit`);
  assert.deepEqual(
    await rowsOf(
      'select org_id as o, place as p, name, key, is_active as "isActive" from agent_role order by 1, 2',
    ),
    [
      { o: 5, p: 1, name: 'Loan Officer', key: 'loan officer', isActive: true },
      { o: 5, p: 2, name: 'Closer', key: 'closer', isActive: true },
      { o: 5, p: 3, name: 'Broker', key: 'broker', isActive: true },
      { o: 6, p: 1, name: 'loan  officer', key: 'loan officer', isActive: true },
    ],
  );
});
