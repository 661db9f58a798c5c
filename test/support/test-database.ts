import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { closeDatabase, type Database, openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';

const templateLock = 51_870;

/** A database of one test file's own, migrated and empty. */
export interface TestDatabase {
  /** As the server's owner, for `baton serve` and for looking behind row-level security. */
  url: string;
  database: Database;
  drop(): Promise<void>;
}

/** Copies the migrated template on the server that `scripts/test.mjs` started. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = testServerUrl();
  const name = `baton_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, async (client) => {
    const template = await ensureTemplate(client, server);
    await client.query(`create database ${name} template ${template} strategy file_copy`);
  });
  const url = withDatabase(server, name);
  const database = openDatabase({ url, connections: 8, plannedFor: 'singles', onTrouble: () => {} });
  return {
    url,
    database,
    drop: async () => {
      await closeDatabase(database);
      await onServer(server, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** A database in which nothing is yet, not even Baton's schema. */
export async function createEmptyDatabase(): Promise<Pick<TestDatabase, 'url' | 'drop'>> {
  const server = testServerUrl();
  const name = `baton_empty_${randomBytes(6).toString('hex')}`;
  await onServer(server, (client) => client.query(`create database ${name}`));
  return {
    url: withDatabase(server, name),
    drop: async () => {
      await onServer(server, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

function testServerUrl(): string {
  const url = process.env.BATON_TEST_SERVER;
  if (!url) throw new Error('No test server: run the tests with `npm test -- <files>`.');
  return url;
}

async function ensureTemplate(client: pg.Client, server: string): Promise<string> {
  const name = `baton_template_${await fingerprintMigrations()}`;
  await client.query('select pg_advisory_lock($1)', [templateLock]);
  try {
    const found = await client.query('select from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) {
      const draft = `${name}_draft`;
      await client.query(`drop database if exists ${draft} with (force)`);
      await client.query(`create database ${draft}`);
      await migrate({ url: withDatabase(server, draft) });
      await client.query(`alter database ${draft} rename to ${name}`);
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [templateLock]);
  }
  return name;
}

async function fingerprintMigrations(): Promise<string> {
  const folder = new URL('../../migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort()) hash.update(await readFile(new URL(name, folder)));
  return hash.digest('hex').slice(0, 12);
}

async function onServer<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  return copy.href;
}
