// What comes along with a user is what its own call answers to the same caller, no more and no less.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ShownUser, UserParts } from '../../src/client/client.ts';
import type { Refused } from '../support/open-caller.ts';
import { useWorld } from '../support/use-world.ts';

const before2026 = '2025-06-01T00:00:00Z';

const world = useWorld({
  orgId: 7,
  users: {
    ada: { accessRole: 'administrator', reports: ['max', 'zoe'] },
    max: { accessRole: 'manager', reports: ['ben', 'cy', 'old'] },
    ben: { accessRole: 'agent' },
    cy: {},
    old: { isActive: false },
    zoe: {},
  },
  leads: { 1001: ['ben', 'cy'], 1002: ['ben'], 1003: ['zoe', 'ben'], 1004: ['max'] },
});
const callers = { ada: world.as('ada'), max: world.as('max'), ben: world.as('ben') };
world.beside({ orgId: 8, users: { a: {}, b: {}, c: {}, d: {}, e: {}, f: {}, sam: {} } });

async function read(by: keyof typeof callers, path: string) {
  const answer = await callers[by].get(`/api/v1/users/${path}`);
  return { status: answer.statusCode, body: answer.json<Partial<ShownUser & UserParts & Refused>>() };
}

const { idOf } = world;

test('each part is what its own call answers to the same caller, now and as of a moment', async () => {
  for (const by of ['ada', 'max', 'ben'] as const) {
    for (const name of ['ada', 'max', 'ben', 'old'] as const) {
      for (const asOf of ['', `&asOf=${before2026}`]) {
        const { body, status } = await read(by, `${idOf(name)}?include=book,reports,inventory${asOf}`);
        const alone = await read(by, `${idOf(name)}?${asOf}`);
        const book = await read(by, `${idOf(name)}/book?${asOf}`);
        const reports = await read(by, `${idOf(name)}/reports?depth=1${asOf}`);
        const inventory = await read(by, `${idOf(name)}/inventory`);
        assert.equal(status, alone.status, `${by} ${name}${asOf}`);
        const whole = { ...alone.body, book: book.body, reports: reports.body, inventory: inventory.body };
        if (status === 200) assert.deepEqual(body, whole, `${by} ${name}${asOf}`);
        else
          assert.deepEqual([status, body.code, alone.body.code], [404, 'user-not-found', 'user-not-found']);
      }
    }
  }
  const { body } = await read('max', `${idOf('max')}?include=reports`);
  assert.equal(body.reports?.items.length, 3);
  assert.deepEqual(Object.keys(body).includes('book'), false);
});

test('keys come along for administrators alone; all others are refused as by the list of keys', async () => {
  const whole = await read('ada', `${world.user('ben').guid}?include=keys`);
  const alone = await read('ada', `${idOf('ben')}/keys`);
  assert.deepEqual(whole.body.keys, alone.body);
  const bens = await world.headersOf('ben');
  assert.equal(whole.body.keys?.items[0]?.accessKey, bens['x-lsq-accesskey']);
  assert.equal(JSON.stringify(whole.body).includes(bens['x-lsq-secretkey']), false);
  for (const by of ['max', 'ben'] as const) {
    for (const id of [idOf('ben'), idOf('zoe'), 107, 999]) {
      const refused = await read(by, `${id}?include=book,keys`);
      const listed = await read(by, `${id}/keys`);
      assert.deepEqual([refused.status, refused.body.code], [403, 'access-denied'], `${by} ${id}`);
      assert.equal(refused.body.detail, listed.body.detail);
    }
  }
});

test('a user of another organisation brings nothing along', async () => {
  for (const id of [107, 999, '00000000-0000-0000-0000-000000000000']) {
    for (const include of ['book', 'reports', 'keys', 'inventory', 'book,reports,keys']) {
      const { status, body } = await read('ada', `${id}?include=${include}`);
      assert.deepEqual([status, body.code], [404, 'user-not-found'], `${id} with ${include}`);
    }
  }
});

test('a part that is not known is named, with those there are', async () => {
  for (const [include, name] of [
    ['books', 'books'],
    ['book,leads', 'leads'],
    ['', ''],
    ['book,', ''],
    ['__proto__', '__proto__'],
  ]) {
    const { status, body } = await read('ada', `${idOf('ben')}?include=${include}`);
    assert.deepEqual([status, body.code, body.field], [400, 'invalid-input', 'include'], include);
    assert.equal(
      body.detail,
      `include does not know ${JSON.stringify(name)}. It takes book, reports, keys, inventory; separate several by commas.`,
    );
  }
  const { status, body } = await read('ada', `${idOf('ben')}?include=keys,%20book&asOf=2199-01-01T00:00:00Z`);
  assert.deepEqual([status, body.field], [400, 'asOf']);
});

test('the typed client gives the parts that were asked for', async () => {
  const { users } = callers.ada;
  const shown = await users.show(idOf('max'), { include: ['book', 'reports', 'keys'] });
  assert.equal(shown.book.book, 1);
  assert.deepEqual(
    shown.reports.items.map(({ userId }) => userId),
    [idOf('ben'), idOf('cy'), idOf('old')],
  );
  assert.equal(shown.keys.items[0]?.accessKey, (await world.headersOf('max'))['x-lsq-accesskey']);
  assert.equal('book' in (await users.show(idOf('max'))), false);
});
