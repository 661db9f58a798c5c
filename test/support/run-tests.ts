// Builds the web UI where it changed, starts one PostgreSQL for the whole run, and gives every test file its address.
import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import chromium from '@sparticuz/chromium';
import pg from 'pg';
import { startEmbedded } from '../../src/database/embedded/start-embedded.ts';
import { copyCluster, madeClusterVariable, makeTestCluster } from './made-cluster.ts';

const everything = ['src/**/*.test.ts', 'web/**/*.test.ts', 'test/**/*.test.ts'];
/** What the quick gate has run, which goes before all tests. */
const ofTheQuickGate = [
  '**/*-rules.test.ts',
  'test/house/architecture.test.ts',
  'test/house/floors.test.ts',
  'test/house/rules.test.ts',
];
/** What they do lies in other folders, so their size does not say how long they take. */
const ofWorkElsewhere = ['chaos', 'cases', 'model'].map((name) => `test/processes/${name}.test.ts`);
const named = process.argv.slice(2);
const files = named.length > 0 ? named : globSync(everything, { exclude: ofTheQuickGate }).sort();

const build = spawnSync(process.execPath, ['scripts/build-web.mjs'], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
const folder = await mkdtemp(join(tmpdir(), 'baton-test-'));
// Unpacked once: of two test files that begin at the same time one would start half a browser.
const [made] = await Promise.all([makeTestCluster(join(folder, 'made')), chromium.executablePath()]);
process.env[madeClusterVariable] = made;
await copyCluster(folder);
const server = await startEmbedded({ dataDir: folder, log: () => {} });
await waitForNoDisk(server.url);
const { NODE_OPTIONS = '' } = process.env;
Object.assign(process.env, {
  BATON_TEST_SERVER: server.url,
  // Every test file, server and command is a process of its own: each reads what the first of them compiled.
  NODE_COMPILE_CACHE: join(folder, 'compiled'),
  NODE_OPTIONS: `${NODE_OPTIONS} --import ${new URL('cheap-passwords.ts', import.meta.url)}`,
});
const tests = run({ files: longestFirst(files), concurrency: 4, timeout: 300_000 });
let failed = false;
tests.on('test:fail', () => {
  failed = true;
});
await pipeline(tests, new spec(), process.stdout, { end: false });
await server.end();
await rm(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;

/** So that the last of them end together: a long one that begins last is waited for with nothing beside it. */
function longestFirst(paths: readonly string[]): string[] {
  return paths.toSorted((a, b) => weigh(b) - weigh(a));
}

function weigh(path: string): number {
  return ofWorkElsewhere.includes(path) ? Number.MAX_SAFE_INTEGER : statSync(path).size;
}

/** Nothing on it outlives the run. What a crash leaves is tried on servers of their own, which do wait. */
async function waitForNoDisk(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('alter system set fsync = off');
  await client.query('select pg_reload_conf()');
  await client.end();
}
