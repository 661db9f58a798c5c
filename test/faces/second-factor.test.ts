// A second factor, and whoever guesses: the owner gets in whatever strangers do.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import type { AuditPage } from '../../src/contract/v1/audit.ts';
import type { BegunSecondFactor, RecoveryCodes } from '../../src/contract/v1/second-factors.ts';
import type { ShownSession } from '../../src/contract/v1/sessions.ts';
import { inGate } from '../../src/database/gate.ts';
import type { CallHeaders } from '../support/an-organisation.ts';
import { readJson } from '../support/call-server.ts';
import { aLink, call, type Injected, letIn } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const orgId = 7;
const password = 'a long enough passphrase';
const own = '/api/v1/session/second-factor';

const world = useWorld({
  orgId,
  users: { ada: {}, ben: { accessRole: 'agent' }, cy: {}, dee: {}, eve: {}, fay: {} },
});
type Name = NameOf<typeof world>;
type Kept = { cookie: string };

const emailOf = (name: Name) => world.user(name).email;
const enter = (name: Name): Promise<Kept> =>
  letIn(world.app, world.database, { orgId, email: emailOf(name), password });
const signIn = (name: Name, { cookie = '', from = '192.0.2.1', secret = password } = {}) =>
  call(world.app, 'POST', '/api/v1/session', {
    headers: { cookie },
    body: { email: emailOf(name), password: secret },
    from,
  });
const giveCode = (step: Injected, code: string) =>
  call(world.app, 'POST', '/api/v1/session/code', { headers: { cookie: step.cookies }, body: { code } });
const show = async (kept: Record<string, string>) =>
  call(world.app, 'GET', '/api/v1/session', { headers: kept });

/** The code of the app now, or some steps from now. */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** As if the time of every code that was used were long over. */
async function passTime(name: Name): Promise<void> {
  const values = [world.idOf(name)];
  await inGate(world.database, orgId, async (tx) =>
    tx.write({ text: 'update second_factor set last_step = 1 where user_id = $1', values }),
  );
}

async function setUp(name: Name): Promise<{ secret: string; codes: string[]; kept: Kept }> {
  const kept = await enter(name);
  const begun = await call(world.app, 'POST', own, { headers: kept, body: { password } });
  const { secret } = readJson<BegunSecondFactor>(begun);
  const confirmed = await call(world.app, 'POST', `${own}/confirm`, {
    headers: kept,
    body: { code: codeOf(secret) },
  });
  assert.equal(confirmed.status, 200, confirmed.text);
  await passTime(name);
  return { secret, codes: readJson<RecoveryCodes>(confirmed).recoveryCodes, kept };
}

test('a second factor is set up with the password and a code, ends other sessions, and leaves keys alone', async () => {
  const kept = await enter('ada');
  const other = await signIn('ada');
  assert.equal(
    (await call(world.app, 'POST', `${own}/confirm`, { headers: kept, body: { code: '123456' } })).code,
    'second-factor-missing',
  );
  const wrong = await call(world.app, 'POST', own, { headers: kept, body: { password: `${password}?` } });
  assert.equal(wrong.code, 'password-wrong');
  const begun = await call(world.app, 'POST', own, { headers: kept, body: { password } });
  const { secret, uri } = readJson<BegunSecondFactor>(begun);
  assert.match(uri, /^otpauth:\/\/totp\/Baton%20Organisation%207:.*[?&]secret=/);
  assert.equal((await signIn('ada')).status, 200, 'it counts for nothing before a code confirms it');
  const confirm = (code: string) =>
    call(world.app, 'POST', `${own}/confirm`, { headers: kept, body: { code } });
  assert.equal((await confirm(codeOf(secret, 40))).code, 'code-wrong');
  const { recoveryCodes } = readJson<RecoveryCodes>(await confirm(codeOf(secret)));
  assert.equal(new Set(recoveryCodes).size, 10);
  assert.equal(
    (await call(world.app, 'POST', own, { headers: kept, body: { password } })).code,
    'already-exists',
  );
  assert.equal(readJson<ShownSession>(await show(kept)).secondFactor?.recoveryCodes, 10);
  assert.equal((await show({ cookie: other.cookies })).code, 'session-ended');
  assert.equal((await show(await world.headersOf('ada'))).status, 200);
  const held = await inGate(world.database, orgId, (tx) =>
    tx.read<{ text: string }>({
      text: `select f::text || r::text as text from second_factor f join recovery_code r using (org_id, user_id)`,
      values: [],
    }),
  );
  assert.equal(held.length, 10);
  const bytes = Buffer.from(Secret.fromBase32(secret).bytes).toString('hex');
  for (const { text } of held) {
    for (const told of [bytes, secret, ...recoveryCodes]) assert.ok(!text.includes(told));
  }
});

test('after the password a code is needed, which works once, also where two come at once', async () => {
  const { secret } = await setUp('ben');
  const step = await signIn('ben');
  assert.deepEqual([step.status, step.code, step.cookie], [409, 'second-factor-needed', undefined]);
  assert.match(step.cookies, /^baton-sign-in=7\.[\w-]{43}$/);
  assert.equal((await show({ cookie: step.cookies })).code, 'credentials-missing');
  assert.equal((await giveCode(step, codeOf(secret, 40))).code, 'code-wrong');
  const steps = [step, await signIn('ben')];
  const answers = await Promise.all(steps.map((each) => giveCode(each, codeOf(secret))));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403]);
  const done = answers.find(({ status }) => status === 200);
  assert.equal((await show({ cookie: done?.cookie ?? '' })).status, 200);
  const again = await signIn('ben');
  assert.equal((await giveCode(again, codeOf(secret, -1))).code, 'code-wrong', 'those before end with it');
  assert.equal((await giveCode(again, codeOf(secret, 1))).status, 200);
  assert.equal((await giveCode(again, codeOf(secret, 1))).code, 'sign-in-step-ended');
});

test('a recovery code works once, in any spelling, and never waits; new ones end those of before', async () => {
  const { secret, codes, kept } = await setUp('cy');
  const [first = '', second = '', third = ''] = codes;
  const [one, two] = await Promise.all([signIn('cy'), signIn('cy')]);
  const answers = await Promise.all([one, two].map((each) => giveCode(each, first.toUpperCase())));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403]);
  const left = answers[0]?.status === 403 ? one : two;
  assert.equal((await giveCode(left, first)).code, 'code-wrong');
  const guesses = await Promise.all([40, 41, 42].map((steps) => giveCode(left, codeOf(secret, steps))));
  assert.deepEqual(
    guesses.map(({ code }) => code),
    Array.from({ length: 3 }, () => 'code-wrong'),
  );
  assert.equal((await giveCode(left, codeOf(secret))).code, 'sign-in-step-ended');
  const next = await signIn('cy');
  await giveCode(next, codeOf(secret, 43));
  await giveCode(next, codeOf(secret, 44));
  await failOften();
  assert.equal((await giveCode(next, codeOf(secret))).code, 'too-many-attempts');
  assert.equal((await giveCode(next, second.replaceAll('-', ' '))).status, 200);
  const renew = (proof: object) =>
    call(world.app, 'POST', `${own}/recovery-codes`, { headers: kept, body: proof });
  assert.equal((await renew({ password: 'not it', code: third })).code, 'password-wrong');
  const renewed = await renew({ password, code: third });
  assert.equal(readJson<RecoveryCodes>(renewed).recoveryCodes.length, 10);
  assert.equal((await renew({ password, code: codes[4] })).code, 'code-wrong');
  const [fresh = ''] = readJson<RecoveryCodes>(renewed).recoveryCodes;
  const removed = await call(world.app, 'POST', `${own}/remove`, {
    headers: kept,
    body: { password, code: fresh },
  });
  assert.equal(removed.status, 204);
  assert.equal((await signIn('cy')).status, 200);
});

test('the second step ends with its tries, with time, with another password, and is of one browser', async () => {
  const { secret } = await setUp('dee');
  const spent = await signIn('dee');
  for (let tries = 0; tries < 5; tries += 1) await giveCode(spent, 'zzzz-zzzz-zzzz-zzzz');
  assert.equal((await giveCode(spent, codeOf(secret))).code, 'sign-in-step-ended');
  const late = await signIn('dee');
  const text = 'update pending_sign_in set expires_at = clock_timestamp() where user_id = $1';
  await inGate(world.database, orgId, async (tx) => tx.write({ text, values: [world.idOf('dee')] }));
  assert.equal((await giveCode(late, codeOf(secret))).code, 'sign-in-step-ended');
  assert.equal((await giveCode({ ...late, cookies: '' }, codeOf(secret))).code, 'sign-in-step-ended');
  const before = await signIn('dee');
  const body = { token: await aLink(world.database, orgId, emailOf('dee')), password };
  const linked = await call(world.app, 'POST', '/api/v1/first-sign-in', { body });
  assert.equal(linked.code, 'second-factor-needed', 'a link is no way around it');
  assert.equal((await giveCode(before, codeOf(secret))).code, 'sign-in-step-ended');
  assert.equal((await giveCode(linked, codeOf(secret))).status, 200);
});

test('an administrator removes the second factor of others, not their own, and the trail tells of all', async () => {
  const { kept } = await setUp('eve');
  const keys = await world.headersOf('ada');
  const remove = (name: Name, headers: CallHeaders = keys) =>
    call(world.app, 'DELETE', `/api/v1/users/${world.idOf(name)}/second-factor`, { headers: { ...headers } });
  assert.equal((await remove('eve', await world.signIn('ben'))).code, 'access-denied');
  assert.equal((await remove('ada')).code, 'access-denied');
  assert.equal((await remove('eve')).status, 204);
  assert.equal((await remove('eve')).code, 'second-factor-missing');
  assert.equal((await show(kept)).code, 'session-ended');
  assert.equal((await signIn('eve')).status, 200);
  const wanted = [
    ...['second-factor-set', 'second-factor-removed', 'recovery-codes-made', 'recovery-code-used'],
    ...['code-failed', 'sign-in-delayed', 'password-wrong', 'signed-in'],
  ];
  const answer = await call(world.app, 'GET', '/api/v1/audit-events?limit=1000', {
    headers: await world.headersOf('ada'),
  });
  const told = new Set<string>(readJson<AuditPage>(answer).items.map(({ what }) => what));
  assert.deepEqual(
    wanted.filter((what) => !told.has(what)),
    [],
  );
});

test('strangers who fail without end keep the owner out neither on a device they know nor, for long, on a new one', async () => {
  const known = await signIn('eve');
  const guess = (place: number) => signIn('eve', { secret: 'not the password', from: `198.51.100.${place}` });
  for (const { status } of await Promise.all([1, 2, 3].map(guess))) assert.equal(status, 401);
  await failOften(3);
  assert.ok((await Promise.all([4, 5, 6].map(guess))).every(({ status }) => status === 429));
  assert.equal((await signIn('eve', { cookie: known.cookies })).status, 200, 'a known device waits apart');
  const refused = await signIn('eve', { from: '203.0.113.9' });
  assert.equal(refused.code, 'too-many-attempts');
  assert.ok(Number(refused.headers['retry-after']) <= 60);
  await letWait(61);
  assert.equal((await guess(7)).status, 429, 'a stranger who has not waited has no turn');
  assert.equal((await signIn('eve', { from: '203.0.113.9' })).status, 200);
});

test('behind one proxy that is not known, one who guesses delays nobody but who has not signed in there before', async () => {
  const from = '10.0.0.1';
  await enter('fay');
  const known = await signIn('cy', { from });
  const guesses = Array.from({ length: 7 }, () => signIn('cy', { secret: 'not the password', from }));
  assert.ok((await Promise.all(guesses)).some(({ status }) => status === 429));
  await failOften();
  assert.equal((await signIn('cy', { from, cookie: known.cookies })).status, 200);
  assert.equal((await signIn('fay', { from })).status, 200, 'an account that nobody guesses at is as it was');
  assert.equal((await signIn('cy', { from })).code, 'too-many-attempts');
  await letWait(900);
  assert.equal((await signIn('cy', { from })).status, 200);
  assert.equal(await untilDelayed(), world.idOf('cy'));
});

/** As if whoever failed so often had failed fifty times more: their wait lasts longer than a test. */
async function failOften(failures = 5): Promise<void> {
  const text = 'update sign_in_attempt set failures = failures + 50 where failures >= $1';
  await inGate(world.database, orgId, async (tx) => tx.write({ text, values: [failures] }));
}

/** As if so many seconds had passed for whoever waits, while strangers went on. */
async function letWait(seconds: number): Promise<void> {
  await inGate(world.database, orgId, async (tx) =>
    tx.write({
      text: `update sign_in_attempt set waits_since = waits_since - make_interval(secs => $1),
        tried_at = case when $1 < 900 then tried_at else tried_at - make_interval(secs => $1) end`,
      values: [seconds],
    }),
  );
}

async function untilDelayed(): Promise<number | undefined> {
  const read = async () => {
    const url = '/api/v1/audit-events?what=sign-in-delayed';
    const { items } = readJson<AuditPage>(
      await call(world.app, 'GET', url, { headers: await world.headersOf('ada') }),
    );
    return items.find(({ detail }) => detail === 'stranger');
  };
  await until('the delay is in the trail', async () => (await read()) !== undefined);
  return (await read())?.about?.userId;
}
