// A PostgreSQL of the machine's own, older than the one that Baton brings along.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDataFolder } from '../../src/database/embedded/data-folder.ts';
import {
  chooseOrdinaryUser,
  launchAs,
  runProgram,
} from '../../src/database/embedded/run-as-ordinary-user.ts';
import { until } from './until.ts';
import { findFreePort } from './wire.ts';

const installed = '/usr/lib/postgresql';

/** The folder of the oldest binaries of the machine that Baton supports; undefined where there are none. */
export async function findDebianPostgres(): Promise<string | undefined> {
  const versions = (await readdir(installed).catch(() => [])).map(Number).filter((version) => version >= 15);
  const oldest = versions.sort((a, b) => a - b)[0];
  return oldest === undefined ? undefined : join(installed, String(oldest), 'bin');
}

export interface DebianPostgres {
  /** Of the superuser. */
  url: string;
  stop(): Promise<void>;
}

/** All but the superuser by their password, as servers in earnest do. */
const admitted = `
host all superuser 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
`;

export async function startDebianPostgres(binaries: string): Promise<DebianPostgres> {
  const path = await mkdtemp(join(tmpdir(), 'baton-debian-'));
  const folder = await openDataFolder(path);
  const postgres = join(binaries, 'postgres');
  const user = await chooseOrdinaryUser(folder, postgres);
  await runProgram(user, join(binaries, 'initdb'), [
    ...['--pgdata', folder.cluster, '--username=superuser', '--auth=trust', '--encoding=UTF8', '--locale=C'],
    '--no-sync',
  ]);
  await writeFile(join(folder.cluster, 'pg_hba.conf'), admitted);
  const port = await findFreePort();
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const launch = launchAs(user, postgres, [
    '-D',
    folder.cluster,
    ...settings.flatMap((each) => ['-c', each]),
  ]);
  const server = spawn(launch.command, launch.args, { ...launch.options, stdio: 'ignore' });
  const ended = once(server, 'exit');
  const url = `postgres://superuser@127.0.0.1:${port}/postgres`;
  await until('PostgreSQL takes connections', () => canConnect(url));
  return {
    url,
    stop: async () => {
      server.kill('SIGINT');
      await ended;
      await rm(path, { recursive: true, force: true });
    },
  };
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** Runs statements one after the other as whoever the url names. */
export async function onServer(url: string, ...statements: string[]): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: pg.QueryResultRow[] = [];
    for (const statement of statements) rows = (await client.query<pg.QueryResultRow>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}
