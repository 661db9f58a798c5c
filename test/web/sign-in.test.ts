import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { inOrg, type Transaction } from '../../src/database/transaction.ts';
import { assertAccessible } from '../support/browser.ts';
import { aLink } from '../support/sign-in.ts';
import { password, useWeb } from '../support/use-web.ts';

const email = 'ada@everywhere.example';

const web = useWeb({ orgId: 7, users: { ada: {} } }, async () => {
  await inOrg(web.database, 7, changeEmail);
  await inOrg(web.database, 8, changeEmail);
});
web.beside({ orgId: 8, users: { ada: {} } });

async function changeEmail(tx: Transaction): Promise<void> {
  tx.write({ text: 'update org_user set email = $1, email_key = $1', values: [email] });
}

async function linkOf(orgId: number): Promise<string> {
  return `${web.address}/first-sign-in#${await aLink(web.database, orgId, email)}`;
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
