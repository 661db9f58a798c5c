import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { anOrganisation } from '../../../../test/support/an-organisation.ts';
import { createTestDatabase } from '../../../../test/support/test-database.ts';
import { readInOrg } from '../../../database/transaction.ts';
import { createOrganisation } from '../../organisations/create-organisation.ts';
import { listAllUsers } from '../../users/list-all-users.ts';
import { importUsers } from './import-users.ts';

const { database, drop } = await createTestDatabase();
after(drop);

const requester = { userId: null, origin: 'cli' } as const;
const header = 'first_name,last_name,email,agent_role';
let lastOrgId = 0;

async function anEmptyOrganisation(): Promise<number> {
  lastOrgId += 1;
  await createOrganisation(database, { orgId: lastOrgId, name: 'Empty' });
  return lastOrgId;
}

async function importText(orgId: number, text: string, allOrNothing = false) {
  return importUsers(database, orgId, Readable.from([text]), { allOrNothing, newRoles: true, requester });
}

async function usersOf(orgId: number) {
  return listAllUsers(database, { orgId, userId: null }, { includeInactive: true });
}

async function rowsOf(orgId: number, text: string) {
  return readInOrg(database, orgId, (tx) => tx.read({ text, values: [] }));
}

test('Users land as the file has them, with defaults for what it leaves out.', async () => {
  const orgId = await anEmptyOrganisation();
  const guid = '3f2b8c1e-6a4d-4e8f-9b0a-5c7d1e2f3a4b';
  const report = await importText(
    orgId,
    `Email,first_name,last_name,agent_role,access_role,user_id,guid,is_active,manager_email
ana@x.example,Ana,Ash,Loan Officer,Administrator,126,${guid.toUpperCase()},TRUE,
Ben@x.example,Ben,"Brook, Jr",Processor,,,,,ANA@x.example
cy@x.example,Cy,,Closer,manager,,,false,ben@x.example
`,
  );
  assert.equal(report.imported, 3);
  assert.deepEqual([report.rejected, report.problems], [0, []]);
  const [ana, ben, cy] = await usersOf(orgId);
  assert.deepEqual(ana, {
    userId: 126,
    guid,
    firstName: 'Ana',
    lastName: 'Ash',
    email: 'ana@x.example',
    agentRole: 'Loan Officer',
    accessRole: 'administrator',
    isActive: true,
    managerId: null,
  });
  assert.deepEqual(
    [ben?.userId, ben?.lastName, ben?.email, ben?.accessRole, ben?.isActive, ben?.managerId],
    [127, 'Brook, Jr', 'Ben@x.example', 'agent', true, 126],
  );
  assert.deepEqual([cy?.userId, cy?.isActive, cy?.managerId], [128, false, 127]);
});

test('Who is a head lands as one; a row that gives a head a manager does not go in.', async () => {
  const orgId = await anEmptyOrganisation();
  const report = await importText(
    orgId,
    `${header},manager_email,is_head\nAna,Ash,ana@x.example,Closer,,true\nBen,Brook,ben@x.example,Closer,ana@x.example,true\nCy,Ash,cy@x.example,Closer,ana@x.example,false\n`,
  );
  assert.deepEqual(
    report.problems.map(({ line, reason }) => `${line}: ${reason}`),
    ['3: `is_head` is `true` beside a `manager_email`; whoever is a head reports to nobody.'],
  );
  assert.deepEqual(
    await rowsOf(orgId, 'select first_name as name, is_head as "isHead" from org_user order by user_id'),
    [
      { name: 'Ana', isHead: true },
      { name: 'Cy', isHead: false },
    ],
  );
});

test('An import is a request whose rows and reporting lines lead back to it.', async () => {
  const orgId = await anEmptyOrganisation();
  const { requestId } = await importText(
    orgId,
    `${header},manager_email\nAna,Ash,ana@x.example,Closer,\nBen,Brook,ben@x.example,Closer,ana@x.example\nCy,,cy,Closer,\n`,
  );
  assert.deepEqual(
    await rowsOf(
      orgId,
      `select request_id, kind, state, origin, requested_by, total, changed, failed, spec->>'subjects' as subjects,
        finished_at >= started_at as ended from request`,
    ),
    [
      {
        request_id: requestId,
        kind: 'import',
        state: 'done',
        origin: 'cli',
        requested_by: null,
        total: 3,
        changed: 2,
        failed: 1,
        subjects: 'users',
        ended: true,
      },
    ],
  );
  const message = '`email` must be an e-mail address, and "cy" has no @.';
  assert.deepEqual(await rowsOf(orgId, 'select subjects::text, outcomes, details from request_chunk'), [
    {
      subjects: '{1,2,0}',
      outcomes: 'ccf',
      details: { 2: { code: 'invalid-input', message, line: 4, column: 'email' } },
    },
  ]);
  assert.deepEqual(await rowsOf(orgId, 'select user_id, manager_id, from_request from reporting_line'), [
    { user_id: 2, manager_id: 1, from_request: requestId },
  ]);
});

test('A row that collides says with what, and the others land.', async () => {
  const { orgId, user } = await anOrganisation(database, { orgId: 900, users: { ada: {} } });
  const { userId, guid, email } = user('ada');
  const report = await importText(
    orgId,
    `${header},user_id,guid
A,A,${email.toUpperCase()},Closer,,
B,B,b@x.example,Closer,${userId},
C,C,c@x.example,Closer,,${guid.toUpperCase()}
D,D,d@x.example,Closer,500,
E,E,e@x.example,Closer,500,
F,F,D@X.example,Closer,,
G,G,g@x.example,Closer,,
`,
  );
  assert.deepEqual(
    report.problems.map(({ line, column, reason }) => [line, column, reason]),
    [
      [2, 'email', `\`email\` ${email.toUpperCase()} is taken by user ${userId}.`],
      [3, 'user_id', `\`user_id\` ${userId} is taken by user ${userId}.`],
      [4, 'guid', `\`guid\` ${guid} is taken by user ${userId}.`],
      [6, 'user_id', '`user_id` 500 is on line 5 too.'],
      [7, 'email', '`email` D@X.example is on line 5 too.'],
    ],
  );
  assert.deepEqual([report.imported, report.rejected], [2, 5]);
  assert.deepEqual(
    (await usersOf(orgId)).map((each) => each.userId),
    [userId, 500, 501],
  );
});

test('Values that are not as they should be are named by line and column.', async () => {
  const orgId = await anEmptyOrganisation();
  const report = await importText(
    orgId,
    `${header},access_role,user_id,guid,is_active
,A,a@x.example,Closer,,,,
B,B,b@x.example,,,,,
C,C,,Closer,,,,
D,D,d@x.example,Closer,boss,,,
E,E,e@x.example,Closer,,2147483648,,
F,F,f@x.example,Closer,,,12,
G,G,g@x.example,Closer,,,,perhaps
H,H,${'h'.repeat(320)}@x.example,Closer,,,,
"I
I",I,i@x.example,Closer,,,,
J,J,j@x.example,"Loan
Officer",,,,
`,
  );
  assert.deepEqual(
    report.problems.map(({ line, reason }) => `${line}: ${reason}`),
    [
      '2: `first_name` is blank; it needs a value.',
      '3: `agent_role` is blank; it needs a value.',
      '4: `email` is blank; it needs an e-mail address.',
      '5: `access_role` must be one of `administrator`, `manager`, `agent`, not "boss".',
      '6: `user_id` must be a whole number from 1 to 2147483647, not "2147483648".',
      '7: `guid` must be a GUID such as 3f2b8c1e-6a4d-4e8f-9b0a-5c7d1e2f3a4b, not "12".',
      '8: `is_active` must be `true` or `false`, not "perhaps".',
      '9: `email` is 330 characters long; at most 320 are possible.',
      '10: `first_name` has a line break or a tab in it; take it out.',
      '12: `agent_role` has a line break or a tab in it; take it out.',
    ],
  );
  assert.deepEqual(await usersOf(orgId), []);
  assert.deepEqual(await rowsOf(orgId, 'select state from request'), [{ state: 'failed' }]);
});

test('A manager may be a user there is, or one above or below in the file.', async () => {
  const { orgId, user } = await anOrganisation(database, { orgId: 901, users: { ada: {} } });
  const report = await importText(
    orgId,
    `${header},manager_email
Cy,C,cy@x.example,Closer,ben@x.example
Ben,B,ben@x.example,Closer,${user('ada').email}
Dee,D,dee@x.example,Closer,Ben@x.example
`,
  );
  assert.deepEqual(report.problems, []);
  assert.deepEqual(
    (await usersOf(orgId)).map(({ userId, managerId }) => [userId, managerId]),
    [
      [101, null],
      [102, 103],
      [103, 101],
      [104, 103],
    ],
  );
});

test('Where only the manager is not possible, the user lands without one and the problem is listed.', async () => {
  const { orgId, user } = await anOrganisation(database, { orgId: 902, users: { zed: { isActive: false } } });
  const report = await importText(
    orgId,
    `${header},manager_email
A,A,a@x.example,Closer,nobody@x.example
B,B,b@x.example,Closer,${user('zed').email}
C,C,c@x.example,Closer,c@x.example
D,D,d@x.example,Closer,e@x.example
E,E,e@x.example,Closer,d@x.example
F,F,f@x.example,Closer,e@x.example
`,
  );
  assert.deepEqual([report.imported, report.rejected], [6, 0]);
  assert.deepEqual(
    report.problems.map(({ line, column, reason }) => [line, column, reason]),
    [
      'nobody@x.example is no user of this organisation',
      `${user('zed').email} is not active`,
      'e@x.example would close the circle of users 105 → 106 → 105',
      'd@x.example would close the circle of users 106 → 105 → 106',
    ].map((why, place) => [
      place < 2 ? place + 2 : place + 3,
      'manager_email',
      `\`manager_email\` cannot be followed: ${why}. The row went in without it.`,
    ]),
  );
  const lines = await rowsOf(orgId, 'select user_id, manager_id from reporting_line');
  assert.deepEqual(lines, [{ user_id: 107, manager_id: 106 }]);
  const [chunk] = await rowsOf(
    orgId,
    `select outcomes, details->'3'->>'code' as code from request_chunk where outcomes like 'cccc%'`,
  );
  assert.deepEqual(chunk, { outcomes: 'cccccc', code: 'would-form-cycle' });
});

test('With all or nothing, one bad row or manager keeps everybody out, and every bad row is named.', async () => {
  for (const bad of ['C,C,c,Closer,', 'C,C,c@x.example,Closer,nobody@x.example']) {
    const orgId = await anEmptyOrganisation();
    const report = await importText(
      orgId,
      `${header},manager_email\nA,A,a@x.example,Closer,\nB,B,a@x.example,Closer,\n${bad}\n`,
      true,
    );
    assert.deepEqual([report.imported, report.rejected], [0, 2]);
    assert.deepEqual(
      report.problems.map(({ line }) => line),
      [3, 4],
    );
    assert.deepEqual(await usersOf(orgId), []);
    assert.deepEqual(await rowsOf(orgId, 'select state, total, changed, failed, skipped from request'), [
      { state: 'failed', total: 3, changed: 0, failed: 2, skipped: 1 },
    ]);
    assert.deepEqual(await rowsOf(orgId, 'select subjects::text, outcomes from request_chunk'), [
      { subjects: '{0,0,0}', outcomes: 'sff' },
    ]);
  }
});

test('With all or nothing, a good file lands whole.', async () => {
  const orgId = await anEmptyOrganisation();
  const report = await importText(
    orgId,
    `${header},manager_email\nA,A,a@x.example,Closer,b@x.example\nB,B,b@x.example,Closer,\n`,
    true,
  );
  assert.deepEqual([report.imported, report.rejected, report.problems], [2, 0, []]);
  assert.equal((await usersOf(orgId))[0]?.managerId, 2);
});

test('A file larger than a batch is one tree: line 2 may report to the last.', async () => {
  const orgId = await anEmptyOrganisation();
  const rows = Array.from({ length: 6_000 }, (_, i) => `U,${i},u${i}@x.example,Closer,u5999@x.example`);
  rows[5_999] = 'U,5999,u5999@x.example,Closer,';
  rows[5_500] = 'U,0,U0@x.example,Closer,';
  const progress: number[] = [];
  const report = await importUsers(
    database,
    orgId,
    Readable.from([`${header},manager_email\n${rows.join('\n')}`]),
    {
      allOrNothing: false,
      requester,
      onProgress: (count) => progress.push(count),
    },
  );
  assert.deepEqual(progress, [5_000, 6_000]);
  assert.equal(report.imported, 5_999);
  assert.deepEqual(report.problems, [
    { line: 5_502, column: 'email', reason: '`email` U0@x.example is taken by user 1.' },
  ]);
  assert.deepEqual(await rowsOf(orgId, 'select count(*), min(manager_id) from reporting_line'), [
    { count: 5_998, min: 5_999 },
  ]);
});

test('A wrong header is refused before there is a request, and so is an organisation that is not there.', async () => {
  const orgId = await anEmptyOrganisation();
  await assert.rejects(importText(orgId, 'first_name,last_name,emial,agent_role\n'), {
    code: 'invalid-input',
    message: /Unknown column `emial`; did you mean `email`\?/,
  });
  assert.deepEqual(await rowsOf(orgId, 'select from request'), []);
  await assert.rejects(importText(77_777, `${header}\n`), { code: 'organisation-not-found' });
});
