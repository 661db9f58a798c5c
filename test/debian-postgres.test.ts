// Baton on the machine's own PostgreSQL, as an ordinary owner of one database: no superuser, the oldest version.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeDatabase, openDatabase } from '../src/database/database.ts';
import { migrate } from '../src/database/migrate.ts';
import { aBusyOrganisation } from './support/a-busy-organisation.ts';
import { type Acknowledged, findLostReassignments } from './support/acknowledged-changes.ts';
import { callServer, postJson, readJson } from './support/call-server.ts';
import {
  type DebianPostgres,
  findDebianPostgres,
  onServer,
  startDebianPostgres,
} from './support/debian-postgres.ts';
import { findBreaches } from './support/ownership-law.ts';
import { runProgram } from './support/run-program.ts';
import { serveProgram } from './support/serve-program.ts';
import { until } from './support/until.ts';

const binaries = await findDebianPostgres();
const orgId = 8;

describe('on PostgreSQL of the machine', {
  skip: binaries === undefined && 'there is no PostgreSQL 15 or newer in /usr/lib/postgresql',
}, () => {
  let server: DebianPostgres;

  before(async () => {
    server = await startDebianPostgres(binaries ?? '');
  });
  after(() => server.stop());

  function urlFor(role: string, database: string): string {
    const url = new URL(server.url);
    url.username = role;
    url.pathname = `/${database}`;
    return url.href;
  }

  test('a role that may not make roles is told what an administrator has to run, and then it works', async () => {
    await onServer(server.url, 'create role plain login', 'create database plain owner plain');
    const url = urlFor('plain', 'plain');
    const refused = await runProgram(['serve', '--port', '0', '--database-url', url]);
    assert.equal(refused.code, 3);
    assert.match(
      refused.complaint,
      /Have an administrator run: CREATE ROLE baton_app NOLOGIN; GRANT baton_app TO/,
    );
    await onServer(server.url, 'create role baton_app nologin', 'grant baton_app to plain');
    await migrate(url);
    await migrate(url);
    const rows = await onServer(url, 'select name from baton.migration');
    assert.ok(rows.length > 0);
    await onServer(server.url, 'drop database plain', 'drop role plain', 'drop role baton_app');
  });

  test('a lead is reassigned and managers are changed, from an empty database on', async (t) => {
    await onServer(server.url, 'create role keeper login createrole', 'create database baton owner keeper');
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
  });
});
