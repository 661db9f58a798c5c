import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { tellMissing } from '../../src/contract/rules/sight-rules.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { buildApp } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const names = ['ada', 'mia', 'sam', 'ben', 'cy', 'pat', 'zora', 'zulu'] as const;
type Name = (typeof names)[number];

let db: TestDatabase;
let app: FastifyInstance;
let org: Organisation<Name>;
let keys: Map<Name, Record<string, string>>;
let orgId = 200;

before(async () => {
  db = await createTestDatabase();
  app = await buildApp(db.database);
});

/** Mia's team is Sam, who has Ben and Cy, and Pat; Zora's is Zulu. */
beforeEach(async () => {
  orgId += 1;
  org = await anOrganisation(db.database, {
    orgId,
    users: {
      ada: { accessRole: 'administrator', reports: ['mia', 'zora'] },
      mia: { accessRole: 'manager', reports: ['sam', 'pat'] },
      sam: { accessRole: 'manager', reports: ['ben', 'cy'] },
      ben: { accessRole: 'agent' },
      cy: { accessRole: 'agent' },
      pat: { accessRole: 'agent', agentRole: 'Processor' },
      zora: { accessRole: 'manager', reports: ['zulu'] },
      zulu: { accessRole: 'agent' },
    },
    leads: {
      1: ['ben', 'pat'],
      2: ['zulu'],
      3: ['zulu', 'ben'],
      4: ['pat'],
      5: [],
      6: ['ben', 'zulu'],
      7: ['cy'],
    },
  });
  const signedIn = await Promise.all(names.map(async (name) => [name, await org.signIn(name)] as const));
  keys = new Map(signedIn);
});

after(async () => {
  await app.close();
  await db.drop();
});

const id = (name: Name) => org.user(name).userId;

async function call(as: Name, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await app.inject({
    method,
    url,
    headers: keys.get(as) ?? {},
    ...(payload ? { payload } : {}),
  });
  return { status: answer.statusCode, body: answer.json() };
}

/** By the Insellerate face: success, or code and sentence. */
async function reassign(as: Name, leadId: number, to: number, listed: number[] = [], unassign = false) {
  const { status, body } = await call(as, 'POST', `/api/v2/pub/application/reassign?orgId=${orgId}`, {
    ApplicationId: leadId,
    PrimaryAgent: { UserId: to },
    Assignments: listed.map((userId) => ({ UserId: userId })),
    UnassignAllOtherUsers: unassign,
  });
  assert.equal(status, 200);
  return body.StatusCode === 1 ? 'done' : `${body.Errors[0].Code}: ${body.Message}`;
}

/** By the API: the code of each row, or its outcome; or the refusal of the whole. */
async function request(as: Name, ask: object): Promise<string[]> {
  const { status, body } = await call(as, 'POST', '/api/v1/requests', { kind: 'reassign', ...ask });
  return status === 202 ? rowsAfterRun(body.requestId) : [`${status} ${body.code}`];
}

async function rowsAfterRun(requestId: number): Promise<string[]> {
  await runRequest(db.database, orgId, requestId);
  const { body } = await call('ada', 'GET', `/api/v1/requests/${requestId}/rows`);
  return body.items.map(
    (row: { leadId: number; outcome: string; code?: string }) => `${row.leadId} ${row.code ?? row.outcome}`,
  );
}

/** Who stands on a lead, primaries first. */
async function standing(leadId: number): Promise<string> {
  const { body } = await call('ada', 'GET', `/api/v1/leads/${leadId}`);
  const rows: { user: { userId: number }; standing: string }[] = body.assignments;
  return rows
    .map(({ user, standing: as }) => {
      const name = names.find((each) => id(each) === user.userId) ?? '';
      return as === 'primary' ? name.toUpperCase() : name;
    })
    .join(' ');
}

async function makeManager(name: Name, manager: Name): Promise<void> {
  const { body } = await call('ada', 'POST', '/api/v1/requests', {
    kind: 'managers',
    rows: [{ user: { userId: id(name) }, manager: { userId: id(manager) } }],
  });
  await runRequest(db.database, orgId, body.requestId);
}

async function setAccessRole(name: Name, role: string): Promise<void> {
  await inOrg(db.database, orgId, async (tx) =>
    tx.write({
      text: 'update org_user set access_role = $3 where org_id = $1 and user_id = $2',
      values: [orgId, id(name), role],
    }),
  );
}

test('a manager moves leads inside their team, through every door', async () => {
  assert.equal(await reassign('mia', 1, id('cy'), [], true), 'done');
  assert.equal(await standing(1), 'CY PAT');
  const older = `/api/integration/AssignUser?applicationId=1`;
  assert.equal((await call('mia', 'POST', older, { Email: org.user('ben').email })).body.StatusCode, 1);
  assert.equal(await standing(1), 'BEN PAT cy');
  assert.deepEqual(await request('sam', { leads: [1, 7], to: { user: { userId: id('ben') } } }), [
    '1 unchanged',
    '7 changed',
  ]);
});

test('what is outside the team does not exist for its manager, neither a lead nor a receiver', async () => {
  assert.equal(await reassign('mia', 2, id('cy')), `lead-not-found: ${tellMissing('lead', 2, 'team')}`);
  assert.equal(await reassign('mia', 9, id('cy')), `lead-not-found: ${tellMissing('lead', 9, 'team')}`);
  const unknown = (userId: number) => `user-not-found: ${tellMissing('user', userId, 'team')}`;
  assert.equal(await reassign('mia', 1, id('zulu')), unknown(id('zulu')));
  assert.equal(await reassign('mia', 1, 999), unknown(999));
  assert.equal(await reassign('mia', 1, id('cy'), [id('ada')]), unknown(id('ada')));
  assert.equal(await standing(1), 'BEN PAT');
});

test('a lead that a manager sees but that is another team’s is denied, and the sentence says why', async () => {
  const denied = `access-denied: Lead 3's primary, user ${id('zulu')}, is outside your team.`;
  assert.equal(await reassign('mia', 3, id('cy')), denied);
  assert.equal(await reassign('mia', 3, id('pat'), [id('cy')]), denied);
  assert.equal(await standing(3), 'ZULU ben');
  assert.equal(await reassign('mia', 3, id('pat')), 'done', 'nobody had this role');
  assert.equal(await standing(3), 'ZULU PAT ben');
});

test('an unassigned lead is given out by administrators', async () => {
  assert.match(await reassign('mia', 5, id('cy')), /^lead-not-found/);
  assert.equal(await reassign('ada', 5, id('cy')), 'done');
  assert.equal(await reassign('mia', 5, id('ben')), 'done');
});

test('a secondary from outside may be unassigned where the primary is the team’s', async () => {
  assert.equal(await reassign('mia', 6, id('cy'), [], true), 'done');
  assert.equal(await standing(6), 'CY');
});

test('agents change nothing, and are told what they would need', async () => {
  const needed =
    'access-denied: Reassigning leads needs the access role manager or administrator; yours is agent.';
  assert.equal(await reassign('ben', 1, id('cy')), needed);
  assert.equal(await reassign('ben', 999, 999), needed, 'which tells nothing of what there is');
  const left = await call('ben', 'GET', '/api/v1/requests');
  assert.deepEqual(left.body.items, [], 'and leaves no request, however often it is tried');
  const plan = await call('ben', 'POST', '/api/v1/requests', {
    kind: 'reassign',
    leads: [1],
    to: { user: { userId: id('cy') } },
  });
  const toMake = 'Making a request needs the access role manager or administrator; yours is agent.';
  assert.deepEqual([plan.status, plan.body.detail], [403, toMake], 'whatever the body asks for');
});

test('changing managers is for administrators, said by each face in its own dialect', async () => {
  const rows = [{ UserId: org.user('ben').guid, ManagerId: org.user('mia').guid }];
  const bulk = '/v2/UserManagement.svc/UpdateReportingManagerInBulk';
  assert.deepEqual(await call('mia', 'POST', bulk, rows), {
    status: 401,
    body: {
      Status: 'Error',
      ExceptionType: 'MXInvalidAccessDetailsException',
      ExceptionMessage: 'Changing managers needs the access role administrator; yours is manager.',
    },
  });
  const row = { user: { userId: id('ben') }, manager: { userId: id('mia') } };
  const plan = await call('mia', 'POST', '/api/v1/requests', { kind: 'managers', rows: [row] });
  assert.equal(plan.status, 403);
  assert.equal(plan.body.detail, 'Changing managers needs the access role administrator; yours is manager.');
});

test('asks that run in one transaction are judged each by who asked', async () => {
  const asks: [Name, number, Name][] = [
    ['mia', 1, 'cy'],
    ['zora', 2, 'zora'],
    ['ben', 4, 'pat'],
    ['sam', 7, 'ben'],
    ['zora', 6, 'zulu'],
    ['ada', 5, 'zulu'],
  ];
  const answers = await Promise.all(asks.map(([as, leadId, to]) => reassign(as, leadId, id(to))));
  assert.deepEqual(
    answers.map((answer) => answer.split(':')[0]),
    ['done', 'done', 'access-denied', 'done', 'access-denied', 'done'],
  );
});

test('a selection finds what the manager sees, and a row that is not theirs says so', async () => {
  const rows = await request('mia', { selection: {}, to: { user: { userId: id('cy') } } });
  assert.deepEqual(rows, ['1 changed', '3 access-denied', '4 changed', '6 changed', '7 unchanged']);
  const none = await request('mia', { leads: [2, 5, 99], to: { user: { userId: id('cy') } } });
  assert.deepEqual(none, ['2 lead-not-found', '5 lead-not-found', '99 lead-not-found']);
  const owner = { owner: { userId: id('zulu') } };
  const refused = await request('mia', { selection: owner, to: { user: { userId: id('cy') } } });
  assert.deepEqual(refused, ['404 user-not-found']);
});

test('a plan runs by the team of its manager as it is then', async () => {
  const planned = await call('mia', 'POST', '/api/v1/requests?plan=true', {
    kind: 'reassign',
    leads: [1, 7],
    to: { user: { userId: id('ben') } },
    others: 'same-role',
  });
  assert.equal(planned.body.preview.changed, 1);
  await makeManager('cy', 'zora');
  const { requestId } = planned.body;
  const { body } = await call('mia', 'GET', `/api/v1/requests/${requestId}/rows`);
  assert.deepEqual(
    body.items.map((row: { primaryNow: { userId: number } | null }) => row.primaryNow?.userId),
    [id('ben'), undefined],
  );
  assert.equal((await call('mia', 'POST', `/api/v1/requests/${requestId}/run`)).status, 202);
  assert.deepEqual(await rowsAfterRun(requestId), ['1 unchanged', '7 lead-not-found']);
  assert.equal(await standing(7), 'CY');
});

test('a request of somebody who is no manager any more changes nothing when it runs', async () => {
  const waiting = await call('mia', 'POST', '/api/v1/requests', {
    kind: 'reassign',
    leads: [1, 7],
    to: { user: { userId: id('ben') } },
  });
  const managers = await call('ada', 'POST', '/api/v1/requests', {
    kind: 'managers',
    rows: [{ user: { userId: id('cy') }, manager: null }],
  });
  await setAccessRole('mia', 'agent');
  assert.deepEqual(await rowsAfterRun(waiting.body.requestId), ['1 access-denied', '7 access-denied']);
  await setAccessRole('ada', 'manager');
  await runRequest(db.database, orgId, managers.body.requestId);
  const { body } = await call('ada', 'GET', `/api/v1/requests/${managers.body.requestId}/rows`);
  assert.equal(
    body.items[0].message,
    `This needs the access role administrator; user ${id('ada')}, who asked for it, is manager now.`,
  );
});

test('a manager undoes their own reassignment, where the leads are still their team’s', async () => {
  const made = await call('mia', 'POST', '/api/v1/requests', {
    kind: 'reassign',
    leads: [1, 6],
    to: { user: { userId: id('cy') } },
    others: 'same-role',
  });
  const { requestId } = made.body;
  await runRequest(db.database, orgId, requestId);
  const undo = await call('mia', 'POST', `/api/v1/requests/${requestId}/undo`);
  assert.equal(undo.status, 202);
  assert.deepEqual(await rowsAfterRun(undo.body.requestId), ['1 changed', '6 changed']);
  assert.equal(await standing(6), 'BEN zulu', 'whoever was secondary is back, from whatever team');

  const again = await call('mia', 'POST', `/api/v1/requests/${undo.body.requestId}/undo`);
  await makeManager('ben', 'zora');
  assert.deepEqual(await rowsAfterRun(again.body.requestId), ['1 access-denied', '6 lead-not-found']);
});

test('a manager decides about their own requests, sees their team’s, and knows of no others', async () => {
  const ask = { kind: 'reassign', leads: [7], to: { user: { userId: id('ben') } } };
  const [sams, adas] = await Promise.all(
    (['sam', 'ada'] as const).map(
      async (as) => (await call(as, 'POST', '/api/v1/requests?plan=true', ask)).body.requestId,
    ),
  );
  for (const [action, what] of [
    ['run', 'Running'],
    ['cancel', 'Cancelling'],
    ['retry', 'Retrying'],
    ['undo', 'Undoing'],
  ]) {
    const denied = await call('mia', 'POST', `/api/v1/requests/${sams}/${action}`);
    assert.equal(denied.status, 403);
    const sentence = `${what} somebody else's request needs the access role administrator; yours is manager.`;
    assert.equal(denied.body.detail, sentence);
    assert.equal((await call('mia', 'POST', `/api/v1/requests/${adas}/${action}`)).status, 404);
  }
  const listOf = async (as: Name) =>
    (await call(as, 'GET', '/api/v1/requests')).body.items.map(
      (each: { requestId: number }) => each.requestId,
    );
  assert.deepEqual(await listOf('mia'), [sams]);
  assert.deepEqual(await listOf('sam'), [sams]);
  assert.deepEqual(await listOf('zora'), []);
  assert.equal((await call('sam', 'POST', `/api/v1/requests/${sams}/cancel`)).body.state, 'cancelled');
  const managers = await call('ada', 'POST', '/api/v1/requests', {
    kind: 'managers',
    rows: [{ user: { userId: id('cy') }, manager: { userId: id('mia') } }],
  });
  await runRequest(db.database, orgId, managers.body.requestId);
  await setAccessRole('ada', 'manager');
  const undo = await call('ada', 'POST', `/api/v1/requests/${managers.body.requestId}/undo`);
  assert.match(
    undo.body.detail,
    /^Undoing a request about more than leads needs the access role administrator/,
  );
});

test('a preview tells a manager the books of their team alone', async () => {
  const { body } = await call('mia', 'POST', '/api/v1/requests?plan=true', {
    kind: 'reassign',
    leads: [6],
    to: { user: { userId: id('cy') } },
    others: 'same-role',
  });
  const users = body.preview.books.map((book: { userId: number }) => book.userId);
  assert.deepEqual(users.sort(), [id('ben'), id('cy')]);
});

test('readers see whoever stands with them on a lead, and the chain above, but no more of them', async () => {
  const lead = await call('ben', 'GET', '/api/v1/leads/3');
  assert.deepEqual(
    lead.body.assignments.map((row: { user: { userId: number } }) => row.user.userId),
    [id('zulu'), id('ben')],
  );
  const chain = await call('ben', 'GET', '/api/v1/leads/3/chain');
  assert.equal(chain.body.chains[0].managers[0].userId, id('zora'));
  assert.equal((await call('ben', 'GET', `/api/v1/users/${id('zulu')}`)).status, 404);
  assert.equal((await call('ben', 'GET', '/api/v1/leads/2')).status, 404);
  const chart = await call('sam', 'GET', '/api/v1/org-chart');
  assert.deepEqual(
    chart.body.users.map((user: { userId: number; depth: number }) => [user.userId, user.depth]),
    [
      [id('sam'), 0],
      [id('ben'), 1],
      [id('cy'), 1],
    ],
  );
});

test('an inventory holds only requests that its reader sees', async () => {
  const ask = {
    kind: 'reassign',
    leads: [7],
    to: { user: { userId: id('ben') } },
    runAt: '2099-01-01T00:00:00Z',
  };
  await call('ada', 'POST', '/api/v1/requests', ask);
  await call('sam', 'POST', '/api/v1/requests', ask);
  const countFor = async (as: Name) =>
    (await call(as, 'GET', `/api/v1/users/${id('ben')}/inventory`)).body.scheduledRequests.count;
  assert.deepEqual(await Promise.all((['ada', 'mia', 'ben'] as const).map(countFor)), [2, 1, 0]);
});
