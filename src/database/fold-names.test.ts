import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { connectAsOwner } from '../../test/support/owner-client.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { foldApostrophes } from './fold-apostrophes.ts';
import { foldNames } from './fold-names.ts';

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

test('names of before are folded as new ones are, and found by their parts', async () => {
  await client.query(`begin; drop trigger keep_names_of_new on lead; drop index lead_name_parts;
    insert into org (org_id, name) values (5, 'Five');
    insert into lead (org_id, lead_id, name, name_key)
      select 5, id, name, lower(name) from unnest(array['Plain Name', 'Çelik', E'Two  Blanks\\t', 'O’Brien'])
        with ordinality n (name, id)`);
  await foldNames(client);
  await client.query('commit');
  const { rows } = await client.query(
    'select l.name_key as a, n.name_key as b from lead l join lead_name n using (org_id, lead_id) where org_id = 5 order by lead_id',
  );
  const keys = ['plain name', 'celik', 'two blanks', 'obrien'];
  assert.deepEqual(
    rows,
    keys.map((key) => ({ a: key, b: key })),
  );
  await client.query(`select set_config('baton.org_id', '5', false)`);
  const found = await client.query(`select lead_id from leads_named(array['eli'], array['eli'])`);
  assert.deepEqual(found.rows, [{ lead_id: '2' }]);
});

test('what was folded while an apostrophe was kept is folded once more', async () => {
  await client.query(`begin; insert into org (org_id, name) values (6, 'Six');
    insert into lead (org_id, lead_id, name, name_key) values (6, 1, 'O’Brien', 'o''brien'), (6, 2, 'Rock ''n', 'rock ''n')`);
  await foldApostrophes(client);
  await client.query('commit');
  const { rows } = await client.query(
    'select l.name_key as a, n.name_key as b from lead l join lead_name n using (org_id, lead_id) where org_id = 6 order by lead_id',
  );
  assert.deepEqual(
    rows,
    ['obrien', "rock 'n"].map((key) => ({ a: key, b: key })),
  );
});
