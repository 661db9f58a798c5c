// The server works in its database as two roles that own nothing. Here somebody has got hold of a connection of theirs.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import { findParameter } from '../../src/database/connection-url.ts';
import { loginsOf } from '../../src/database/logins.ts';
import { ownersTables, rights } from '../../src/database/rights.ts';
import { connectAsOwner } from '../support/owner-client.ts';
import { useDatabase } from '../support/use-world.ts';

let owner: pg.Client;
const seized: Record<'app' | 'gate', pg.PoolClient[]> = { app: [], gate: [] };

after(async () => {
  for (const client of Object.values(seized).flat()) client.release(true);
  await owner.end();
});
const db = useDatabase(async () => {
  owner = await connectAsOwner(db.url);
  for (const orgId of [5, 6]) {
    await owner.query(`insert into org (org_id, name) values (${orgId}, 'Org ${orgId}');
      insert into org_user (org_id, user_id, email, first_name, last_name, agent_role, access_role)
        values (${orgId}, 1, 'ada@org${orgId}.example', 'Ada', 'Ash', 'Loan Officer', 'administrator');
      insert into lead (org_id, lead_id) values (${orgId}, 1);
      insert into access_key (org_id, access_key, user_id, secret_hash) values (${orgId}, 'key', 1, '');
      insert into password (org_id, user_id, password_hash) values (${orgId}, 1, '');
      insert into session (org_id, session_hash, user_id, expires_at) values (${orgId}, '', 1, 'infinity');
      insert into sign_in_link (org_id, link_hash, user_id, expires_at) values (${orgId}, '', 1, 'infinity')`);
  }
  seized.app.push(await db.database.pool.connect());
  seized.gate.push(await db.database.gate.connect());
});

const logins = [
  ['app', 'baton_app'],
  ['gate', 'baton_gate'],
] as const;

/** The number of rows that a statement gives or changes, or why it was refused. */
async function attempt(login: 'app' | 'gate', statement: string, orgId?: number): Promise<number | string> {
  const [client] = seized[login];
  assert.ok(client);
  try {
    await client.query(`begin; set local baton.org_id = '${orgId ?? ''}'`);
    return (await client.query(statement)).rowCount ?? 0;
  } catch (error) {
    return String(error);
  } finally {
    await client.query('rollback');
  }
}

for (const [login, name] of logins) {
  test(`whoever has a connection of ${name} can become nobody else`, async () => {
    const [client] = seized[login];
    assert.ok(client);
    const { rows: roles } = await owner.query<{ role: string }>(
      'select quote_ident(rolname) as role from pg_roles',
    );
    assert.ok(roles.length > 10);
    const others = roles.filter(({ role }) => role !== name);
    for (const statement of [
      ...['set role none', 'reset role', 'set session authorization default', 'reset session authorization'],
      ...['reset all', 'discard all', `set role ${name}`],
      ...others.flatMap(({ role }) => [`set role ${role}`, `set session authorization ${role}`]),
    ]) {
      await client.query(statement).catch(() => undefined);
      const { rows }: pg.QueryResult<object> = await client.query('select current_user, session_user');
      assert.deepEqual(rows, [{ current_user: name, session_user: name }], statement);
    }
  });

  test(`${name} is nobody's superior, belongs to no other role and owns nothing in any database`, async () => {
    const { rows } = await owner.query(
      `select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as mighty,
          (select count(*)::integer from pg_auth_members where member = r.oid) as belongs,
          (select count(*)::integer from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = r.oid
            and deptype = 'o') as owned
        from pg_roles r where rolname = $1`,
      [name],
    );
    assert.deepEqual(rows, [{ mighty: false, belongs: 0, owned: 0 }]);
  });

  test(`${name} sees and changes the rows of the organisation that is named, and none where none is`, async () => {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
        where c.relnamespace = 'baton'::regnamespace and c.relkind = 'r'
          and has_column_privilege($1, c.oid, a.attnum, 'select')`,
      [name],
    );
    assert.ok(tables.length >= 5);
    for (const { name: table } of tables) {
      assert.equal(await attempt(login, `select org_id from ${table} where org_id <> 5`, 5), 0, table);
      assert.equal(await attempt(login, `select org_id from ${table}`), 0, table);
    }
    assert.equal(await attempt(login, 'select org_id from org_user', 5), 1);
    const insert = `insert into audit_event (org_id, what) values (6, 'signed-in')`;
    assert.match(String(await attempt(login, insert, 5)), /row-level security/);
    assert.equal(await attempt(login, `update access_key set revoked_at = now() where org_id = 6`, 5), 0);
  });
}

test('baton_app neither reads nor writes a secret, in whatever table one is kept', async () => {
  const { rows: secrets } = await owner.query<{ table: string; column: string }>(
    `select c.relname as table, attname as column from pg_attribute join pg_class c on c.oid = attrelid
      where relnamespace = 'baton'::regnamespace and relkind = 'r' and not attisdropped
        and atttypid = 'bytea'::regtype and relname not in ('request', 'keyed_call')`,
  );
  assert.ok(secrets.length >= 6, JSON.stringify(secrets));
  const denied = /permission denied/;
  for (const { table, column } of secrets) {
    assert.match(
      String(await attempt('app', `select ${column} from ${table}`, 5)),
      denied,
      `${table}.${column}`,
    );
    assert.match(String(await attempt('app', `update ${table} set ${column} = ''`, 5)), denied);
    assert.match(String(await attempt('app', `insert into ${table} (${column}) values ('')`, 5)), denied);
    assert.match(String(await attempt('app', `select t::text from ${table} t`, 5)), denied);
  }
  for (const look of [
    `accounts_of_email('a', '')`,
    'orgs_without_entry()',
    'unfinished_requests()',
    'expire_plans(30, 1)',
  ])
    assert.match(String(await attempt('app', `select ${look}`)), denied);
  assert.match(String(await attempt('app', 'select from graphile_worker._private_jobs')), denied);
});

test('neither login deletes history, nor changes what was noted of who came in', async () => {
  for (const [login] of logins) {
    for (const statement of [
      'delete from assignment',
      'delete from request',
      'delete from lead',
      'delete from audit_event',
      `update audit_event set what = 'signed-in'`,
      'truncate audit_event',
      'drop table audit_event',
      'alter table lead disable row level security',
      'create table baton.mine ()',
    ])
      assert.match(String(await attempt(login, statement, 5)), /permission denied|must be owner/, statement);
  }
});

test('it is said of every table who may do what with it, and which rows they see does not hang on a name', async () => {
  const { rows: tables } = await owner.query<{ name: string; isOpen: boolean; isNamed: boolean }>(
    `select 'baton.' || relname as name,
        not relrowsecurity and exists (select from pg_attribute where attrelid = c.oid and attname = 'org_id') as "isOpen",
        exists (select from pg_policy where polrelid = c.oid and polroles <> '{0}') as "isNamed"
      from pg_class c where relnamespace = 'baton'::regnamespace and relkind = 'r'`,
  );
  const said = new Set([
    ...ownersTables,
    ...Object.values(rights).flatMap(({ tables: each }) => each.flatMap((right) => right.tables)),
  ]);
  for (const { name, isOpen, isNamed } of tables) {
    assert.ok(said.has(name), `src/database/rights.ts does not say who may do what with ${name}`);
    assert.ok(!isOpen, `${name} has an org_id and no row-level security`);
    assert.ok(!isNamed, `a policy of ${name} names a role: leave out its "to"`);
  }
});

test('a login keeps everything of the URL that it follows from but the user and the password', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9 %&+=?/:@-]{0,9}$/);
  const parameters = fc.dictionary(
    fc.constantFrom('application_name', 'options', 'sslmode', 'keepalives', 'statement_timeout'),
    word,
  );
  fc.assert(
    fc.property(word, word, word, fc.option(parameters), (user, password, database, given) => {
      const url = new URL('postgres://db.example.com:6432');
      url.pathname = `/${encodeURIComponent(database)}`;
      [url.username = '', url.password = ''] = [user, password].map(encodeURIComponent);
      url.search = given === null ? '' : String(new URLSearchParams({ ...given, sslmode: 'disable' }));
      const ownersWay = new pg.Client({ connectionString: url.href });
      for (const [login, each] of Object.entries(loginsOf({ url: url.href }))) {
        const way = new pg.Client({ connectionString: each });
        assert.equal(way.user, `${ownersWay.user}_${login}`);
        assert.notEqual(way.password, ownersWay.password);
        for (const part of ['host', 'port', 'database', 'ssl'] as const)
          assert.deepEqual(way[part], ownersWay[part], part);
        for (const [name] of Object.entries(given ?? {}))
          assert.equal(findParameter(each, name), findParameter(url.href, name));
      }
    }),
  );
});
