// A disk that is full, and then is not. Where no small disk can be mounted, this is left out.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { closeDatabase, openDatabase } from '../../src/database/database.ts';
import { anOrganisation } from '../support/an-organisation.ts';
import { type Answer, callServer, postJson } from '../support/call-server.ts';
import { aDataFolder } from '../support/data-folder.ts';
import { serveProgram } from '../support/serve-program.ts';
import { until } from '../support/until.ts';

const orgId = 6;

test('a full disk: plans and then singles are told 503 and why, nothing is lost, and all goes on once there is room', async (t) => {
  const folder = await aDataFolder({ isNew: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256m', 'tmpfs', folder.path]);
  if (status !== 0) return t.skip('no disk may be mounted here');
  const server = await serveProgram(['--data-dir', folder.path, '--log-level', 'info']);
  t.after(async () => {
    await server.stop();
    execFileSync('umount', [folder.path]);
    await folder.remove();
  });
  const url = await folder.findUrl();
  const database = openDatabase({ url, connections: 4, plannedFor: 'singles', onTrouble: () => {} });
  const org = await anOrganisation(database, { orgId, users: { ada: {}, ben: {} }, leads: { 1: ['ada'] } });
  const headers = await org.signIn('ada');
  await closeDatabase(database);
  const call = (path: string, body: object): Promise<Answer> =>
    callServer(server.address, postJson(path, headers, body));
  const reassign = () =>
    call(`/api/v2/pub/application/reassign?orgId=${orgId}`, {
      ApplicationId: 1,
      PrimaryAgent: { UserId: org.user('ben').userId },
    });
  const leads = Array.from({ length: 60_000 }, (_, place) => 1_000_000 + place);
  const to = { user: { userId: org.user('ben').userId } };
  const plan = () => call('/api/v1/requests?plan=true', { kind: 'reassign', leads, to });
  const isReady = async () => (await callServer(server.address, { path: '/readyz' })).status === 200;

  const filler = join(folder.path, 'filler');
  const { bavail, bsize } = await statfs(folder.path);
  await writeFile(filler, Buffer.alloc(bavail * bsize)).catch(() => {});
  await until('it is not ready', async () => !(await isReady()));
  await until('a plan finds no room', async () => (await plan()).status !== 201);
  const refused = await plan();
  assert.equal(refused.status, 503, refused.text);
  assert.match(refused.text, /disk of the database is full/);
  assert.match(server.output(), /No space left on device/);
  const answers = await Promise.all(Array.from({ length: 200 }, reassign));
  for (const answer of answers) assert.ok([200, 503].includes(answer.status), answer.text);

  await rm(filler);
  await until('it is ready again', isReady);
  assert.equal((await reassign()).status, 200);
  assert.equal((await plan()).status, 201);
});
