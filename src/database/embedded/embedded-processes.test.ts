import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { copyCluster } from '../../../test/support/made-cluster.ts';
import { startEmbedded } from './start-embedded.ts';

const isRoot = process.getuid?.() === 0;
const asRoot = { skip: !isRoot && 'needs root' };
const log = () => undefined;
const nobody = { uid: 65534, gid: 65534 };

interface Serving {
  process: ChildProcess;
  url: string;
  complaint: string;
}

const program = `
  import { startEmbedded } from ${JSON.stringify(import.meta.resolve('./start-embedded.ts'))};
  try {
    const server = await startEmbedded({ dataDir: process.argv[1], log: () => undefined });
    console.log(server.url);
    process.stdin.on('end', () => server.end().then(() => process.exit())).resume();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }`;

function spawnServing(dataDir: string, { before = [] as string[], as = {} } = {}): ChildProcess {
  const node = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program, dataDir];
  const [command = process.execPath, ...args] = [...before, process.execPath, ...node];
  return spawn(command, args, { ...as, cwd: '/', detached: true, stdio: 'pipe' });
}

async function serve(dataDir: string, how: Parameters<typeof spawnServing>[1] = {}): Promise<Serving> {
  const process = spawnServing(dataDir, how);
  assert.ok(process.stdout && process.stderr);
  const complaint = text(process.stderr);
  const line = await Promise.race([once(process.stdout, 'data'), once(process, 'close')]);
  const isServing = Buffer.isBuffer(line[0]);
  return {
    process,
    url: isServing ? String(line[0]).trim() : '',
    complaint: isServing ? '' : await complaint,
  };
}

async function stop({ process }: Serving): Promise<void> {
  if (process.exitCode !== null) return;
  process.stdin?.end();
  await once(process, 'exit');
}

/** In an empty folder. */
async function inFolder(run: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'baton-embedded-'));
  try {
    await run(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** In one whose cluster was made before, by whoever runs the tests. */
async function inUsedFolder(run: (dataDir: string) => Promise<void>): Promise<void> {
  await inFolder(async (dataDir) => {
    await copyCluster(dataDir);
    await run(dataDir);
  });
}

/** A machine where no user namespace can be had. */
const withoutNamespaces = [
  'unshare',
  '--mount',
  'sh',
  '-c',
  'mount --bind /bin/false "$(command -v unshare)" && exec "$@"',
  'sh',
];

describe('the embedded PostgreSQL among processes', { concurrency: true }, () => {
  it('outlives a holder killed with its whole process group, and is adopted', () =>
    inUsedFolder(async (dataDir) => {
      const killed = await serve(dataDir);
      process.kill(-Number(killed.process.pid), 'SIGKILL');
      const adopter = await startEmbedded({ dataDir, log });
      assert.equal(adopter.url, killed.url);
      await adopter.end();
    }));

  it('starts after a first start that was killed while it made the cluster', () =>
    inFolder(async (dataDir) => {
      const killed = spawnServing(dataDir);
      while ((await readdir(dataDir)).length === 0) await delay(5);
      await delay(100);
      process.kill(-Number(killed.pid), 'SIGKILL');
      const server = await startEmbedded({ dataDir, log });
      assert.deepEqual((await readdir(dataDir)).sort(), ['postgres', 'postgres.log']);
      await server.end();
    }));

  it('lets exactly one of three starts on an empty folder have it', () =>
    inFolder(async (dataDir) => {
      const all = await Promise.all([serve(dataDir), serve(dataDir), serve(dataDir)]);
      const winner = all.find(({ url }) => url !== '');
      assert.ok(winner);
      for (const { complaint } of all.filter((one) => one !== winner)) {
        assert.match(
          complaint,
          new RegExp(
            `Another Baton \\(process ${winner.process.pid}\\) is serving this data folder: ${dataDir}`,
          ),
        );
      }
      await stop(winner);
    }));

  it('serves root below a folder that only root may enter', asRoot, () =>
    inFolder(async (dataDir) => {
      const server = await startEmbedded({ dataDir: join(dataDir, 'data'), log });
      assert.equal((await stat(dataDir)).mode & 0o777, 0o700);
      await server.end();
    }),
  );

  it('serves an ordinary user, whose folder stays theirs when root serves from it', asRoot, () =>
    inFolder(async (dataDir) => {
      await chown(dataDir, nobody.uid, nobody.gid);
      await (await startEmbedded({ dataDir, log })).end();
      const first = await serve(dataDir, { as: nobody });
      assert.equal(first.complaint, '');
      await stop(first);
      await (await startEmbedded({ dataDir, log })).end();
      assert.equal((await stat(join(dataDir, 'postgres/PG_VERSION'))).uid, nobody.uid);
      const second = await serve(dataDir, { as: nobody });
      assert.equal(second.complaint, '');
      await stop(second);
    }),
  );

  it('borrows an account where root can have no user namespace, also for a cluster made in one', asRoot, () =>
    inUsedFolder(async (dataDir) => {
      const borrowed = await serve(dataDir, { before: withoutNamespaces });
      assert.equal(borrowed.complaint, '');
      assert.notEqual((await stat(join(dataDir, 'postgres/PG_VERSION'))).uid, 0);
      process.kill(-Number(borrowed.process.pid), 'SIGKILL');
      const adopter = await startEmbedded({ dataDir, log });
      assert.equal(adopter.url, borrowed.url);
      await adopter.end();
    }),
  );

  it('names the folder that no borrowed account may enter', asRoot, () =>
    inFolder(async (closed) => {
      await mkdir(join(closed, 'data'));
      const { complaint } = await serve(join(closed, 'data'), { before: withoutNamespaces });
      assert.match(
        complaint,
        new RegExp(`refuses to run as root(.|\n)*cannot enter ${closed}\n(.|\n)*DATABASE_URL`),
      );
    }),
  );
});
