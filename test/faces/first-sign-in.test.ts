// How the first people get in, by the real program.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { listEvents } from '../../src/core/audit/list-events.ts';
import { sampleFacts } from '../../src/core/sample/sample-facts.ts';
import { inGate } from '../../src/database/gate.ts';
import { anOrganisation } from '../support/an-organisation.ts';
import { callServer, postJson, readJson } from '../support/call-server.ts';
import { aDataFolder } from '../support/data-folder.ts';
import { runCli } from '../support/run-cli.ts';
import { serveProgram } from '../support/serve-program.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { useDatabase } from '../support/use-world.ts';

const password = 'a long enough passphrase';
const linkForm = /http\S+\/first-sign-in#(\S+)/g;

let folder: string;

after(() => rm(folder, { recursive: true, force: true }));
const db = useDatabase(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-first-'));
  for (const orgId of [7, 8]) {
    await anOrganisation(db.database, {
      orgId,
      users: {
        left: { isActive: false },
        mia: { accessRole: 'manager' },
        ada: { accessRole: 'administrator' },
        bea: { accessRole: 'administrator' },
      },
    });
  }
});

function tokensIn(output: string): string[] {
  return [...output.matchAll(linkForm)].map(([, token = '']) => token);
}

const serve = (...flags: string[]) =>
  serveProgram(['--database-url', db.url, '--data-dir', folder, ...flags]);

async function use(address: string, token: string) {
  return callServer(address, postJson('/api/v1/first-sign-in', {}, { token, password }));
}

test('the first start prints a link for the first administrator of each organisation, later ones print none', async () => {
  const first = await serve();
  const tokens = tokensIn(first.output());
  assert.equal(tokens.length, 2, first.output());
  assert.match(first.output(), new RegExp(`as ada@org7\\.example.*\n${first.address}/first-sign-in#7\\.`));
  assert.match(first.output(), /as ada@org8\.example/);
  const entered = await use(first.address, tokens[0] ?? '');
  assert.equal(entered.status, 200, entered.text);
  assert.equal(readJson<{ user: { email: string } }>(entered).user.email, 'ada@org7.example');
  const ask = { what: 'link-created', limit: 10 } as const;
  const { items } = await listEvents(db.database, { orgId: 7, userId: null }, ask);
  assert.deepEqual(
    items.map(({ by, about, detail }) => [by, about?.email, detail]),
    [[null, 'ada@org7.example', 'at the first start']],
  );
  await first.stop();
  const second = await serve();
  assert.deepEqual(tokensIn(second.output()), []);
  assert.equal((await use(second.address, tokens[1] ?? '')).status, 200, 'the other link is good still');
  await second.stop();
});

test('of two that start at once only one prints links', async () => {
  const other = await createTestDatabase();
  await anOrganisation(other.database, { orgId: 9, users: { ada: { accessRole: 'administrator' } } });
  const flags = ['--database-url', other.url, '--role', 'api'];
  const servers = await Promise.all([serveProgram(flags), serveProgram(flags)]);
  const printed = servers.flatMap((server) => tokensIn(server.output()));
  await Promise.all(servers.map((server) => server.stop()));
  await other.drop();
  assert.equal(printed.length, 1);
});

test('the sample prints a link for its administrator until they have a password, at the address that people open', async () => {
  const flags = ['--sample', '--public-url', 'https://baton.example.com'];
  const outputs: string[] = [];
  let set = '';
  for (let start = 0; start < 3; start += 1) {
    const server = await serve(...flags);
    const told = () =>
      /limit=2/.test(server.output()) && (start === 2 || tokensIn(server.output()).length > 0);
    while (!told()) await new Promise((resolve) => setTimeout(resolve, 20));
    outputs.push(server.output());
    const token = tokensIn(server.output()).at(-1);
    if (start === 1 && token) {
      const entered = await use(server.address, token);
      assert.equal(readJson<{ user: { email: string } }>(entered).user.email, sampleFacts.adminEmail);
      set = String(entered.headers['set-cookie']);
    }
    await server.stop();
  }
  assert.match(outputs[0] ?? '', /https:\/\/baton\.example\.com\/first-sign-in#1\./);
  assert.match(set, /^__Host-baton-session=.*; Secure;/);
  assert.deepEqual(tokensIn(outputs[2] ?? ''), []);
});

test('a link made beside a running server names its address, but not that of one that was killed', async () => {
  const data = await aDataFolder();
  const flags = ['--data-dir', data.path, '--log-level', 'warn'];
  const link = async (...more: string[]) => {
    const made = await runCli(['sign-in-link', '--email', sampleFacts.adminEmail, ...flags, ...more]);
    assert.equal(made.code, 0, made.stderr);
    return made.stdout.replace(/\/first-sign-in[\s\S]*/, '');
  };
  try {
    assert.equal((await runCli(['sample', ...flags])).code, 0);
    const server = await serveProgram(flags);
    assert.equal(await link(), server.address);
    assert.equal(await link('--port', '4900'), 'http://127.0.0.1:4900');
    assert.equal(await link('--public-url', 'https://baton.example.com'), 'https://baton.example.com');
    await server.kill();
    assert.equal(await link(), 'http://127.0.0.1:4800', 'what a killed server left is not believed');
    const next = await serveProgram(flags);
    assert.equal(await link(), next.address);
    assert.equal(await next.stop(), 0);
    assert.equal((await readdir(data.path)).includes('serving.json'), false);
  } finally {
    await data.remove();
  }
});

test('baton sign-in-link makes one for whomever the operator names', async () => {
  const cli = (...args: string[]) => runCli(['sign-in-link', '--database-url', db.url, ...args]);
  const made = await cli('--email', 'MIA@org7.example', '--public-url', 'https://baton.example.com/');
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stdout, /^https:\/\/baton\.example\.com\/first-sign-in#7\.\S{43}\nIt works once, until /);
  const lost = `insert into second_factor (org_id, user_id, sealed, confirmed_at)
    select org_id, user_id, '', now() from org_user where org_id = 7 and email_key = 'mia@org7.example'`;
  await inGate(db.database, 7, async (tx) => tx.write({ text: lost, values: [] }));
  const more = ['--org', '7', '--port', '4900', '--remove-second-factor', '--json'];
  const json = await cli('--email', 'mia@org7.example', ...more);
  const { orgId, url } = JSON.parse(json.stdout);
  assert.equal(orgId, 7);
  assert.match(url, /^http:\/\/127\.0\.0\.1:4900\/first-sign-in#7\./);
  const server = await serve();
  assert.equal(
    (await use(server.address, tokensIn(made.stdout)[0] ?? '')).status,
    401,
    'a newer one was made',
  );
  assert.equal((await use(server.address, tokensIn(url)[0] ?? '')).status, 200, 'no code is asked for');
  await server.stop();
  const refusals = [
    [['--email', 'nobody@org7.example'], 1, /no active user nobody@org7\.example/],
    [['--email', 'mia@org7.example', '--org', '8'], 1, /no user mia@org7\.example/],
    [['--email', 'left@org7.example', '--org', '7'], 1, /not active/],
    [['--email', 'mia@org7.example', '--public-url', 'baton'], 2, /--public-url must be an address/],
  ] as const;
  for (const [args, code, said] of refusals) {
    const refused = await cli(...args);
    assert.equal(refused.code, code, refused.stdout);
    assert.match(refused.stderr, said);
  }
});
