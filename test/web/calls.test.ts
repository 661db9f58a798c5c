// How few calls a screen makes: one or two. Who is signed in is asked once for all screens; events are a stream.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Request } from 'playwright-core';
import { openClient } from '../support/open-client.ts';
import { useWeb } from '../support/use-web.ts';
import type { NameOf } from '../support/use-world.ts';

const orgId = 7;
const mostCalls = 2;

let page: Page;
let requests: Record<'done' | 'planned' | 'offboarding', number>;

const web = useWeb(
  {
    orgId,
    users: {
      ada: { accessRole: 'administrator', reports: ['lea'] },
      lea: { reports: ['ben', 'cy', 'dee'] },
      ben: {},
      cy: {},
      dee: {},
    },
    leads: { 1001: ['lea'], 1002: ['lea', 'ben'], 1003: ['ben'], 1004: ['cy'] },
  },
  async () => {
    ({ page } = await web.enter('ada'));
    requests = await makeRequests();
  },
);
type Name = NameOf<typeof web>;

/** One that has run, and two plans that name several people. */
async function makeRequests(): Promise<typeof requests> {
  const baton = openClient(web.address, await web.signIn('ada'));
  const receivers = (['ben', 'cy', 'dee'] as const).map((name) => ({ user: { userId: idOf(name) } }));
  const to = { distribution: { mode: 'even', receivers } } as const;
  const done = await baton.requests.create({ kind: 'reassign', leads: [1003], to });
  await baton.requests.wait(done.requestId);
  const planned = await baton.requests.plan({ kind: 'reassign', leads: [1001, 1002, 1003, 1004], to });
  const offboarding = await baton.requests.plan({
    kind: 'offboard',
    user: { userId: idOf('lea') },
    leads: [{ to }],
    reports: { to: { userId: idOf('ada') } },
  });
  return {
    done: done.requestId,
    planned: planned.requestId,
    offboarding: offboarding.requestId,
  };
}

const idOf = (name: Name) => web.idOf(name);

/** What the page asks the API for when it is opened at this path, in the order of its asking. */
async function listCalls(path: string): Promise<string[]> {
  const calls: string[] = [];
  const note = (request: Request) => {
    const { pathname, search } = new URL(request.url());
    const isCounted =
      pathname.startsWith('/api/') && pathname !== '/api/v1/session' && !pathname.endsWith('/events');
    if (isCounted) calls.push(`${request.method()} ${pathname}${search}`);
  };
  page.on('request', note);
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  page.off('request', note);
  return calls;
}

test('no screen makes more than two calls', async () => {
  const lea = `/people/${idOf('lea')}`;
  const screens = [
    '/leads',
    `/leads?owner=${idOf('lea')}`,
    '/leads?ticked=all&reassign=new',
    '/leads/1002',
    '/leads/1002?reassign=new',
    '/people',
    '/people?person=new',
    '/people?view=chart',
    `/people?view=chart&at=${idOf('ben')}`,
    '/people?view=chart&panel=csv',
    lea,
    `${lea}?edit=facts`,
    `${lea}?asOf=2026-02-01T09:00:00.000Z`,
    `${lea}/offboard`,
    `${lea}/offboard?primary.Loan+Officer=even_${idOf('ben')}_${idOf('cy')}&team=one&heir=${idOf('dee')}`,
    `${lea}/offboard?team=each`,
    `${lea}/offboard?request=${requests.offboarding}`,
    '/requests',
    ...Object.values(requests).map((requestId) => `/requests/${requestId}`),
    '/radar',
    '/settings',
  ];
  const tooMany: Record<string, string[]> = {};
  for (const path of screens) {
    const calls = await listCalls(path);
    assert.ok(calls.length > 0, `${path} shows nothing`);
    if (calls.length > mostCalls) tooMany[path] = calls;
  }
  assert.deepEqual(tooMany, {});
});
