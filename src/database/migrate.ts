import { readdir, readFile } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { ensureLogins } from './ensure-logins.ts';
import { foldApostrophes } from './fold-apostrophes.ts';
import { foldNames } from './fold-names.ts';
import { foldWhatIsThere } from './fold-what-is-there.ts';
import { grantRights } from './grant-rights.ts';
import type { Access, LoginNames } from './logins.ts';

/** What plain SQL cannot do, in the same transaction after the file of this name. */
const steps: Readonly<Record<string, (client: pg.Client) => Promise<string[]>>> = {
  '0020-identities.sql': foldWhatIsThere,
  '0021-search.sql': foldNames,
  '0032-apostrophes.sql': foldApostrophes,
};

const folder = new URL('../../migrations/', import.meta.url);
const oldestSupported = 150_000;
const migrationLock = 7_246_851;

/**
 * Brings the database to this version's schema. Starters that race wait for each other on one lock.
 * Throws a sentence an operator can act on where the server is too old or its user may not do it. Gives sentences on
 * what somebody has to know of the data that was there.
 */
export async function migrate(access: Access): Promise<string[]> {
  const client = new pg.Client({ connectionString: access.url, application_name: 'baton migrate' });
  client.on('error', () => undefined); // whatever is asked of a lost connection tells of it
  await connect(client);
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await ensureSupported(client);
    await ensureSchema(client);
    const names = await ensureLogins(client, access);
    await runMigrations({ connectionString: access.url });
    const told = await applyPending(client, names);
    await grantRights(client, names);
    return told;
  } finally {
    await client.end();
  }
}

/** The password is in no word of this: host and port alone are named. */
async function connect(client: pg.Client): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    throw new Error(
      `Baton cannot use the PostgreSQL at ${client.host}, port ${client.port} (${describe(error)}). See that it runs ` +
        'there and takes this user, or name another by --database-url ($DATABASE_URL).',
    );
  }
}

/** Where a name has several addresses, each has its own error and all of them together have no words. */
function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ');
  return error instanceof Error ? error.message : String(error);
}

async function ensureSupported(client: pg.Client): Promise<void> {
  const answer = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  );
  const version = answer.rows[0]?.version ?? 0;
  if (version < oldestSupported) {
    throw new Error(`Baton needs PostgreSQL 15 or newer; this server says ${version}. Upgrade it first.`);
  }
}

async function ensureSchema(client: pg.Client): Promise<void> {
  try {
    await client.query('create schema if not exists baton');
  } catch (error) {
    const [database, user] = [client.database ?? '', client.user ?? ''].map(pg.escapeIdentifier);
    throw new Error(
      `The database user may not set Baton up (${describe(error)}). Have an administrator run: ` +
        `GRANT CREATE ON DATABASE ${database} TO ${user};`,
      { cause: error },
    );
  }
  await client.query('set search_path = baton');
  await client.query(`create table if not exists migration (
    name text primary key, applied_at timestamptz not null default clock_timestamp())`);
}

async function applyPending(client: pg.Client, names: LoginNames): Promise<string[]> {
  const applied = await client.query<{ name: string }>('select name from migration');
  const done = new Set(applied.rows.map((row) => row.name));
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const newest = files.at(-1);
  if (newest === undefined) throw new Error(`No migrations found in ${folder.pathname}.`);
  const unknown = [...done].filter((name) => !files.includes(name)).sort();
  if (unknown.length > 0) {
    throw new Error(
      `This database was written by a newer Baton: its schema has ${unknown.join(', ')}, and this one knows it up to ` +
        `${newest}. Start the newer version again, or restore a backup from before the upgrade.`,
    );
  }
  const told: string[] = [];
  for (const name of files.filter((file) => !done.has(file))) {
    const sql = await readFile(new URL(name, folder), 'utf8');
    told.push(...(await applyOne(client, name, putNames(sql, names))));
  }
  return told;
}

/** The files call the logins baton_app and baton_gate. */
function putNames(sql: string, { app, gate }: LoginNames): string {
  return sql.replace(/\bbaton_(app|gate)\b/g, (_, login) =>
    pg.escapeIdentifier(login === 'app' ? app : gate),
  );
}

async function applyOne(client: pg.Client, name: string, sql: string): Promise<string[]> {
  await client.query('begin');
  try {
    await client.query(sql);
    const told = (await steps[name]?.(client)) ?? [];
    await client.query('insert into migration (name) values ($1)', [name]);
    await client.query('commit');
    return told;
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed; nothing of it was applied.`, { cause: error });
  }
}
