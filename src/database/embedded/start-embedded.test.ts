import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Client } from 'pg';
import { copyCluster } from '../../../test/support/made-cluster.ts';
import { findEmbedded } from './find-embedded.ts';
import { type EmbeddedPostgres, startEmbedded } from './start-embedded.ts';

const log = () => undefined;

/** In an empty folder. */
async function inFolder(run: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'baton-embedded-'));
  try {
    await run(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** In one whose cluster was made before. */
async function inUsedFolder(run: (dataDir: string) => Promise<void>): Promise<void> {
  await inFolder(async (dataDir) => {
    await copyCluster(dataDir);
    await run(dataDir);
  });
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // the query tells of a connection that is lost
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function postmasterPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
}

async function killPostgres(dataDir: string, server: EmbeddedPostgres): Promise<void> {
  const lost = new Promise<void>((resolve) => server.onLost(resolve));
  process.kill(await postmasterPid(dataDir), 'SIGKILL');
  await lost;
}

describe('the embedded PostgreSQL', { concurrency: true }, () => {
  it('starts on a folder that does not exist, and starts again with its data', () =>
    inFolder(async (outer) => {
      const dataDir = join(outer, 'made', 'below');
      const first = await startEmbedded({ dataDir, log });
      await query(first.url, 'create table kept as select 42 as answer');
      assert.match(first.url, /^postgres:\/\/baton:[0-9a-f]{48}@127\.0\.0\.1:\d+\/baton$/);
      assert.equal((await stat(dataDir)).mode & 0o777, 0o700);
      await first.end();
      const second = await startEmbedded({ dataDir, log });
      assert.deepEqual(await query(second.url, 'select answer from kept'), [42]);
      await second.end();
    }));

  it('depends on no locale, keeps fsync on, listens on 127.0.0.1 alone and folds letters of any script', () =>
    inFolder(async (dataDir) => {
      const server = await startEmbedded({ dataDir, log });
      const settings =
        'fsync listen_addresses unix_socket_directories server_encoding lc_messages data_checksums';
      for (const [name, expected] of settings
        .split(' ')
        .map((name, i) => [name, ['on', '127.0.0.1', '', 'UTF8', 'C', 'on'][i]])) {
        assert.deepEqual(await query(server.url, `show ${name}`), [expected], name);
      }
      assert.deepEqual(await query(server.url, `select lower('ÄÉØ')`), ['äéø']);
      assert.deepEqual(await query(server.url, 'select rolsuper from pg_roles where rolname = user'), [true]);
      await server.end();
    }));

  it('writes no statement and no value into its log', () =>
    inUsedFolder(async (dataDir) => {
      const server = await startEmbedded({ dataDir, log });
      await assert.rejects(
        query(server.url, `create table k (key text unique); insert into k values ('s3cret'), ('s3cret')`),
      );
      await server.end();
      const written = await readFile(join(dataDir, 'postgres.log'), 'utf8');
      assert.match(written, /duplicate key/);
      assert.doesNotMatch(written, /s3cret/);
    }));

  it('refuses a folder that is held, naming the folder and the holder', () =>
    inUsedFolder(async (dataDir) => {
      const holder = await startEmbedded({ dataDir, log });
      await assert.rejects(startEmbedded({ dataDir, log }), {
        message: `Another Baton (process ${process.pid}) is serving this data folder: ${dataDir}. Stop it, or choose another --data-dir.`,
      });
      assert.deepEqual(await query(holder.url, 'select 1'), [1]);
      await holder.end();
    }));

  it('takes over from a holder that is just stopping', () =>
    inUsedFolder(async (dataDir) => {
      const first = await startEmbedded({ dataDir, log });
      const [second] = await Promise.all([startEmbedded({ dataDir, log }), first.end()]);
      assert.deepEqual(await query(second.url, 'select 1'), [1]);
      await second.end();
    }));

  it('tells of a PostgreSQL killed with -9, recovers at the next start, and minds no stranger under its process id', () =>
    inUsedFolder(async (dataDir) => {
      const first = await startEmbedded({ dataDir, log });
      await query(first.url, 'create table kept as select generate_series(1, 1000) as n');
      await killPostgres(dataDir, first);
      await first.end();
      const second = await startEmbedded({ dataDir, log });
      const busy = query(second.url, 'select pg_sleep(60)').catch(() => 'lost');
      await killPostgres(dataDir, second);
      const stranger = spawn('sleep', ['60']);
      const file = join(dataDir, 'postgres/postmaster.pid');
      await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(stranger.pid)));
      const third = await startEmbedded({ dataDir, log });
      stranger.kill();
      assert.equal(await busy, 'lost');
      assert.deepEqual(await query(third.url, 'select count(*)::int from kept'), [1000]);
      await third.end();
    }));

  it('is lost with its hold, and then adopts the server that went on running', () =>
    inUsedFolder(async (dataDir) => {
      const first = await startEmbedded({ dataDir, log });
      const lost = new Promise<void>((resolve) => first.onLost(resolve));
      await query(
        first.url,
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'baton-holder:%'`,
      );
      await lost;
      const lines: string[] = [];
      const second = await startEmbedded({ dataDir, log: (line) => lines.push(line) });
      assert.equal(second.url, first.url);
      assert.match(lines.join(), /was still running/);
      await second.end();
    }));

  it('clears away what a killed first start left, and refuses a folder of something else', () =>
    inFolder(async (dataDir) => {
      await mkdir(join(dataDir, 'initialising-x/postgres'), { recursive: true });
      const server = await startEmbedded({ dataDir, log });
      assert.deepEqual((await readdir(dataDir)).sort(), ['postgres', 'postgres.log']);
      await server.end();
      await rm(join(dataDir, 'postgres/PG_VERSION'));
      await assert.rejects(startEmbedded({ dataDir, log }), /Cannot make a database in .* --data-dir/s);
    }));

  it('is found beside its holder, only while it runs', () =>
    inUsedFolder(async (dataDir) => {
      assert.equal(await findEmbedded(join(dataDir, 'nowhere')), undefined);
      const server = await startEmbedded({ dataDir, log });
      assert.equal(await findEmbedded(dataDir), server.url);
      await server.end();
      assert.equal(await findEmbedded(dataDir), undefined);
      const taken = createServer().listen(Number(new URL(server.url).port), '127.0.0.1');
      const again = await startEmbedded({ dataDir, log });
      assert.notEqual(again.url, server.url);
      await again.end();
      taken.close();
    }));

  it('says what to do where the data folder cannot be made', () =>
    inFolder(async (dataDir) => {
      await writeFile(join(dataDir, 'file'), '');
      await assert.rejects(
        startEmbedded({ dataDir: join(dataDir, 'file'), log }),
        /Choose another --data-dir/,
      );
    }));

  it(
    'ends where a file system says for ever that a parent is missing',
    { skip: !existsSync('/proc/self') },
    () =>
      assert.rejects(
        startEmbedded({ dataDir: '/proc/x/y', log() {} }),
        /\/proc\/x\/y .*Choose another --data-dir/,
      ),
  );
});
