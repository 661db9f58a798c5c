import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ShownRequest } from '../../src/client/client.ts';
import { readRefusal } from '../support/open-caller.ts';
import { findBreaches } from '../support/ownership-law.ts';
import { useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 940,
  perTest: true,
  users: {
    ada: { accessRole: 'administrator', reports: ['max'] },
    max: { accessRole: 'manager', reports: ['ben'] },
    ben: { accessRole: 'agent' },
    cy: { accessRole: 'agent', agentRole: 'Processor' },
  },
  leads: { 1: ['ben'] },
});
const emailOf = (name: string) => `${name}@org${world.orgId}.example`;

async function send(file: string, query = '') {
  return world.as('ada').send({
    method: 'POST',
    url: `/api/v1/requests?kind=import&subjects=users${query}`,
    headers: { 'content-type': 'text/csv' },
    payload: file,
  });
}

async function plan(file: string, query = ''): Promise<ShownRequest<'import'>> {
  const answer = await send(file, `&plan=true${query}`);
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json<ShownRequest<'import'>>();
}

/** Everybody, as far as a file can change them; nobody who came and left. */
async function listPeople(): Promise<string[]> {
  const people = await Array.fromAsync(world.as('ada').users.list().items());
  return people
    .filter(({ isActive }) => isActive)
    .map((one) => [one.name, one.email, one.agentRole, one.accessRole, one.manager?.name ?? '-'].join('|'))
    .sort();
}

async function tell(requestId: number) {
  return (await world.as('ada').rows(requestId)).map(({ input, planned, outcome, code, message }) => ({
    line: input?.line,
    planned,
    outcome,
    code,
    message,
  }));
}

test('a file brings who is new and changes who is here, in any order, and its undo is exact', async () => {
  const before = await listPeople();
  const file = [
    'first_name,last_name,email,agent_role,access_role,manager_email',
    `Noa,New,noa@new.example,Loan Officer,,pia@new.example`,
    `Pia,New,pia@new.example,loan officer,manager,${emailOf('max')}`,
    `Benny,,${emailOf('ben')},,,pia@new.example`,
    `,,${emailOf('cy')},,manager,`,
    `,,${emailOf('max')},,,`,
  ].join('\n');
  const planned = await plan(file);
  assert.deepEqual(await listPeople(), before, 'a plan changes nothing');
  assert.partialDeepStrictEqual(planned.preview, { changed: 7, unchanged: 1, failed: 0 });
  const rows = await world.as('ada').rows(planned.requestId);
  assert.deepEqual(
    rows.map(({ input, part, planned: foreseen }) => [input?.line, part, foreseen]),
    [
      [2, 'account', 'changed'],
      [3, 'account', 'changed'],
      [2, 'reporting-line', 'changed'],
      [3, 'reporting-line', 'changed'],
      [4, 'facts', 'changed'],
      [5, 'facts', 'changed'],
      [6, 'facts', 'unchanged'],
      [4, 'reporting-line', 'changed'],
    ],
  );
  assert.deepEqual(
    rows[5]?.changes,
    [{ fact: 'accessRole', before: 'agent', after: 'manager' }],
    'it is told from what to what',
  );
  const done = await world.as('ada').run(planned.requestId);
  assert.deepEqual([done.state, done.counts.changed], ['done', 7]);
  const after = await listPeople();
  assert.ok(after.includes('Noa New|noa@new.example|Loan Officer|agent|Pia New'), after.join('\n'));
  assert.equal(after.filter((one) => one.startsWith('Benny') && one.endsWith('|Pia New')).length, 1);
  const again = await plan(file);
  assert.partialDeepStrictEqual(
    again.preview,
    { changed: 0, unchanged: 8, failed: 0 },
    'sent again it changes nothing',
  );
  const undone = await world.as('ada').undo(planned.requestId);
  assert.deepEqual([undone.state, undone.counts.changed], ['done', 7]);
  assert.deepEqual(await listPeople(), before);
  await world.as('ada').undo(undone.requestId);
  assert.deepEqual(await listPeople(), after);
  assert.deepEqual(await findBreaches(world.database, world.orgId), []);
});

test('rows that cannot be are rejected by line and reason, and the others run', async () => {
  const file = [
    'user_id,first_name,email,agent_role,manager_email',
    `,Noa,noa@new.example,Loan Officer,nobody@new.example`,
    `,Noa,no address,Loan Officer,`,
    `,,lone@new.example,Loan Officer,`,
    `,Cy,${emailOf('cy')},,`,
    `,Cyrus,${emailOf('CY')},,`,
    `987654,Who,,,`,
    `,Typo,typo@new.example,Laon Oficer,`,
    `${world.idOf('ben')},,${emailOf('max')},,`,
    `,,${emailOf('max')},,${emailOf('ben')}`,
  ].join('\n');
  const planned = await plan(file);
  const foreseen = await tell(planned.requestId);
  const codes = [
    [2, 'changed', undefined],
    [8, 'failed', 'role-not-found'],
    [2, 'failed', 'manager-not-found'],
    [9, 'failed', 'already-exists'],
    [10, 'unchanged', undefined],
    [10, 'failed', 'would-form-cycle'],
    [3, 'failed', 'invalid-input'],
    [4, 'failed', 'invalid-input'],
    [5, 'failed', 'conflicting-rows'],
    [6, 'failed', 'conflicting-rows'],
    [7, 'failed', 'user-not-found'],
  ];
  assert.deepEqual(
    foreseen.map(({ line, planned: is, code }) => [line, is, code]),
    codes,
  );
  assert.match(foreseen[6]?.message ?? '', /`email` must be an e-mail address/);
  assert.match(foreseen[7]?.message ?? '', /`first_name`/);
  assert.match(foreseen[8]?.message ?? '', /Lines 5, 6/);
  const done = await world.as('ada').run(planned.requestId);
  assert.deepEqual([done.counts.changed, done.counts.failed], [1, 9]);
  const ran = await tell(planned.requestId);
  assert.deepEqual(
    ran.map(({ line, outcome, code }) => [line, outcome, code]),
    codes,
  );
  assert.ok(!done.ways.includes('retry'), 'the mended file is sent again');
  assert.deepEqual(await findBreaches(world.database, world.orgId), []);
});

test('what changed after the plan has drifted, and what was changed since is left by the undo', async () => {
  const file = `email,last_name\n${emailOf('ben')},Planned\n${emailOf('cy')},Planned\n`;
  const planned = await plan(file);
  const ada = world.as('ada');
  await ada.make({ kind: 'facts', users: [{ user: world.ref('ben'), facts: { lastName: 'Meanwhile' } }] });
  await ada.run(planned.requestId);
  assert.deepEqual(
    (await tell(planned.requestId)).map(({ code }) => code),
    ['facts-moved', undefined],
  );
  await ada.make({ kind: 'facts', users: [{ user: world.ref('cy'), facts: { lastName: 'Later' } }] });
  const undone = await ada.undo(planned.requestId);
  assert.deepEqual(undone.counts.skipped, 1);
});

test('a file that says nothing of people is refused in a sentence before anything is kept', async () => {
  const count = async () => (await Array.fromAsync(world.as('ada').requests.list().items())).length;
  const before = await count();
  const files: [file: string, query: string, wanted: RegExp][] = [
    ['', '', /empty/],
    ['email,first_name\n', '', /no row below its first line/],
    ['name,phone\nAna,1\n', '', /Unknown column `name`/],
    ['<!doctype html><html><body>Sign in</body></html>', '', /Unknown column|first line/],
    [`email\n${emailOf('ben')}\n`, '&onFailure=stop', /cannot stop midway/],
    [`email\n${emailOf('ben')}\n`, '&toUserId=1', /no use to an import/],
  ];
  for (const [file, query, wanted] of files) {
    const answer = await send(file, query);
    assert.equal(answer.statusCode, 400, answer.body);
    assert.match(readRefusal(answer).detail, wanted);
  }
  assert.equal(await count(), before);
});

const name = fc.constantFrom('max', 'ben', 'cy');
const comer = fc.constantFrom('noa', 'pia', 'quin');
const anyone = fc.oneof(name, comer);
let walk = 0;
const rowOfFile = fc.record({
  who: anyone,
  first: fc.constantFrom('', 'Other', 'More'),
  role: fc.constantFrom('', 'Loan Officer', 'Processor', 'Typo'),
  access: fc.constantFrom('', 'agent', 'manager', 'administrator'),
  manager: fc.oneof({ weight: 2, arbitrary: anyone }, fc.constantFrom('', 'ada')),
});

test('an import does what its plan foresees, row by row, and its undo takes all of it back', async () => {
  const addressOf = (who: string) => {
    if (who === '') return '';
    return ['noa', 'pia', 'quin'].includes(who) ? `${who}${walk}@new.example` : emailOf(who); // whoever came has been here
  };
  await fc.assert(
    fc.asyncProperty(fc.array(rowOfFile, { minLength: 1, maxLength: 8 }), async (rows) => {
      walk += 1;
      const before = await listPeople();
      const file = ['email,first_name,agent_role,access_role,manager_email']
        .concat(
          rows.map((row) =>
            [addressOf(row.who), row.first, row.role, row.access, addressOf(row.manager)].join(),
          ),
        )
        .join('\n');
      const planned = await plan(file);
      const done = await world.as('ada').run(planned.requestId);
      for (const { planned: foreseen, outcome } of await tell(planned.requestId))
        assert.equal(outcome, foreseen);
      if (done.counts.changed > 0) await world.as('ada').undo(planned.requestId);
      assert.deepEqual(await listPeople(), before);
      assert.deepEqual(await findBreaches(world.database, world.orgId), []);
    }),
    { numRuns: 8 },
  );
});
