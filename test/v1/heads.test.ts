// Who reports to nobody on purpose is said by an administrator, and holds until somebody gives them a manager.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const orgId = 7;
const names = ['ada', 'zoe', 'ben'] as const;

const world = useWorld({
  orgId,
  users: { ada: { reports: ['mia'] }, zoe: {}, ben: {}, mia: { accessRole: 'manager' } },
});
type Name = NameOf<typeof world>;
const ada = world.as('ada');
async function call<Answer>(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object, by = ada) {
  const answer = await by.send({ method, url: path, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, json: answer.json<Answer>() };
}

interface Shown {
  isHead: boolean;
  manager: { userId: number } | null;
}

const idOf = (name: Name) => world.idOf(name);
const show = async (name: Name) => (await call<Shown>('GET', `/api/v1/users/${idOf(name)}`)).json;
const setHead = (name: Name, isHead: boolean) =>
  call<Shown & { code?: string }>('PUT', `/api/v1/users/${idOf(name)}/head`, { isHead });

/** Gives a manager, or takes one away, by our own API; its request has ended. */
async function lead(name: Name, manager: Name | null): Promise<number> {
  const rows = [{ user: { userId: idOf(name) }, manager: manager && { userId: idOf(manager) } }];
  return end(await call<{ requestId: number }>('POST', '/api/v1/requests', { kind: 'managers', rows }));
}

/** The same by the contract of LeadSquared, which names no user to take a manager away by. */
async function leadByVendor(name: Name, manager: Name): Promise<number> {
  const made = await call<{ WFAId: string }>('POST', '/v2/UserManagement.svc/UpdateReportingManagerInBulk', [
    { UserId: world.user(name).guid, ManagerId: world.user(manager).guid },
  ]);
  return end({ json: { requestId: Number(made.json.WFAId) } });
}

/** What changed nothing is no request to undo. */
async function undo(requestId: number): Promise<number | undefined> {
  const made = await call<{ requestId?: number }>('POST', `/api/v1/requests/${requestId}/undo`);
  return made.json.requestId === undefined ? undefined : end({ json: { requestId: made.json.requestId } });
}

async function end({ json: { requestId } }: { json: { requestId: number } }): Promise<number> {
  await runRequest(world.database, orgId, requestId);
  return requestId;
}

test('an administrator says who reports to nobody on purpose, several if need be, and the trail tells it once', async () => {
  for (const name of ['ada', 'zoe', 'zoe'] as const) {
    assert.deepEqual([(await setHead(name, true)).status, (await show(name)).isHead], [200, true]);
  }
  const { heads, counts } = (
    await call<{ heads: number; counts: Record<string, number> }>('GET', '/api/v1/orphans')
  ).json;
  assert.deepEqual([heads, counts['user-without-manager']], [2, 1]);
  const named = await call<{ items: { about: { userId: number }; by: { userId: number } }[] }>(
    'GET',
    '/api/v1/audit-events?what=head-named',
  );
  assert.deepEqual(
    named.json.items.map(({ about, by }) => [about.userId, by.userId]),
    [
      [idOf('zoe'), idOf('ada')],
      [idOf('ada'), idOf('ada')],
    ],
  );
  for (const name of ['ada', 'zoe'] as const) await setHead(name, false);
});

test('whoever reports to somebody, or has left, is made no head, and managers make none', async () => {
  const led = await setHead('mia', true);
  assert.deepEqual([led.status, led.json.code], [409, 'has-manager']);
  await inOrg(world.database, orgId, async (tx) =>
    tx.write({ text: 'update org_user set is_active = false where user_id = $1', values: [idOf('ben')] }),
  );
  const left = await setHead('ben', true);
  assert.deepEqual([left.status, left.json.code], [409, 'user-inactive']);
  await inOrg(world.database, orgId, async (tx) =>
    tx.write({ text: 'update org_user set is_active = true where user_id = $1', values: [idOf('ben')] }),
  );
  const mia = world.as('mia');
  const denied = await call('PUT', `/api/v1/users/${idOf('ben')}/head`, { isHead: true }, mia);
  assert.equal(denied.status, 403);
});

type Step = { do: 'mark' | 'unmark' | 'take' | 'undo'; name: (typeof names)[number] } | Led;
interface Led {
  do: 'lead' | 'lead by vendor';
  name: (typeof names)[number];
  manager: (typeof names)[number];
}

const anyName = fc.constantFrom(...names);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('mark', 'unmark', 'take', 'undo'), name: anyName }),
  fc.record({ do: fc.constantFrom('lead', 'lead by vendor'), name: anyName, manager: anyName }),
);

test('whatever is done, no head has a manager, and an undo brings back who was one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 8 }), async (steps) => {
      let last: { requestId: number; before: Shown[] } | undefined;
      for (const step of [...steps, { do: 'undo', name: 'ada' } as const]) {
        const before = await showAll();
        if (step.do === 'undo' && last !== undefined) {
          await undo(last.requestId);
          assert.deepEqual(await showAll(), last.before, 'all is as before what was undone');
          last = undefined;
        } else {
          const requestId = await take(step);
          last = requestId === undefined ? undefined : { requestId, before };
        }
        for (const { isHead, manager } of await showAll()) assert.ok(!(isHead && manager), step.do);
      }
    }),
    { numRuns: 6 },
  );
});

async function showAll(): Promise<Shown[]> {
  const all = await Promise.all(names.map(show));
  return all.map(({ isHead, manager }) => ({ isHead, manager }));
}

/** The request that was made of it, if it is one. */
async function take(step: Step): Promise<number | undefined> {
  switch (step.do) {
    case 'mark':
    case 'unmark':
      await setHead(step.name, step.do === 'mark');
      return undefined;
    case 'take':
      return lead(step.name, null);
    case 'lead':
      return lead(step.name, step.manager);
    case 'lead by vendor':
      return leadByVendor(step.name, step.manager);
    case 'undo':
      return undefined;
  }
}

test('whoever was a head and is given a manager is told in the trail with the request, and so is who comes back', async () => {
  for (const name of names) await lead(name, null);
  await setHead('ben', true);
  const requestId = await lead('ben', 'zoe');
  const undone = await undo(requestId);
  const told = async (what: string) =>
    (await call<{ items: { detail: string | null }[] }>('GET', `/api/v1/audit-events?what=${what}&limit=1`))
      .json.items[0]?.detail;
  assert.equal(await told('head-ended'), `request ${requestId}`);
  assert.equal(await told('head-named'), `request ${undone}`);
  assert.equal((await show('ben')).isHead, true);
});
