// The operator's commands, by the real program.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Command } from 'commander';
import { addCommands } from '../../src/cli/main-commands.ts';
import { anOrganisation } from '../support/an-organisation.ts';
import { runCli } from '../support/run-cli.ts';
import { useDatabase } from '../support/use-world.ts';

const orgId = 60;

let folder: string;

after(() => rm(folder, { recursive: true }));
const db = useDatabase(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-operator-'));
  await anOrganisation(db.database, {
    orgId,
    users: { ada: { accessRole: 'administrator' }, ben: {} },
  });
});

/** Runs a command with `--json` that must succeed, and gives the one document that it printed. */
async function runJson(...args: string[]) {
  const ended = await runCli([...args, '--json'], {
    DATABASE_URL: db.url,
    XDG_CONFIG_HOME: folder,
    BATON_ACCESS_KEY: 'u$r1',
    BATON_SECRET_KEY: 'sesame',
  });
  assert.equal(ended.code, 0, ended.stderr);
  return JSON.parse(ended.stdout);
}

test('every command takes --json but what serves, what a shell reads and what is a file already', async () => {
  const program = new Command();
  await addCommands(program);
  const known = program.commands.flatMap((noun) => (noun.commands.length === 0 ? [noun] : noun.commands));
  const without = known.filter(({ options }) => !options.some(({ long }) => long === '--json'));
  assert.deepEqual(
    without.map((command) => `${command.parent?.name() || 'baton'} ${command.name()}`).toSorted(),
    [
      'baton complete',
      'baton completion',
      'baton serve',
      'export assignments',
      'export leads',
      'export reporting-lines',
      'export users',
    ],
  );
});

test('an operator who asks for JSON is told what was done', async () => {
  const { accessKey } = await runJson('keys', 'create', '--org', '60', '--email', 'ben@org60.example');
  assert.deepEqual(await runJson('keys', 'revoke', accessKey, '--org', '60'), {
    orgId,
    accessKey,
    isRevoked: true,
  });
  assert.deepEqual(await runJson('orgs', 'create', '--org', '61', '--name', 'Example Homes'), {
    orgId: 61,
    name: 'Example Homes',
  });
  assert.deepEqual(await runJson('orgs', 'limit', '--org', '61', '--calls', '40'), {
    orgId: 61,
    name: 'Example Homes',
    leadsquaredCalls: 40,
    mayRemove: 'administrators',
  });
  const { mayRemove } = await runJson('orgs', 'removal', '--org', '61', '--by', 'managers');
  assert.equal(mayRemove, 'managers');
  assert.deepEqual(await runJson('sample'), { orgId: 1, isNew: true });
  assert.deepEqual(await runJson('sample'), { orgId: 1, isNew: false });
});

test('users are imported from standard input', async () => {
  const ended = await runCli(
    ['import', 'users', '-', '--org', '60', '--new-roles', '--json'],
    { DATABASE_URL: db.url },
    'first_name,last_name,email,agent_role\nEve,Example,eve@org60.example,Closer\n',
  );
  assert.equal(ended.code, 0, ended.stderr);
  assert.equal(JSON.parse(ended.stdout).imported, 1);
});

test('profiles that are kept and removed are told as JSON, without the secret', async () => {
  const kept = await runJson('profiles', 'add', 'test', '--url', 'https://test.example.com');
  const { file } = kept;
  assert.deepEqual(kept, { name: 'test', url: 'https://test.example.com/', accessKey: 'u$r1', file });
  assert.deepEqual(await runJson('profiles', 'remove', 'test'), { name: 'test', file });
});
