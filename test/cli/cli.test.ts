import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { Command } from 'commander';
import { addCommands } from '../../src/cli/main-commands.ts';
import { type BatonClient, createClient } from '../../src/client/client.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { type EndedProgram, runCli, runCliInside } from '../support/run-cli.ts';
import { type ServedApp, serveApp } from '../support/serve-app.ts';
import { useDatabase } from '../support/use-world.ts';

type Name = 'ada' | 'ben' | 'cy' | 'dee' | 'pat' | 'gone';

let served: ServedApp;
let folder: string;
let org: Organisation<Name>;
let environment: Record<string, string>;
let baton: BatonClient;
let orgId = 400;

after(async () => {
  await served.stop();
  await rm(folder, { recursive: true });
});
const world = useDatabase(async () => {
  served = await serveApp(world);
  folder = await mkdtemp(join(tmpdir(), 'baton-cli-'));
});

beforeEach(async () => {
  orgId += 1;
  org = await anOrganisation(world.database, {
    orgId,
    users: {
      ada: { accessRole: 'administrator', reports: ['ben', 'cy', 'pat'] },
      ben: { reports: ['dee'] },
      cy: {},
      dee: {},
      pat: { agentRole: 'Processor' },
      gone: { isActive: false },
    },
    leads: {
      ...Object.fromEntries(Array.from({ length: 8 }, (_, n) => [n + 1, ['ben', 'pat']])),
      9: ['gone'],
      10: [],
    },
  });
  const headers = await org.signIn('ada');
  const keys = { accessKey: headers['x-lsq-accesskey'], secretKey: headers['x-lsq-secretkey'] };
  environment = {
    BATON_URL: served.address,
    BATON_ACCESS_KEY: keys.accessKey,
    BATON_SECRET_KEY: keys.secretKey,
    XDG_CONFIG_HOME: join(folder, String(orgId)),
  };
  baton = createClient({ url: served.address, ...keys });
});

const id = (name: Name) => String(org.user(name).userId);

async function run(...args: string[]): Promise<EndedProgram> {
  return runCliInside(args, environment);
}

/** Runs a command with `--json` that must end with this code, and gives what it printed. */
async function runJson(code: number, ...args: string[]) {
  const ended = await run(...args, '--json');
  assert.equal(ended.code, code, ended.stderr);
  return JSON.parse(ended.stdout);
}

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function primaryOf(leadId: number, role = 'Loan Officer'): Promise<number | undefined> {
  const { assignments } = await baton.leads.show(leadId);
  return assignments.find((each) => each.role === role && each.standing === 'primary')?.user.userId;
}

test('leads that are named go to a user, and the command ends when they have', async () => {
  const { code, stdout, stderr } = await run(
    'reassign',
    '1',
    '2',
    '--to',
    org.user('cy').email,
    '--reason',
    'Ben is ill',
  );
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^Request (\d+) \(reassign\) is done\.\nReason: Ben is ill$/m);
  assert.match(stdout, /^Asked for by Ada Example through the command line\.$/m);
  assert.match(stdout, /^rows +changed/m);
  assert.match(stdout, /^Undo: +baton undo \d+ --plan$/m);
  assert.deepEqual([await primaryOf(1), await primaryOf(2), await primaryOf(3)].map(String), [
    id('cy'),
    id('cy'),
    id('ben'),
  ]);
});

test('a plan is shown as a table with the line that runs it, and that line runs it', async () => {
  const planned = await run(
    'reassign',
    '--select',
    `owner=${id('ben')}`,
    'unassigned=false',
    '--to',
    id('cy'),
    '--others',
    'same-role',
    '--plan',
  );
  assert.equal(planned.code, 0, planned.stderr);
  assert.match(planned.stdout, /is planned: 8 rows\. Nothing is changed yet\./);
  assert.match(planned.stdout, /^Cy Example \(\d+\) +0 +8 +0 +0 +0 +8$/m);
  assert.match(
    planned.stdout,
    /^1 +lead 1 +Ben Example as Loan Officer, primary +Cy Example as Loan Officer, primary +will change$/m,
  );
  assert.equal(String(await primaryOf(1)), id('ben'));
  const line = /^Run it: baton (.+)$/m.exec(planned.stdout)?.[1] ?? '';
  const done = await run(...line.split(' '));
  assert.equal(done.code, 0, done.stderr);
  assert.equal(String(await primaryOf(8)), id('cy'));

  const again = await run(...line.split(' '));
  assert.deepEqual([again.code, again.stdout], [1, '']);
  assert.match(again.stderr, /only a planned request can be run/);
});

test('a distribution splits by weights and keeps to caps; rows without room make exit code 1', async () => {
  const share = `${id('cy')}:3,${org.user('dee').email}:1`;
  const planned = await runJson(
    0,
    'reassign',
    '--select',
    `owner=${id('ben')}`,
    '--distribute',
    share,
    '--plan',
  );
  const received = planned.preview.books.map((book: { receives: number }) => book.receives);
  assert.deepEqual(received.filter(Boolean).toSorted(), [2, 6]);
  const capped = await run('reassign', '1', '2', '3', '--distribute', id('cy'), '--caps', `${id('cy')}:2`);
  assert.equal(capped.code, 1);
  assert.match(capped.stdout, /^3 +lead 3 .*failed/m);
  assert.match(capped.stdout, /^Retry: +baton requests retry \d+$/m);
});

test('a CSV names leads and receivers; every bad row of one is told by line and nothing runs', async () => {
  const good = await write('good.csv', `lead_id,primary_email,key\n1,${org.user('cy').email},A-1\n2,,A-2\n`);
  const done = await runJson(0, 'reassign', '--csv', good, '--to', id('dee'));
  assert.equal(done.counts.changed, 2);
  assert.deepEqual([await primaryOf(1), await primaryOf(2)].map(String), [id('cy'), id('dee')]);
  const many = await write('many.csv', 'lead_id\n3\n4\n5\n6\n');
  const shares = ['--distribute', `${id('cy')}:3,${org.user('dee').email}:1`, '--caps', `${id('cy')}:4`];
  const shared = await runJson(0, 'reassign', '--csv', many, ...shares);
  const to = await Promise.all([3, 4, 5, 6].map((leadId) => primaryOf(leadId)));
  assert.equal(to.filter((userId) => String(userId) === id('cy')).length, 3);
  assert.equal(shared.counts.changed, 4);
  const both = await run('reassign', '--csv', many, '--to', id('dee'), ...shares);
  assert.deepEqual([both.code, both.stderr.includes('one of --to, --distribute and --level')], [2, true]);

  const bad = await write('bad.csv', 'lead_id,primary_email\nx,a@example.com\n3,nobodies\n');
  const refused = await run('reassign', '--csv', bad);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /^line 2, lead_id: .*\nline 3, primary_email: /m);
  const twice = await run('reassign', '1', '1', '--to', id('cy'));
  assert.match(twice.stderr, /^place 2 of the leads: Lead 1 is named by place 1 of the leads already\.$/m);
  assert.equal((await run('reassign', '--csv', join(folder, 'none.csv'), '--to', '1')).code, 2);
});

test('people are removed from leads: everybody, a role, or certain users, by ids, filter or CSV', async () => {
  const planned = await run('reassign', '1', '--nobody', '--plan');
  assert.equal(planned.code, 0, planned.stderr);
  assert.match(planned.stdout, /^! 1 lead will have nobody\.$/m);
  assert.match(planned.stdout, /^1 +lead 1 .*nobody +will change$/m);
  const standing = async (leadId: number) =>
    (await baton.leads.show(leadId)).assignments.map(({ user }) => String(user.userId));
  const file = await write('nobody.csv', 'lead_id\n2\n');
  for (const line of [
    ['1', '--nobody'],
    ['--csv', file, '--nobody'],
    ['--select', 'q=3', '--empty-role', 'Loan Officer'],
    ['4', '--remove', id('ben')],
  ])
    assert.equal((await runJson(0, 'reassign', ...line)).counts.changed, 1);
  assert.deepEqual(await Promise.all([1, 2, 3, 4].map(standing)), [[], [], [id('pat')], [id('pat')]]);
  const left = await write('left.csv', 'lead_id,primary_email\n5,nobody\n');
  const vendor = await run(
    'reassign',
    '--csv',
    left,
    '--to',
    id('cy'),
    '--dialect',
    'insellerate',
    '--org',
    '7',
  );
  assert.deepEqual(
    [vendor.code, /can remove nobody without a primary, as lead 5 of line 2/.test(vendor.stderr)],
    [2, true],
  );
});

test('managers change one by one, to nobody, and by CSV', async () => {
  assert.equal((await run('managers', org.user('dee').email, id('cy'))).code, 0);
  assert.equal(String((await baton.users.show(org.user('dee').userId)).manager?.userId), id('cy'));
  assert.equal((await run('managers', id('dee'), 'none')).code, 0);
  assert.equal((await baton.users.show(org.user('dee').userId)).manager, null);

  const file = await write(
    'managers.csv',
    `user_id,manager_email\n${id('dee')},${org.user('ben').email}\n${id('ben')},${org.user('dee').email}\n`,
  );
  const done = await run('managers', '--csv', file);
  assert.equal(done.code, 1, 'the two would be above each other');
  assert.match(done.stdout, /would report to themselves/);

  const orphaned = await write(
    'unknown-managers.csv',
    `user_id,manager_email,key\n${id('dee')},nobody@example.com,a\n${id('gone')},,b\n${id('cy')},${org.user('gone').email},c\n999,${org.user('ben').email},d\n`,
  );
  const failed = await runJson(1, 'managers', '--csv', orphaned);
  const [table, csv, ndjson] = await Promise.all([
    run('requests', 'rows', String(failed.requestId)),
    run('requests', 'rows', String(failed.requestId), '--csv'),
    run('requests', 'rows', String(failed.requestId), '--ndjson'),
  ]);
  const named = [id('dee'), id('gone'), id('cy'), '999'];
  for (const name of named) assert.match(table.stdout, new RegExp(`^\\d +user ${name} .*failed`, 'm'));
  assert.deepEqual(
    csv.stdout
      .split('\n')
      .slice(1, 5)
      .map((line) => line.split(',').slice(1, 4)),
    [
      ['a', '', id('dee')],
      ['b', '', id('gone')],
      ['c', '', id('cy')],
      ['d', '', ''],
    ],
  );
  assert.deepEqual(
    ndjson.stdout
      .trim()
      .split('\n')
      .map((line) => String(JSON.parse(line).userId)),
    [...named.slice(0, 3), 'null'],
  );
});

test('people come and change by a file, seen first, and the undo takes it back', async () => {
  const before = await baton.users.show(org.user('dee').userId);
  const file = await write(
    'people.csv',
    `email,first_name,agent_role,manager_email\nnia@filed.example,Nia,${before.agentRole},${before.email}\n${before.email},Filed,,\nnobody@filed.example,,,\n`,
  );
  const planned = await runJson(0, 'users', 'import', file, '--plan');
  assert.equal((await baton.users.show(org.user('dee').userId)).firstName, before.firstName);
  const done = await run('requests', 'run', String(planned.requestId));
  assert.equal(done.code, 1, 'one row says too little');
  assert.match(done.stdout, /nobody@filed\.example.*`first_name`/);
  assert.equal((await baton.users.show(org.user('dee').userId)).firstName, 'Filed');
  assert.equal((await run('undo', String(planned.requestId))).code, 0);
  assert.equal((await baton.users.show(org.user('dee').userId)).firstName, before.firstName);
});

test('a leaver is offboarded: leads by group, reports and account, in one request', async () => {
  const planned = await run(
    'offboard',
    org.user('ben').email,
    '--leads',
    `Loan Officer/primary=${id('cy')},${id('dee')}`,
    '--reports-to',
    id('cy'),
    '--plan',
  );
  assert.equal(planned.code, 0, planned.stderr);
  assert.match(planned.stdout, /^Request \d+ \(offboard\) is planned/);
  assert.match(
    planned.stdout,
    new RegExp(`^1 +account of user ${id('ben')} +active +ended +will change`, 'm'),
  );
  assert.match(
    planned.stdout,
    new RegExp(`^3 +manager of user ${id('dee')} +Ben Example +Cy Example +will change`, 'm'),
  );
  assert.match(
    planned.stdout,
    /^4 +lead 1 +Ben Example as Loan Officer, primary +(Cy|Dee) Example as Loan Officer, primary +/m,
  );
  const done = await runJson(
    0,
    'offboard',
    id('ben'),
    '--to',
    id('cy'),
    '--report',
    `${id('dee')}=${id('cy')}`,
  );
  assert.deepEqual([done.kind, done.result.clean], ['offboard', true]);
  const ben = await baton.users.show(org.user('ben').userId);
  assert.deepEqual([ben.isActive, ben.directReports], [false, 0]);
  assert.equal(String(await primaryOf(1)), id('cy'));
});

test('several leave in one call, and an account with something left stays unless it is to end anyway', async () => {
  const planned = await run(
    'offboard',
    id('ben'),
    id('dee'),
    '--to',
    id('cy'),
    '--reports-to',
    'manager',
    '--plan',
  );
  assert.equal(planned.code, 0, planned.stderr);
  assert.match(
    planned.stdout,
    /^Who leaves: Ben Example, Dee Example\. They hold \d+ leads, 0 reports, \d keys?\.$/m,
  );
  const requestId = /Request (\d+)/.exec(planned.stdout)?.[1] ?? '';
  assert.match(
    (await run('requests', 'list')).stdout,
    new RegExp(`^${requestId} +offboard Ben Example, Dee Example`, 'm'),
  );
  const full = ['--distribute', id('cy'), '--caps', `${id('cy')}:0`];
  const kept = await run('offboard', id('ben'), id('dee'), ...full);
  assert.notEqual(kept.code, 0, 'an account that stays is no success');
  assert.match(kept.stdout, /The account of Ben Example stays: .* left/);
  assert.match(kept.stdout, /Left behind by Ben Example: their account is active; /);
  const anyway = await runJson(1, 'offboard', id('ben'), id('dee'), ...full, '--end-anyway');
  assert.deepEqual([anyway.spec.account, anyway.result.isActive], ['end-anyway', false]);
});

test('requests are listed, shown, watched, read row by row, cancelled and retried', async () => {
  const planned = await runJson(0, 'reassign', '1', '999', '--to', id('cy'), '--plan');
  const requestId = String(planned.requestId);
  const [list, shown] = await Promise.all([
    run('requests', 'list', '--kind', 'reassign', '--state', 'planned', '--by', org.user('ada').email),
    run('requests', 'show', requestId),
  ]);
  assert.match(list.stdout, new RegExp(`^${requestId} +reassign +planned`, 'm'));
  assert.match(shown.stdout, new RegExp(`^Run it: baton requests run ${requestId}$`, 'm'));

  const started = await run('requests', 'run', requestId, '--no-wait');
  assert.equal(started.code, 0, started.stderr);
  const watched = await run('requests', 'watch', requestId);
  assert.equal(watched.code, 1, 'lead 999 is unknown');
  assert.match(watched.stdout, /^2 +\S+.* +failed +\S/m);

  const [rows, csv, ndjson, first] = await Promise.all([
    runJson(0, 'requests', 'rows', requestId, '--outcome', 'failed'),
    run('requests', 'rows', requestId, '--csv'),
    run('requests', 'rows', requestId, '--ndjson'),
    run('requests', 'rows', requestId, '--limit', '1'),
  ]);
  assert.deepEqual([rows.items.length, rows.items[0].row], [1, 2]);
  assert.match(csv.stdout, /^row,key,lead_id.*\n1,/);
  assert.equal(ndjson.stdout.trim().split('\n').length, 2);
  assert.match(first.stdout, /^There are more: add --after '/m);

  const retry = await runJson(0, 'requests', 'retry', requestId, '--plan');
  assert.equal(retry.retries, planned.requestId);
  const cancelled = await run('requests', 'cancel', String(retry.requestId));
  assert.match(cancelled.stdout, /is cancelled\./);
  assert.equal((await run('requests', 'cancel', requestId)).code, 1);
});

test('a request for later is queued, not waited for', async () => {
  const queued = await run('reassign', '1', '--to', id('cy'), '--run-at', '2199-01-01T00:00:00Z');
  assert.equal(queued.code, 0, queued.stderr);
  assert.match(queued.stdout, /is queued\.\nIt runs at 2199-01-01/);
});

test('a request is undone, and what others changed since is left alone and told', async () => {
  const { requestId } = await runJson(0, 'reassign', '1', '2', '--to', id('cy'));
  await runJson(0, 'reassign', '2', '--to', id('dee'));
  const planned = await run('undo', String(requestId), '--plan');
  assert.match(planned.stdout, /^will change +will be left alone\n1 +1$/m);
  const undone = await run('undo', String(requestId));
  assert.equal(undone.code, 1, 'one row was skipped');
  assert.match(undone.stdout, /skipped/);
  assert.deepEqual([await primaryOf(1), await primaryOf(2)].map(String), [id('ben'), id('dee')]);
});

test('some rows of a request are undone, by ids, by a file or by outcome, and it says so where it is listed and shown', async () => {
  const { requestId } = await runJson(0, 'reassign', '1', '2', '3', '4', '--to', id('cy'));
  const moved = String(requestId);
  const { stdout } = await run('requests', 'rows', moved, '--csv');
  const kept = stdout.split('\n').filter((line) => !/^[34],/.test(line));
  const rows = await write('to-undo.csv', kept.join('\n'));
  const planned = await runJson(0, 'undo', moved, '--csv', rows, '--reason', 'Wrong two', '--plan');
  assert.deepEqual([planned.reason, planned.counts.total], ['Wrong two', 2]);
  const waiting = await run('requests', 'show', moved);
  assert.match(waiting.stdout, new RegExp(`^Its undo is planned: ${planned.requestId}\\.$`, 'm'));
  await runJson(0, 'requests', 'run', String(planned.requestId));
  assert.deepEqual([await primaryOf(1), await primaryOf(3)].map(String), [id('ben'), id('cy')]);

  const [listed, shown, history] = await Promise.all([
    run('requests', 'list'),
    run('requests', 'show', moved),
    run('leads', 'history', '1'),
  ]);
  assert.match(listed.stdout, new RegExp(`^${moved} .* undone in part +`, 'm'));
  assert.match(shown.stdout, /is done, and undone in part\.$/m);
  assert.match(history.stdout, new RegExp(`${moved}, undone in part`));

  const scheduled = await runJson(
    0,
    'undo',
    moved,
    '--outcome',
    'changed',
    '--run-at',
    '2199-01-01T00:00:00Z',
  );
  assert.deepEqual([scheduled.state, scheduled.counts.total], ['queued', 2]);
  const both = await run('undo', moved, '--csv', rows, '--leads', '3');
  assert.deepEqual([both.code, /--csv, or by --leads/.test(both.stderr)], [2, true]);
  const users = await run(
    'undo',
    moved,
    '--csv',
    await write('users.csv', `user_email\n${org.user('ben').email}\n`),
  );
  assert.match(users.stderr, /are about leads, not about users\. Name the leads/);
});

test('requests and rows are worded as they are: done in part, nothing changed, nothing to change', async () => {
  const { requestId } = await runJson(0, 'reassign', '1', '2', '--to', id('cy'), '--others', 'all');
  await runJson(0, 'reassign', '1', '--to', id('pat'), '--others', 'keep');
  const planned = await run('undo', String(requestId), '--plan');
  assert.match(planned.stdout, /^will change +of them in part\n2 +1$/m);
  const undone = await run('undo', String(requestId));
  assert.equal(undone.code, 1, 'one row changed in part');
  assert.match(undone.stdout, /\(undo\) is done in part\.$/m);
  assert.match(undone.stdout, /^rows +changed +of them in part +unchanged .*\n2 +2 +1 +0 /m);
  assert.match(
    undone.stdout,
    /^1 +lead 1 +Cy Example as .+ Ben Example as Loan Officer, primary +changed in part +Processor stays as request \d+ left it/m,
  );
  const idle = await run('undo', String(requestId));
  assert.match(idle.stdout, /\(undo\) is done: nothing changed\.$/m);
  const same = await run('reassign', '2', '--to', id('ben'));
  assert.match(same.stdout, /\(reassign\) is done: nothing to change\.$/m);
  const { stdout } = await run('requests', 'list', '--limit', '3');
  const words = stdout.match(/nothing to change|nothing changed|done in part/g);
  assert.deepEqual(words, ['nothing to change', 'nothing changed', 'done in part']);
  const inPart = await run('requests', 'rows', String(requestId + 3), '--outcome', 'changed in part');
  assert.match(inPart.stdout, /changed in part/);
});

test('an undo is offered only where there is something to take back', async () => {
  const { requestId } = await runJson(0, 'reassign', '3', '--to', id('cy'));
  const isOffered = async () => /^Undo: /m.test((await run('requests', 'show', String(requestId))).stdout);
  assert.equal(await isOffered(), true);
  const undo = await runJson(0, 'undo', String(requestId));
  assert.equal(await isOffered(), false, 'it was undone');
  await runJson(0, 'undo', String(undo.requestId));
  assert.equal(await isOffered(), true, 'its undo was undone');
});

test('a lead is told how it is reached and how much it is about, and what is blank is taken away', async () => {
  const facts = ['--phone', '(303) 555-0142', '--email', 'elm@x.example', '--amount', '0250000.50'];
  await runJson(0, 'leads', 'change', '1', ...facts);
  const known = await baton.leads.show(1);
  assert.deepEqual([known.phone, known.email, known.amount], ['(303) 555-0142', 'elm@x.example', 250_000.5]);
  const shown = await run('leads', 'show', '1');
  assert.match(shown.stdout, /^phone +\(303\) 555-0142\ne-mail +elm@x\.example\namount +250000\.5$/m);
  await runJson(0, 'leads', 'change', '1', '--email', '', '--phone', '', '--amount', '');
  const gone = await baton.leads.show(1);
  assert.deepEqual([gone.phone, gone.email, gone.amount], [null, null, null]);
  const refused = await run('leads', 'add', '--name', 'Elm', '--amount', '1e3');
  assert.deepEqual([refused.code, refused.stderr.includes('--amount must be a number')], [2, true]);
});

test('leads and users are put by their key in another system, and shown by it', async () => {
  const made = await runJson(0, 'leads', 'put', 'crm', '00-1', '--name', 'Elm', '--external-key', 'erp=7');
  assert.deepEqual([made.name, made.externalKeys], ['Elm', { crm: '00-1', erp: '7' }]);
  const changed = await run('leads', 'put', 'crm', '00-1', '--status', 'Won', '--external-key', 'erp=');
  assert.match(changed.stdout, /^Done by request \d+\.\nLead \d+, Elm, Won\ncrm key +00-1$/m);
  const same = await run('leads', 'put', 'crm', '00-1', '--status', 'Won');
  assert.match(same.stdout, /^All was so already, and no request was made\./);
  const nobody = await run('users', 'put', 'hr', '1', '--last-name', 'Roth');
  assert.deepEqual([nobody.code, nobody.stderr.includes('--first-name is needed')], [2, true]);
  const who = [
    '--first-name',
    'Ida',
    '--email',
    'ida@put.example',
    '--agent-role',
    'Processor',
    '--manager',
    'none',
  ];
  await runJson(0, 'users', 'put', 'hr', '1', ...who);
  const shown = await run('users', 'by-key', 'hr', '1');
  assert.match(shown.stdout, /^e-mail +ida@put\.example$/m);
  assert.match(shown.stdout, /^hr key +1$/m);
  const taken = await run('leads', 'change', '1', '--external-key', 'crm=00-1');
  assert.match(taken.stdout + taken.stderr, new RegExp(`is that of lead ${made.leadId}`));
});

test('leads and users are shown, now and as of any moment', async () => {
  const past = '2020-01-01T00:00:00Z';
  const [lead, before, history, chain, held, list, user, reports, book, inventory] = await Promise.all([
    run('leads', 'show', '1'),
    runJson(0, 'leads', 'show', '1', '--as-of', past),
    run('leads', 'history', '1'),
    run('leads', 'chain', '1'),
    run('leads', 'list', '--select', `owner=${id('ben')}`, '--count', '--limit', '2'),
    run('users', 'list', '--query', 'DEE', '--active'),
    run('users', 'show', org.user('ben').email.toUpperCase()),
    run('users', 'reports', id('ada'), '--depth', '1'),
    run('users', 'book', org.user('ben').guid),
    run('users', 'inventory', id('ben')),
  ]);
  assert.match(lead.stdout, /^Loan Officer +primary +Ben Example \(\d+\)/m);
  assert.deepEqual(before.assignments, []);
  assert.match(history.stdout, /^Ben Example \(\d+\) +Loan Officer +primary +\S+ +now/m);
  assert.match(chain.stdout, /^Loan Officer: Ben Example \(\d+\) → Ada Example \(\d+\)$/m);
  assert.match(
    held.stdout,
    /^1 +Lead 1 +.*Ben Example \(\d+\), Loan Officer.*\n2 [\s\S]*\n\n8 in all\.\n\nThere are more/m,
  );
  const whole = await run('leads', 'list', '--select', `owner=${id('ben')}`, '--csv');
  assert.equal(whole.stdout.trim().split('\n').length, 9, 'a header, and the leads of every page');
  const heldThen = await runJson(0, 'leads', 'list', '--select', `owner=${id('ben')}`, '--as-of', past);
  assert.deepEqual(heldThen.items, []);
  assert.match(list.stdout, new RegExp(`^${id('dee')} +Dee Example`, 'm'));
  assert.match(user.stdout, /^reports to +Ada Example/m);
  assert.equal(reports.stdout.trim().split('\n').length, 4);
  assert.match(book.stdout, /is primary on 8 leads/);
  assert.match(inventory.stdout, /^Loan Officer +primary +8/m);
  const unknown = await run('users', 'show', 'nobody@example.com');
  assert.deepEqual(
    [unknown.code, unknown.stderr],
    [1, 'There is no user nobody@example.com in this organisation.\n'],
  );
});

test('exports go to standard output or a file, which is there once all of it is', async () => {
  const file = join(folder, 'export.csv');
  const [leads, users, lines, stays] = await Promise.all([
    run('export', 'leads', '--select', 'unassigned=true'),
    run('export', 'users', '--inactive', '--format', 'ndjson'),
    run('export', 'reporting-lines'),
    run('export', 'assignments', '--as-of', '2026-03-01T00:00:00Z', '--output', file),
  ]);
  for (const { code, stderr } of [leads, users, lines, stays]) assert.deepEqual([code, stderr], [0, '']);
  assert.match(leads.stdout, /^lead_id,name,status,.*\n10,/);
  assert.equal(JSON.parse(users.stdout).userId, org.user('gone').userId);
  assert.equal(lines.stdout.trimEnd().split('\n').length, 5);
  assert.equal(stays.stdout, '');
  assert.equal((await readFile(file, 'utf8')).trimEnd().split('\n').length, 18);
  await assert.rejects(stat(`${file}.part`));
  const refused = await run(
    'export',
    'leads',
    '--select',
    'agent-role=Pilot',
    '--output',
    join(folder, 'no.csv'),
  );
  assert.deepEqual([refused.code, /^.*--select agent-role|Pilot/.test(refused.stderr)], [1, true]);
  await assert.rejects(stat(join(folder, 'no.csv')));
  const nowhere = await run('export', 'users', '--output', join(folder, 'none', 'a.csv'));
  assert.deepEqual([nowhere.code, /cannot be written/.test(nowhere.stderr)], [2, true]);
});

test('a head is named, ends being one by --not, and is told by whom they are shown', async () => {
  const named = await run('users', 'head', id('ada'));
  assert.match(named.stdout, /^reports to +nobody, on purpose$/m, named.stderr);
  assert.equal((await runJson(0, 'users', 'head', org.user('ada').email, '--not')).isHead, false);
  const led = await run('users', 'head', id('ben'));
  assert.deepEqual([led.code, /Ben Example reports to Ada Example/.test(led.stderr)], [1, true]);
});

test('a selection that finds nothing is done, and says so', async () => {
  const done = await run('reassign', '--select', 'status=Nonsense', '--to', id('cy'));
  assert.equal(done.code, 0, done.stderr);
  assert.match(
    done.stdout,
    /is done: nothing to change\.\n.*\n.*\n.*\n! Foreseen before it ran: The selection finds no lead at all\.\n/,
  );
});

test('orphans of a server are listed with exit code 1', async () => {
  const found = await run('orphans', '--kind', 'lead-primary-inactive');
  assert.equal(found.code, 1, found.stderr);
  assert.match(found.stdout, /^lead-primary-inactive +1$/m);
  const csv = await run('orphans', '--kind', 'lead-primary-inactive', '--csv');
  assert.deepEqual([csv.code, csv.stdout.split('\n').length], [1, 3]);
  assert.match(csv.stdout, /^kind,lead_id,.*\nlead-primary-inactive,9,/);
  assert.equal((await runJson(0, 'orphans', '--kind', 'book-over-limit')).items.length, 0);
  assert.equal((await run('orphans', '--org', '1', '--url', served.address)).code, 2);
});

test('an operator who mistypes the organisation, or whose shell ate a part of a key, is told so', async () => {
  const rest = ['--database-url', world.url];
  const nobody = ['--org', '99999', '--email', 'ada@example.com'];
  for (const args of [
    ['keys', 'create', ...nobody],
    ['keys', 'list', '--org', '99999'],
    ['keys', 'revoke', 'u$r1.x', '--org', '99999'],
    ['orgs', 'limit', '--org', '99999', '--calls', '25'],
  ]) {
    const { code, stderr } = await run(...args, ...rest);
    assert.deepEqual(
      [code, stderr],
      [2, 'There is no organisation 99999. Check its number, or make it first.\n'],
    );
  }
  const eaten = await run('keys', 'revoke', 'u.0123', '--org', String(orgId), ...rest);
  assert.equal(eaten.code, 1);
  assert.match(eaten.stderr, /^There is no access key u\.0123 in force\. It holds no '\$'.*single quotes/);
});

test('a profile keeps a server and its keys for its owner alone', async () => {
  const { BATON_URL: url = '', BATON_ACCESS_KEY, BATON_SECRET_KEY, ...rest } = environment;
  const bare = (args: string[], input = '') => runCli(args, rest, input);
  const missing = await bare(['leads', 'show', '1']);
  assert.equal(missing.code, 2);
  assert.match(
    missing.stderr,
    /No server is named\. Give --url or BATON_URL.*\n.*baton profiles add default/,
  );

  const added = await bare(
    ['profiles', 'add', 'default', '--url', url],
    `${BATON_ACCESS_KEY}\n${BATON_SECRET_KEY}\n`,
  );
  assert.equal(added.code, 0, added.stderr);
  const file = join(rest.XDG_CONFIG_HOME ?? '', 'baton', 'profiles.json');
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.equal((await bare(['leads', 'show', '1'])).code, 0);
  assert.equal((await bare(['leads', 'show', '1', '--profile', 'default'])).code, 0);
  const unknown = await bare(['leads', 'show', '1', '--profile', 'other']);
  assert.match(unknown.stderr, /There is no profile other .* it holds: default\./);
  const listed = await bare(['profiles', 'list', '--json']);
  assert.ok(!listed.stdout.includes(BATON_SECRET_KEY ?? 'missing'), 'the secret is not listed');

  await chmod(file, 0o644);
  const open = await bare(['leads', 'show', '1']);
  assert.equal(open.code, 2);
  assert.match(open.stderr, /Others may read .*chmod 600/);
  await chmod(file, 0o600);
  assert.equal((await bare(['profiles', 'remove', 'default'])).code, 0);
  assert.equal((await bare(['leads', 'show', '1'])).code, 2);
});

test('a command line that is not as needed is exit code 2, a refusal 1, and no answer 3, each in a sentence', async () => {
  const moment = '2026-01-01T00:00:00Z';
  const cases: [number, RegExp, string[]][] = [
    [2, /exactly one way/, ['reassign', '--to', '1']],
    [2, /exactly one way/, ['reassign', '1', '--select', 'status=New', '--to', '1']],
    [2, /Nobody is named/, ['reassign', '1']],
    [2, /one of --to, --distribute and --level/, ['reassign', '1', '--to', '1', '--distribute', '1,2']],
    [2, /not the id of a lead/, ['reassign', 'x', '--to', '1']],
    [2, /names no user/, ['reassign', '1', '--to', 'ben']],
    [2, /does not know colour\. It knows q, owner/, ['reassign', '--select', 'colour=red', '--to', '1']],
    [2, /a weight for each/, ['reassign', '1', '--distribute', '1:2,3']],
    [2, /--caps names 9/, ['reassign', '1', '--distribute', '1,2', '--caps', '9:4']],
    [2, /Give a user and their new manager/, ['managers', '1']],
    [2, /not like 'Loan Officer=126'/, ['offboard', '1', '--leads', 'x']],
    [2, /not the id of a request/, ['undo', 'x']],
    [2, /^--as-of must be a moment .* such as 2026-11-22T/, ['users', 'book', '1', '--as-of', 'yesterday']],
    [2, /^--as-of must be a moment/, ['leads', 'list', '--as-of', '2026-01-01']],
    [2, /Give the moment once/, ['leads', 'list', '--as-of', moment, '--select', `as-of=${moment}`]],
    [2, /leaves no leads out/, ['leads', 'list', '--select', 'except=1']],
    [1, /no user 99999/i, ['leads', 'list', '--select', 'owner=99999']],
    [2, /^--as-of must be a moment/, ['leads', 'show', '1', '--as-of', '2026-01-01']],
    [2, /^--run-at must be a moment/, ['reassign', '1', '--to', '1', '--run-at', 'tomorrow']],
    [2, /^--from must be a moment/, ['requests', 'list', '--from', 'monday']],
    [
      2,
      /^--select created-before must be a moment/,
      ['reassign', '--select', 'created-before=now', '--to', '1'],
    ],
    [
      2,
      /insellerate contract knows nothing like --plan/,
      ['reassign', '1', '--to', '1', '--dialect', 'insellerate', '--plan'],
    ],
    [2, /needs --org/, ['reassign', '1', '--to', '1', '--dialect', 'insellerate']],
    [2, /no GUID and no e-mail/, ['managers', '1', '2', '--dialect', 'leadsquared']],
    [2, /not an address like/, ['leads', 'show', '1', '--url', 'baton.example.com']],
    [1, /not active/, ['reassign', '1', '--to', id('gone')]],
    [1, /no lead 999/i, ['leads', 'show', '999']],
    [3, /no answer from http:\/\/127\.0\.0\.1:9/, ['requests', 'cancel', '1', '--url', 'http://127.0.0.1:9']],
  ];
  await Promise.all(
    cases.map(async ([code, said, args]) => {
      const ended = await run(...args);
      assert.deepEqual([ended.code, ended.stdout], [code, ''], `${args.join(' ')}\n${ended.stderr}`);
      assert.match(ended.stderr, said);
    }),
  );
});

test('the Insellerate contract is driven lead by lead, against any server that speaks it', async () => {
  const flags = ['--dialect', 'insellerate', '--org', String(orgId)];
  const one = await run(
    'reassign',
    '1',
    '--to',
    org.user('cy').email,
    '--with',
    id('dee'),
    '--others',
    'same-role',
    ...flags,
  );
  assert.equal(one.code, 0, one.stderr);
  assert.match(one.stdout, /^lead 1 +done +\d+ +Application updated successfully\n\n1 done$/m);
  const { assignments } = await baton.leads.show(1);
  assert.deepEqual(assignments.map(({ user }) => String(user.userId)).toSorted(), [
    id('cy'),
    id('dee'),
    id('pat'),
  ]);

  const file = await write(
    'vendor.csv',
    `lead_id,primary_user_id\n2,${id('cy')}\n999,${id('cy')}\n3,${id('gone')}\n4,\n`,
  );
  const rows = await runJson(1, 'reassign', '--csv', file, '--to', id('dee'), ...flags);
  assert.deepEqual(
    rows.map((row: { subject: string; outcome: string }) => [row.subject, row.outcome]),
    [
      ['lead 2', 'done'],
      ['lead 999', 'failed'],
      ['lead 3', 'failed'],
      ['lead 4', 'done'],
    ],
  );
  const stranger = await runCli(['reassign', '5', '6', '--to', id('cy'), ...flags], {
    ...environment,
    BATON_SECRET_KEY: 'wrong',
  });
  assert.equal(stranger.code, 1);
  assert.match(stranger.stdout, /^1 failed, 1 not attempted$/m);
});

test('the LeadSquared contract is driven in calls of 100, within its limit', async () => {
  const pair = await run('managers', org.user('dee').guid, org.user('cy').email, '--dialect', 'leadsquared');
  assert.equal(pair.code, 0, pair.stderr);
  const requestId = /accepted +(\d+)/.exec(pair.stdout)?.[1];
  assert.equal((await baton.requests.wait(Number(requestId))).counts.changed, 1);

  const lines = Array.from({ length: 2_650 }, () => `${org.user('dee').email},${org.user('ben').guid}`);
  const file = await write(
    'many.csv',
    `user_email,manager_guid\n${lines.join('\n')}\nnobody@example.com,${org.user('ben').guid}\n`,
  );
  const began = performance.now();
  const rows: { outcome: string; requestId?: string }[] = await runJson(
    1,
    'managers',
    '--csv',
    file,
    '--dialect',
    'leadsquared',
  );
  const tookMs = performance.now() - began;
  assert.equal(rows.length, 2_651);
  assert.equal(rows.filter(({ outcome }) => outcome === 'accepted').length, 2_650);
  assert.equal(new Set(rows.map((row) => row.requestId)).size, 28, '27 calls, and the row that names nobody');
  assert.ok(tookMs > 5_000, `28 calls took ${tookMs} ms`);
});

/** Those that people type; a shell asks one more of them what completes a line. */
function listCommands(program: Command): Command[] {
  return program
    .createHelp()
    .visibleCommands(program)
    .filter((noun) => noun.name() !== 'help')
    .flatMap((noun) => (noun.commands.length === 0 ? [noun] : noun.commands));
}

/** The command that a line names, by its noun and, where that has some, by its verb. */
function findCommand(program: Command, line: string): Command {
  const [noun, verb] = line.split(' ');
  const command = program.commands.find((each) => each.name() === noun);
  assert.ok(command, `There is no command like: baton ${line}`);
  return command.commands.find((each) => each.name() === verb) ?? command;
}

test('the reference of the commands names every command there is, and only options that they take', async () => {
  const program = new Command();
  await addCommands(program);
  const text = await readFile('docs/cli.md', 'utf8');
  const lines = [...text.matchAll(/^baton (.+)$/gm)].map(([, line = '']) => line.replace(/ +#.*/, ''));
  const told = new Set<Command>();
  for (const line of lines.filter((each) => each !== '--version')) {
    const command = findCommand(program, line);
    const flags = command.options.map(({ long }) => long);
    for (const [flag] of line.matchAll(/(?<= )--[a-z-]+/g)) {
      assert.ok(flags.includes(flag), `${flag} in: baton ${line}`);
    }
    told.add(command);
  }
  const known = listCommands(program);
  assert.ok(known.length >= 30, `saw only ${known.length} commands`);
  for (const command of known) assert.ok(told.has(command), `docs/cli.md does not name ${command.name()}`);
});

test('a search selects what the list of leads finds by it', async () => {
  const { total } = await baton.leads.list({ q: 'LEAD 1', count: true }).first();
  assert.ok(total !== null && total > 0);
  const planned = await runJson(0, 'reassign', '--select', 'q=LEAD 1', '--to', id('cy'), '--plan');
  assert.equal(planned.counts.total, total);
});

test('a database that cannot be reached is named by host and port, and never by its password', async () => {
  for (const args of [
    ['serve', '--port', '0'],
    ['orphans', '--org', '1'],
  ]) {
    const { code, stderr } = await runCli([...args, '--database-url', 'postgres://u:sesame@127.0.0.1:1/x']);
    assert.equal(code, 3, stderr);
    assert.match(
      stderr,
      /cannot use the PostgreSQL at 127\.0\.0\.1, port 1 .*ECONNREFUSED.*--database-url \(\$DATABASE_URL\)/,
    );
    assert.doesNotMatch(stderr, /sesame/);
  }
});

test('a schedule can tell orphans from a wrong use and from no answer, and so of every command', async () => {
  const stranger = { ...environment, BATON_SECRET_KEY: 'wrong' };
  const nowhere = { ...environment, BATON_URL: 'http://127.0.0.1:1' };
  const endings = await Promise.all([
    runCli(['orphans', '--kind', 'no-such-kind'], environment),
    runCli(['orphans'], stranger),
    runCli(['orphans'], nowhere),
    runCli(['leads', 'show', '1'], nowhere),
    runCli(['leads', 'show', '999999'], environment),
  ]);
  assert.deepEqual(
    endings.map(({ code }) => code),
    [2, 2, 3, 3, 1],
  );
});

test('rows come by standard input, too, and by whatever else can be read', async () => {
  const input = `lead_id,primary_user_id\n1,${id('cy')}\n`;
  for (const name of ['-', '/dev/stdin']) {
    const ended = await runCli(['reassign', '--csv', name, '--plan', '--json'], environment, input);
    assert.equal(ended.code, 0, ended.stderr);
    assert.equal(JSON.parse(ended.stdout).preview.changed, 1);
  }
  const pipe = join(folder, `pipe-${orgId}`);
  execFileSync('mkfifo', [pipe]);
  const [piped] = await Promise.all([run('reassign', '--csv', pipe), writeFile(pipe, input)]);
  assert.equal(piped.code, 0, piped.stderr);
  assert.equal(String(await primaryOf(1)), id('cy'));
  const vendor = ['--dialect', 'insellerate', '--org', String(orgId)];
  assert.equal((await runCli(['reassign', '--csv', '-', ...vendor], environment, input)).code, 0);
  const managers = `user_guid,manager_guid\n${org.user('dee').guid},${org.user('cy').guid}\n`;
  const accepted = await runCli(
    ['managers', '--csv', '-', '--dialect', 'leadsquared'],
    environment,
    managers,
  );
  assert.equal(accepted.code, 0, accepted.stderr);
});

test('a folder is no file to import, and says so', async () => {
  for (const command of [
    ['import', 'leads', tmpdir(), '--org', '1'],
    ['reassign', '--csv', tmpdir(), '--to', id('cy')],
  ]) {
    const { code, stderr } = await run(...command);
    assert.equal(code, 2);
    assert.match(stderr, / is a folder\. Name the CSV file in it\.$/m);
  }
});

test('what an offboarding lacks is told by flags, too, and a lead that is not there by its id', async () => {
  const lacking = await run('offboard', id('ben'), '--plan');
  assert.equal(lacking.code, 2, lacking.stdout);
  assert.match(lacking.stderr, /On the command line: --(to|reports-to) /);
  assert.match(
    (await run('leads', 'show', '987654')).stderr,
    /^There is no lead 987654 in this organisation\.$/m,
  );
});
