import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { assertAccessible } from '../support/browser.ts';
import { password, useWeb, type Visitor } from '../support/use-web.ts';

const orgId = 7;

let ada: Visitor;

const web = useWeb(
  {
    orgId,
    users: { ada: { reports: ['ben', 'cy'] }, cy: {}, ben: { accessRole: 'agent' } },
    leads: { 1001: ['ben'], 1002: ['ben'] },
  },
  async () => {
    ada = await web.enter('ada');
  },
);

test('an administrator changes the name and the call limit, and every page says the new name', async () => {
  const { page } = ada;
  await page.goto('/settings');
  const section = page.getByRole('region', { name: 'Organisation' });
  assert.ok(await section.getByRole('button', { name: 'Save' }).isDisabled());
  await section.getByLabel('Name').fill('');
  await section.getByText('An organisation needs a name.').waitFor();
  await section.getByLabel('Name').fill('Fictional Homes');
  await section.getByLabel('LeadSquared call limit').fill('60');
  await section.getByRole('button', { name: 'Save' }).click();
  await section.getByText('Saved').waitFor();
  await page.getByRole('navigation', { name: 'Main' }).getByText('Fictional Homes').waitFor();
  const answer = await fetch(`${web.address}/api/v1/org`, { headers: await web.signIn('ada') });
  assert.deepEqual(JSON.parse(await answer.text()), {
    orgId,
    name: 'Fictional Homes',
    leadsquaredCalls: 60,
    mayRemove: 'administrators',
  });
});

test('an administrator reads who changed a setting', async () => {
  const { page } = ada;
  await page.goto('/settings');
  const section = page.getByRole('region', { name: 'Audit trail' });
  await section.getByRole('button', { name: 'Show the trail' }).click();
  await section.getByText('Ada Example changed a setting').first().waitFor();
  await section.getByText('leadsquaredCalls: 60').waitFor();
});

test('an administrator adds, orders and retires agent roles', async () => {
  const { page } = ada;
  await page.goto('/settings');
  const section = page.getByRole('region', { name: 'Agent roles' });
  await section.getByRole('button', { name: 'Show the roles' }).click();
  await section.getByRole('row', { name: 'Loan Officer' }).getByText('3 active users').waitFor();
  await section.getByLabel('New agent role').fill('Underwriter');
  await section.getByRole('button', { name: 'Add' }).click();
  await section.getByRole('button', { name: 'Move Underwriter up' }).click();
  await section.getByRole('button', { name: 'Move Underwriter up', disabled: true }).waitFor();
  await section.getByRole('row', { name: 'Underwriter' }).getByRole('button', { name: 'Retire' }).click();
  await section.getByText('0 active users · retired').waitFor();
  await assertAccessible(page, 'the agent roles');
  const answer = await fetch(`${web.address}/api/v1/agent-roles`, { headers: await web.signIn('ada') });
  assert.deepEqual(JSON.parse(await answer.text()).items, [
    { name: 'Underwriter', place: 1, isActive: false, users: 0 },
    { name: 'Loan Officer', place: 2, isActive: true, users: 3 },
  ]);
});

test('a key of anybody is revoked, after one question, and dies at once', async () => {
  const { page } = ada;
  const theirs = await web.signIn('cy');
  const call = () => fetch(`${web.address}/api/v1/org`, { headers: theirs });
  assert.equal((await call()).status, 200);
  await page.goto('/settings');
  const row = page.getByRole('row', { name: theirs['x-lsq-accesskey'] });
  await row.getByText('Cy Example').waitFor();
  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Keep it' }).waitFor();
  await assertAccessible(page, 'the question before a key is revoked');
  await page.getByRole('button', { name: 'Keep it' }).click();
  assert.equal((await call()).status, 200);
  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke it' }).click();
  await row.getByText('revoked').waitFor();
  assert.equal((await call()).status, 401);
});

test('the line for a script does what it says once it is given keys', async () => {
  const { page } = ada;
  await page.goto('/settings');
  const text = await page
    .getByRole('region', { name: 'Call Baton from a script' })
    .locator('pre')
    .innerText();
  const [, url = ''] = /curl -s "([^"]+)"/.exec(text) ?? [];
  const [, body = ''] = /-d '([^']+)'/.exec(text) ?? [];
  assert.equal(new URL(url).searchParams.get('orgId'), String(orgId));
  const { userId } = web.user('cy');
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...(await web.signIn('ada')), 'content-type': 'application/json' },
    body: body.replace('"126"', `"${userId}"`),
  });
  assert.equal(JSON.parse(await answer.text()).Message, 'Application updated successfully');
  for (const [name, status] of [
    ['API documentation', 200],
    ['OpenAPI', 200],
  ] as const) {
    const href = await page.getByRole('link', { name }).getAttribute('href');
    assert.equal((await fetch(new URL(href ?? '', web.address))).status, status);
  }
});

test('the audit trail is filtered by what, whom and when, and its address says so', async () => {
  const { page } = ada;
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Show the trail' }).click();
  const trail = page.getByRole('region', { name: 'Audit trail' });
  await trail.getByRole('row', { name: /Ada Example set a password by a sign-in link/ }).waitFor();
  await trail.getByRole('combobox', { name: 'What' }).click();
  await page.getByRole('option', { name: 'changed a setting' }).click();
  await trail.getByText('set a password by a sign-in link').waitFor({ state: 'detached' });
  await trail.getByRole('row').first().waitFor();
  for (const row of await trail.getByRole('row').allInnerTexts()) assert.match(row, /changed a setting/);
  await trail.getByRole('combobox', { name: 'Who' }).fill('Cy');
  await page.getByRole('option', { name: /Cy Example/ }).click();
  await trail.getByText('No event matches').waitFor();
  await trail.getByLabel('From').fill('2026-01-01');
  await assertAccessible(page, 'the filters of the audit trail');
  assert.match(page.url(), new RegExp(`what=setting-changed&user=${web.idOf('cy')}&from=2026-01-01T`));
  await page.reload();
  await trail.getByText('No event matches').waitFor();
  await trail.getByRole('button', { name: 'Clear all' }).click();
  await trail.getByRole('row', { name: /set a password by a sign-in link/ }).waitFor();
});

test('an agent sees the organisation, changes nothing of it, and is shown no keys', async () => {
  const { page, trouble } = await web.enter('ben');
  await page.goto('/settings');
  const section = page.getByRole('region', { name: 'Organisation' });
  await section.getByText('Administrators can change it').waitFor();
  await section.getByText(/in any 5 seconds/).waitFor();
  assert.equal(await section.getByRole('textbox').count(), 0);
  assert.equal(await page.getByText('Access keys').count(), 0);
  assert.deepEqual(trouble.errors, []);
});

test('no screen of the settings has a serious finding by axe, in light and in dark, nor is wider than a phone', async () => {
  const { page } = ada;
  await page.goto('/settings');
  await page
    .getByRole('row', { name: /Ada Example/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.waitForLoadState('networkidle');
  await assertAccessible(page, 'the settings');
  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  assert.ok(width <= 360, `the settings are ${width} wide`);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('a second factor is set up by its picture or its text, asked for when signing in, and removed', async () => {
  const { page, trouble } = await web.enter('cy');
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Set up a second factor' }).click();
  const form = page.getByRole('form', { name: 'Set up a second factor' });
  await form.getByLabel('Current password').fill(password);
  await form.getByRole('button', { name: 'Go on' }).click();
  await form.getByRole('img', { name: 'The secret, to be scanned' }).waitFor();
  const secret = Secret.fromBase32((await form.locator('code').innerText()).replaceAll(' ', ''));
  const codeOf = (steps: number) => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
  await assertAccessible(page, 'the picture of a second factor');
  await form.getByLabel('Code').fill(codeOf(0));
  await form.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByRole('dialog', { name: 'Your recovery codes' }).waitFor();
  const codes = await page.getByRole('dialog').locator('code').allInnerTexts();
  assert.equal(codes.length, 10);
  await assertAccessible(page, 'the recovery codes');
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('10 recovery codes are left.').waitFor();

  const { page: theirs } = ada;
  await theirs.goto(`/people/${web.idOf('cy')}`);
  await theirs.getByText('Signs in with a second factor since').waitFor();
  await theirs.getByRole('button', { name: 'Remove it' }).click();
  await assertAccessible(theirs, 'the question before a second factor is removed');
  await theirs.getByLabel('Your password').fill('not the password');
  await theirs.getByRole('button', { name: 'Remove the second factor' }).click();
  await theirs.getByRole('alert').getByText('the one given is not it').waitFor();
  await theirs.getByRole('button', { name: 'Keep it' }).click();

  await page.getByRole('button', { name: /Cy Example/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail').fill(web.user('cy').email);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Enter a code' }).waitFor();
  await assertAccessible(page, 'the second step of signing in');
  await page.getByLabel('Code').fill('000 000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('This did not let you in').waitFor();
  await page.getByLabel('Code').fill(codeOf(1));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Leads', exact: true }).waitFor();

  await page.goto('/settings');
  await page.getByRole('button', { name: 'Remove the second factor' }).click();
  const removal = page.getByRole('form', { name: 'Remove the second factor' });
  await removal.getByLabel('Current password').fill(password);
  await removal.getByLabel('Code').fill(codes[0] ?? '');
  await removal.getByRole('button', { name: 'Remove it' }).click();
  await page.getByRole('button', { name: 'Set up a second factor' }).waitFor();
  const expected = /40[39]/; // the code that was needed, and the wrong one
  assert.deepEqual(
    trouble.errors.filter((error) => !expected.test(error)),
    [],
  );
});

test('the password is changed by whoever knows it, and signing out everywhere ends every device', async () => {
  const { page, trouble } = ada;
  const next = 'another long enough sentence';
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Change the password' }).click();
  const form = page.getByRole('form', { name: 'Change the password' });
  const fill = async (current: string) => {
    await form.getByLabel('Current password').fill(current);
    await form.getByLabel('New password').fill(next);
    await form.getByLabel('The same again').fill(next);
    await form.getByRole('button', { name: 'Change it' }).click();
  };
  await fill('not this one');
  await form
    .getByRole('alert')
    .getByText(/the one given is not it/)
    .waitFor();
  assert.deepEqual(
    trouble.errors.filter((error) => !error.includes('403')),
    [],
  );
  await form.getByLabel('End my access keys').check();
  await fill(password);
  await page
    .getByText('Changed. You are signed out wherever else you were signed in. Your access keys have ended.')
    .waitFor();

  const elsewhere = await page.context().browser()?.newContext({ baseURL: web.address });
  assert.ok(elsewhere);
  const other = await elsewhere.newPage();
  await other.goto('/settings');
  await other.getByLabel('E-mail').fill(web.user('ada').email);
  await other.getByLabel('Password').first().fill(next);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.getByRole('heading', { name: 'Settings' }).waitFor();
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await other.reload();
  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
});
