import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { inOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { assertAccessible } from '../support/browser.ts';
import { type OpenWeb, openWeb, password } from '../support/open-web.ts';
import { aLink } from '../support/sign-in.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const email = 'ada@everywhere.example';

let world: TestDatabase;
let org: Organisation<'ada'>;
let web: OpenWeb<'ada'>;

before(async () => {
  world = await createTestDatabase();
  for (const orgId of [7, 8]) {
    org = await anOrganisation(world.database, { orgId, users: { ada: {} } });
    await inOrg(world.database, orgId, async (tx) =>
      tx.write({
        text: 'update org_user set email = $2, email_key = $2 where org_id = $1',
        values: [orgId, email],
      }),
    );
  }
  web = await openWeb(world, org);
});

after(async () => {
  await web.close();
  await world.drop();
});

async function linkOf(orgId: number): Promise<string> {
  return `${web.address}/first-sign-in#${await aLink(world.database, orgId, email)}`;
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Ada Example/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

test('whoever has an account in several organisations is asked which, on screens that axe finds nothing serious on', async () => {
  const { page } = await web.enterBy(await linkOf(7));
  await signOut(page);
  await page.goto(await linkOf(8));
  await page.getByLabel('New password').fill(password);
  await assertAccessible(page, 'choosing a password');
  await page.getByLabel('The same again').fill(password);
  await page.getByRole('button', { name: 'Set the password and sign in' }).click();
  await page.getByRole('navigation').getByText('Organisation 8').waitFor();
  await signOut(page);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('combobox', { name: 'Organisation' }).click();
  await page.getByRole('option', { name: 'Organisation 7' }).waitFor();
  await assertAccessible(page, 'choosing an organisation');
  await page.getByRole('option', { name: 'Organisation 7' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').getByText('Organisation 7').waitFor();
});

test('whoever tries too often is told so at once, and when to try again', async () => {
  const { page } = await web.enterBy(await linkOf(7));
  await signOut(page);
  const answers: number[] = [];
  page.on('response', (answer) => {
    if (answer.request().method() === 'POST') answers.push(answer.status());
  });
  await page.getByLabel('E-mail').fill('nobody@everywhere.example');
  await page.getByLabel('Password').first().fill('not the password');
  const told = page.getByRole('alert').filter({ hasText: 'Too many attempts to sign in' });
  while (!answers.includes(429)) {
    assert.ok(answers.length < 30, 'nobody is ever told to wait');
    const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await answered;
  }
  await told.getByText(/^Try again in \d+ s\./).waitFor();
  assert.deepEqual(
    answers.filter((status) => status === 429),
    [429],
  );
});
