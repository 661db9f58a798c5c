// Baton on the machine's own PostgreSQL, as an ordinary owner of one database: no superuser, the oldest version.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { closeDatabase, openDatabase } from '../../src/database/database.ts';
import { loginsOf } from '../../src/database/logins.ts';
import { migrate } from '../../src/database/migrate.ts';
import { aBusyOrganisation } from '../support/a-busy-organisation.ts';
import { type Acknowledged, findLostReassignments } from '../support/acknowledged-changes.ts';
import { callServer, postJson, readJson } from '../support/call-server.ts';
import {
  type DebianPostgres,
  findDebianPostgres,
  onServer,
  startDebianPostgres,
} from '../support/debian-postgres.ts';
import { findBreaches } from '../support/ownership-law.ts';
import { runProgram } from '../support/run-program.ts';
import { serveProgram } from '../support/serve-program.ts';
import { until } from '../support/until.ts';

const binaries = await findDebianPostgres();
const orgId = 8;
const run = promisify(execFile);

describe('on PostgreSQL of the machine', {
  skip: binaries === undefined && 'there is no PostgreSQL 15 or newer in /usr/lib/postgresql',
}, () => {
  let server: DebianPostgres;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'baton-dump-'));
    server = await startDebianPostgres(binaries ?? '');
  });
  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  function urlFor(role: string, database: string, password = role): string {
    const url = new URL(server.url);
    [url.username, url.password, url.pathname] = [role, password, `/${database}`];
    return url.href;
  }

  async function whoWorksIn(database: string): Promise<string[]> {
    const rows = await onServer(
      server.url,
      `select distinct usename::text as name from pg_stat_activity where datname = '${database}' order by 1`,
    );
    return rows.map(({ name }) => name);
  }

  test('an owner who may make no roles is told what an administrator has to run, and then it works', async (t) => {
    await onServer(
      server.url,
      `create role plain login password 'plain'`,
      'create database plain owner plain',
    );
    const url = urlFor('plain', 'plain');
    const refused = await runProgram(['serve', '--port', '0', '--database-url', url]);
    assert.equal(refused.code, 3);
    assert.match(refused.complaint, /permission denied to create role/);
    assert.doesNotMatch(refused.complaint, /SCRAM|:plain@|"err"/);
    const advised = refused.complaint.match(/^(CREATE|GRANT) .*;$/gm) ?? [];
    assert.equal(advised.length, 3, refused.complaint);
    await onServer(server.url, ...advised.map((each) => each.replace(`'...'`, `'chosen'`)));
    const program = await serveProgram(['--database-url', url, '--log-level', 'warn'], {
      DATABASE_APP_URL: urlFor('plain_app', 'plain', 'chosen'),
      DATABASE_GATE_URL: urlFor('plain_gate', 'plain', 'chosen'),
    });
    t.after(() => program.stop());
    const whose = await whoWorksIn('plain');
    assert.ok(whose.includes('plain_gate') && !whose.includes('plain'), whose.join());
  });

  test('logins that could become somebody else, or are one and the same, are refused', async () => {
    await onServer(server.url, 'create role wide login', 'create role plain_wide login in role wide');
    const [url, app, wide] = ['plain', 'plain_app', 'plain_wide'].map((role) =>
      urlFor(role, 'plain', 'chosen'),
    );
    assert.ok(url && app && wide);
    await onServer(
      server.url,
      `alter role plain_wide password 'chosen'`,
      `alter role plain password 'chosen'`,
    );
    await assert.rejects(
      migrate({ url, logins: { app: wide, gate: app } }),
      /plain_wide.*belongs to another role/,
    );
    await assert.rejects(
      migrate({ url, logins: { app: url, gate: app } }),
      /log in as plain, .*owns something/,
    );
    await assert.rejects(migrate({ url, logins: { app, gate: app } }), /both name plain_app. Name two roles/);
  });

  test('a lead is reassigned and managers are changed, from an empty database on', async (t) => {
    await onServer(
      server.url,
      `create role keeper login createrole noinherit password 'keeper'`,
      'create database baton owner keeper',
    );
    const url = urlFor('keeper', 'baton');
    const program = await serveProgram(['--database-url', url, '--log-level', 'warn']);
    t.after(() => program.stop());
    const database = openDatabase({ url, connections: 4, plannedFor: 'singles', onTrouble: () => {} });
    t.after(() => closeDatabase(database));
    const people = await aBusyOrganisation(database, { orgId, leads: 3 });
    const [leadId = 0] = people.leadIds;
    const [userId = 0, otherId = 0] = people.userIds;

    const acknowledged: Acknowledged[] = [];
    for (const primary of [userId, otherId, userId]) {
      const body = { ApplicationId: leadId, PrimaryAgent: { UserId: primary }, UnassignAllOtherUsers: true };
      const path = `/api/v2/pub/application/reassign?orgId=${orgId}`;
      const answer = await callServer(program.address, postJson(path, people.headers, body));
      const { StatusCode, Data } = readJson<{ StatusCode: number; Data: { RequestId: string } }>(answer);
      assert.equal(StatusCode, 1, answer.text);
      acknowledged.push({ requestId: Number(Data.RequestId), leadId, userId: primary });
    }
    assert.deepEqual(await findLostReassignments(database, orgId, acknowledged), []);

    const rows = [{ UserId: people.guids.at(-1), ManagerId: people.guids[1] }];
    const path = '/v2/UserManagement.svc/UpdateReportingManagerInBulk';
    const accepted = await callServer(program.address, postJson(path, people.headers, rows));
    const { WFAId } = readJson<{ WFAId: string }>(accepted);
    await until('the request is done', async () => {
      const shown = await callServer(program.address, {
        path: `/api/v1/requests/${WFAId}`,
        headers: people.headers,
      });
      return readJson<{ state: string }>(shown).state === 'done';
    });
    assert.deepEqual(await findBreaches(database, orgId), []);
    assert.deepEqual(await whoWorksIn('baton'), ['keeper_app', 'keeper_gate']);
  });

  test('installations side by side have each their own logins, who cannot look into the other', async () => {
    const [login] = Object.values(loginsOf({ url: urlFor('keeper', 'plain') }));
    assert.ok(login);
    await assert.rejects(onServer(login, 'select from baton.org'), /permission denied for schema baton/);
  });

  test('the owner gets another password, and a login of before loses what it could', async () => {
    await onServer(
      server.url,
      'create role reader',
      'create role baton_app login',
      `alter role keeper password 'new'`,
    );
    const url = urlFor('keeper', 'baton', 'new');
    await onServer(
      url,
      'grant select on baton.password, baton.lead to baton_app; grant usage on schema baton to baton_app, reader',
      'grant execute on function baton.enqueue_request to baton_app; grant select on baton.lead to reader',
    );
    await migrate({ url });
    const { app } = loginsOf({ url });
    assert.deepEqual(await onServer(app, 'select current_user'), [{ current_user: 'keeper_app' }]);
    const may = (role: string, table: string) => `has_table_privilege('${role}', 'baton.${table}', 'select')`;
    const [rights] = await onServer(
      url,
      `select ${may('baton_app', 'password')} as app, ${may('baton_app', 'lead')} as lead, ${may('reader', 'lead')} as reader`,
    );
    assert.deepEqual(rights, { app: false, lead: false, reader: true });
  });

  test('a role that only happens to be called like a login keeps its password', async () => {
    await onServer(
      server.url,
      `create role other login createrole password 'other'`,
      `create role other_app login password 'theirs'`,
      'create database other owner other',
    );
    await assert.rejects(
      migrate({ url: urlFor('other', 'other') }),
      /a role other_app that Baton did not make/,
    );
    await onServer(urlFor('other_app', 'postgres', 'theirs'), 'select');
  });

  test('an ordinary owner dumps the database, and another restores it', async () => {
    await onServer(
      server.url,
      `create role heir login createrole password 'heir'`,
      'create database restored owner heir',
    );
    const [dumped, restored] = [urlFor('keeper', 'baton', 'new'), urlFor('heir', 'restored')];
    const file = join(folder, 'baton.dump');
    await run(join(binaries ?? '', 'pg_dump'), ['--format=custom', `--file=${file}`, dumped]);
    const flags = ['--exit-on-error', '--no-owner', '--no-privileges'];
    await run(join(binaries ?? '', 'pg_restore'), [...flags, `--dbname=${restored}`, file]);
    await migrate({ url: restored });
    const { app } = loginsOf({ url: restored });
    const rows = await onServer(app, `set baton.org_id = '${orgId}'`, 'select lead_id from baton.lead');
    assert.equal(rows.length, 3);
  });
});
