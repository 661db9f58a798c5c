// How few calls a screen makes: one or two. Who is signed in is asked once for all screens; events are a stream.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page, Request } from 'playwright-core';
import { createClient } from '../src/client/client.ts';
import { anOrganisation, type Organisation } from './support/an-organisation.ts';
import { type OpenWeb, openWeb } from './support/open-web.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

type Name = 'ada' | 'lea' | 'ben' | 'cy' | 'dee';

const orgId = 7;
const mostCalls = 2;

let world: TestDatabase;
let org: Organisation<Name>;
let web: OpenWeb<Name>;
let page: Page;
let requestId: number;

before(async () => {
  world = await createTestDatabase();
  org = await anOrganisation<Name>(world.database, {
    orgId,
    users: {
      ada: { accessRole: 'administrator', reports: ['lea'] },
      lea: { reports: ['ben', 'cy', 'dee'] },
      ben: {},
      cy: {},
      dee: {},
    },
    leads: { 1001: ['lea'], 1002: ['lea', 'ben'], 1003: ['ben'], 1004: ['cy'] },
  });
  web = await openWeb(world, org);
  ({ page } = await web.enter('ada'));
  requestId = await reassignLeadOfBen();
});

after(async () => {
  await web.close();
  await world.drop();
});

async function reassignLeadOfBen(): Promise<number> {
  const keys = await org.signIn('lea');
  await org.signIn('ada');
  const baton = createClient({
    url: web.address,
    accessKey: keys['x-lsq-accesskey'],
    secretKey: keys['x-lsq-secretkey'],
  });
  const made = await baton.requests.create({
    kind: 'reassign',
    leads: [1003],
    to: { user: { userId: org.user('cy').userId } },
  });
  await baton.requests.wait(made.requestId);
  return made.requestId;
}

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
  const lea = `/people/${org.user('lea').userId}`;
  const screens = [
    '/leads',
    `/leads?owner=${org.user('lea').userId}`,
    '/leads?ticked=all&reassign=new',
    '/leads/1002',
    '/leads/1002?reassign=new',
    '/people',
    '/people?view=chart',
    `/people?view=chart&at=${org.user('ben').userId}`,
    '/people?view=chart&panel=csv',
    lea,
    `${lea}?asOf=2026-02-01T09:00:00.000Z`,
    `${lea}/offboard`,
    '/requests',
    `/requests/${requestId}`,
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
