import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellMissing } from '../../src/contract/rules/sight-rules.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { readRefusal } from '../support/open-caller.ts';
import { useWorld } from '../support/use-world.ts';

/** Mia's team is Sam, who has Ben and Cy, and Pat; Zora's is Zulu. */
const world = useWorld({
  orgId: 201,
  perTest: true,
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
const names = ['ada', 'mia', 'sam', 'ben', 'cy', 'pat', 'zora', 'zulu'] as const;
type Name = (typeof names)[number];
const { as, idOf: id } = world;
const ada = as('ada');

interface VendorAnswer {
  StatusCode: number;
  Message: string;
  Errors: { Code: string }[];
}

/** By the Insellerate face: success, or code and sentence. */
async function reassign(by: Name, leadId: number, to: number, listed: number[] = [], unassign = false) {
  const answer = await as(by).post(`/api/v2/pub/application/reassign?orgId=${world.orgId}`, {
    ApplicationId: leadId,
    PrimaryAgent: { UserId: to },
    Assignments: listed.map((userId) => ({ UserId: userId })),
    UnassignAllOtherUsers: unassign,
  });
  assert.equal(answer.statusCode, 200);
  const { StatusCode, Message, Errors } = answer.json<VendorAnswer>();
  return StatusCode === 1 ? 'done' : `${Errors[0]?.Code}: ${Message}`;
}

/** By the API: the code of each row, or its outcome; or the refusal of the whole. */
async function request(by: Name, ask: object): Promise<string[]> {
  const answer = await as(by).post('/api/v1/requests', { kind: 'reassign', ...ask });
  if (answer.statusCode === 202) return rowsAfterRun(answer.json<{ requestId: number }>().requestId);
  const { status, code } = readRefusal(answer);
  return [`${status} ${code}`];
}

async function rowsAfterRun(requestId: number): Promise<string[]> {
  await ada.finish(requestId);
  return (await ada.rows(requestId)).map(({ leadId, outcome, code }) => `${leadId} ${code ?? outcome}`);
}

/** Who stands on a lead, primaries first. */
async function standing(leadId: number): Promise<string> {
  const { assignments } = await ada.leads.show(leadId);
  return assignments
    .map(({ user, standing: is }) => {
      const name = names.find((each) => id(each) === user.userId) ?? '';
      return is === 'primary' ? name.toUpperCase() : name;
    })
    .join(' ');
}

async function makeManager(name: Name, manager: Name): Promise<void> {
  await ada.make({ kind: 'managers', rows: [{ user: world.ref(name), manager: world.ref(manager) }] });
}

async function setAccessRole(name: Name, role: string): Promise<void> {
  await inOrg(world.database, world.orgId, async (tx) =>
    tx.write({
      text: 'update org_user set access_role = $3 where org_id = $1 and user_id = $2',
      values: [world.orgId, id(name), role],
    }),
  );
}

test('a manager moves leads inside their team, through every door', async () => {
  assert.equal(await reassign('mia', 1, id('cy'), [], true), 'done');
  assert.equal(await standing(1), 'CY PAT');
  const older = `/api/integration/AssignUser?applicationId=1`;
  const answer = await as('mia').post(older, { Email: world.user('ben').email });
  assert.equal(answer.json<VendorAnswer>().StatusCode, 1);
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
  const left = await as('ben').requests.list().first();
  assert.deepEqual(left.items, [], 'and leaves no request, however often it is tried');
  const plan = await as('ben').refuse('/api/v1/requests', {
    kind: 'reassign',
    leads: [1],
    to: { user: { userId: id('cy') } },
  });
  const toMake = 'Making a request needs the access role manager or administrator; yours is agent.';
  assert.deepEqual([plan.status, plan.detail], [403, toMake], 'whatever the body asks for');
});

test('changing managers is for administrators, said by each face in its own dialect', async () => {
  const rows = [{ UserId: world.user('ben').guid, ManagerId: world.user('mia').guid }];
  const bulk = '/v2/UserManagement.svc/UpdateReportingManagerInBulk';
  const denied = await as('mia').post(bulk, rows);
  assert.deepEqual(
    [denied.statusCode, denied.json<object>()],
    [
      401,
      {
        Status: 'Error',
        ExceptionType: 'MXInvalidAccessDetailsException',
        ExceptionMessage: 'Changing managers needs the access role administrator; yours is manager.',
      },
    ],
  );
  const row = { user: { userId: id('ben') }, manager: { userId: id('mia') } };
  const plan = await as('mia').refuse('/api/v1/requests', { kind: 'managers', rows: [row] });
  assert.equal(plan.status, 403);
  assert.equal(plan.detail, 'Changing managers needs the access role administrator; yours is manager.');
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
  const planned = await as('mia').plan({
    kind: 'reassign',
    leads: [1, 7],
    to: { user: { userId: id('ben') } },
    others: 'same-role',
  });
  assert.equal(planned.preview.changed, 1);
  await makeManager('cy', 'zora');
  const { requestId } = planned;
  const waiting = await as('mia').rows(requestId);
  assert.deepEqual(
    waiting.map(({ primaryNow }) => primaryNow?.userId),
    [id('ben'), undefined],
  );
  assert.equal((await as('mia').post(`/api/v1/requests/${requestId}/run`)).statusCode, 202);
  assert.deepEqual(await rowsAfterRun(requestId), ['1 unchanged', '7 lead-not-found']);
  assert.equal(await standing(7), 'CY');
});

test('a request of somebody who is no manager any more changes nothing when it runs', async () => {
  const waiting = await as('mia').requests.create({
    kind: 'reassign',
    leads: [1, 7],
    to: { user: { userId: id('ben') } },
  });
  const managers = await ada.requests.create({
    kind: 'managers',
    rows: [{ user: { userId: id('cy') }, manager: null }],
  });
  await setAccessRole('mia', 'agent');
  assert.deepEqual(await rowsAfterRun(waiting.requestId), ['1 access-denied', '7 access-denied']);
  await setAccessRole('ada', 'manager');
  await ada.finish(managers.requestId);
  const [row] = await ada.rows(managers.requestId);
  assert.equal(
    row?.message,
    `This needs the access role administrator; user ${id('ada')}, who asked for it, is manager now.`,
  );
});

test('a manager undoes their own reassignment, where the leads are still their team’s', async () => {
  const { requestId } = await as('mia').make({
    kind: 'reassign',
    leads: [1, 6],
    to: { user: { userId: id('cy') } },
    others: 'same-role',
  });
  const undo = await as('mia').requests.undo(requestId);
  assert.deepEqual(await rowsAfterRun(undo.requestId), ['1 changed', '6 changed']);
  assert.equal(await standing(6), 'BEN zulu', 'whoever was secondary is back, from whatever team');

  const again = await as('mia').requests.undo(undo.requestId);
  await makeManager('ben', 'zora');
  assert.deepEqual(await rowsAfterRun(again.requestId), ['1 access-denied', '6 lead-not-found']);
});

test('a manager decides about their own requests, sees their team’s, and knows of no others', async () => {
  const ask = { kind: 'reassign', leads: [7], to: { user: { userId: id('ben') } } };
  const [sams, adas] = await Promise.all(
    (['sam', 'ada'] as const).map(async (name) => (await as(name).plan(ask)).requestId),
  );
  for (const [action, what] of [
    ['run', 'Running'],
    ['cancel', 'Cancelling'],
    ['retry', 'Retrying'],
    ['undo', 'Undoing'],
  ]) {
    const denied = await as('mia').refuse(`/api/v1/requests/${sams}/${action}`);
    assert.equal(denied.status, 403);
    const sentence = `${what} somebody else's request needs the access role administrator; yours is manager.`;
    assert.equal(denied.detail, sentence);
    assert.equal((await as('mia').refuse(`/api/v1/requests/${adas}/${action}`)).status, 404);
  }
  const listOf = async (by: Name) =>
    (await as(by).requests.list().first()).items.map(({ requestId }) => requestId);
  assert.deepEqual(await listOf('mia'), [sams]);
  assert.deepEqual(await listOf('sam'), [sams]);
  assert.deepEqual(await listOf('zora'), []);
  assert.equal((await as('sam').requests.cancel(sams ?? 0)).state, 'cancelled');
  const managers = await ada.requests.create({
    kind: 'managers',
    rows: [{ user: { userId: id('cy') }, manager: { userId: id('mia') } }],
  });
  await ada.finish(managers.requestId);
  await setAccessRole('ada', 'manager');
  const undo = await ada.refuse(`/api/v1/requests/${managers.requestId}/undo`);
  assert.match(undo.detail, /^Undoing a request about more than leads needs the access role administrator/);
});

test('a preview tells a manager the books of their team alone', async () => {
  const { preview } = await as('mia').plan({
    kind: 'reassign',
    leads: [6],
    to: { user: { userId: id('cy') } },
    others: 'same-role',
  });
  const users = preview.books.map(({ userId }) => userId);
  assert.deepEqual(users.sort(), [id('ben'), id('cy')]);
});

test('readers see whoever stands with them on a lead, and the chain above, but no more of them', async () => {
  const lead = await as('ben').leads.show(3);
  assert.deepEqual(
    lead.assignments.map(({ user }) => user.userId),
    [id('zulu'), id('ben')],
  );
  const { chains } = await as('ben').leads.chain(3);
  assert.equal(chains[0]?.managers[0]?.userId, id('zora'));
  assert.equal((await as('ben').get(`/api/v1/users/${id('zulu')}`)).statusCode, 404);
  assert.equal((await as('ben').get('/api/v1/leads/2')).statusCode, 404);
  const chart = await as('sam').orgChart();
  assert.deepEqual(
    chart.users.map((user) => [user.userId, user.depth]),
    [
      [id('sam'), 0],
      [id('ben'), 1],
      [id('cy'), 1],
    ],
  );
});

test('an inventory holds only requests that its reader sees', async () => {
  const ask = {
    kind: 'reassign' as const,
    leads: [7],
    to: { user: { userId: id('ben') } },
    runAt: '2099-01-01T00:00:00Z',
  };
  for (const name of ['ada', 'sam'] as const) await as(name).requests.create(ask);
  const countFor = async (by: Name) => (await as(by).users.inventory(id('ben'))).scheduledRequests.count;
  assert.deepEqual(await Promise.all((['ada', 'mia', 'ben'] as const).map(countFor)), [2, 1, 0]);
});
