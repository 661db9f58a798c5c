import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible } from '../support/browser.ts';
import { useWeb, type Visitor } from '../support/use-web.ts';

let ada: Visitor;

const web = useWeb(
  {
    orgId: 7,
    users: { ada: { reports: ['ben'] }, ben: {} },
    leads: { 1001: ['ada'], 1002: ['ben'], 1003: ['ben'] },
  },
  async () => {
    ada = await web.enter('ada');
  },
);

async function openViews(page: Page, button: string | RegExp) {
  await page.getByRole('button', { name: button, exact: typeof button === 'string' }).click();
  return page.getByRole('dialog');
}

test('filters, order and columns are saved by a name, chosen again after a reload, and their address is whole', async () => {
  const { page } = ada;
  await page.goto(`/leads?owner=${web.idOf('ben')}&sort=-leadId&without=%5B%22source%22%5D`);
  await page.getByText('2 match').waitFor();
  const views = await openViews(page, 'Views');
  await views.getByText('To share one, send its address.').waitFor();
  await views.getByLabel('Name of this view').fill('Ben, newest first');
  await views.getByRole('button', { name: 'Save' }).click();
  await views.getByRole('link', { name: 'Ben, newest first' }).waitFor();
  await assertAccessible(page, 'the saved views');
  await page.goto('/leads');
  await page.getByText('3 match').waitFor();
  await (await openViews(page, 'Views')).getByRole('link', { name: 'Ben, newest first' }).click();
  await page.getByText('2 match').waitFor();
  await page.getByRole('button', { name: 'Ben, newest first', exact: true }).waitFor();
  const grid = page.getByRole('grid', { name: 'Leads' });
  assert.match((await grid.getByRole('row').allInnerTexts())[1] ?? '', /1003/);
  assert.equal(await grid.getByRole('columnheader', { name: 'Source' }).count(), 0);
  const address = new URL(page.url());
  assert.equal(address.searchParams.get('sort'), '-leadId');
});

test('what is ticked or planned is no part of a view, and a view of the same name is replaced', async () => {
  const { page } = ada;
  await page.goto('/leads?ticked=all&reassign=new&q=Lead');
  const views = await openViews(page, 'Views');
  await views.getByLabel('Name of this view').fill('Ben, newest first');
  await views.getByRole('button', { name: 'Replace' }).click();
  assert.equal(await views.getByRole('link').count(), 1);
  await views.getByRole('link', { name: 'Ben, newest first' }).click();
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  await page.getByText('3 match').waitFor();
  assert.equal(new URL(page.url()).search, '?q=Lead');
});

test('views are of whoever is signed in: nobody else at the same browser sees them', async () => {
  const { page } = ada;
  await page.getByRole('button', { name: /Ada Example/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  const ben = await web.enter('ben');
  const kept = await page.evaluate<Record<string, string>>('({ ...localStorage })');
  await ben.page.evaluate((entries) => {
    for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value);
  }, kept);
  await ben.page.reload();
  const views = await openViews(ben.page, 'Views');
  await views.getByText('A view is the filters, the columns and the order, by a name.').waitFor();
  assert.equal(await views.getByRole('link').count(), 0);
});

test('a view is forgotten, and what the browser kept holds no key', async () => {
  const { page, trouble } = await web.enter('ada');
  const views = await openViews(page, 'Views');
  await views.getByLabel('Name of this view').fill('All');
  await views.getByRole('button', { name: 'Save' }).click();
  const kept = await page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })');
  assert.match(kept, /baton-leads-views-7-/);
  assert.doesNotMatch(kept, /secret|access.?key|token/i);
  await views.getByRole('button', { name: 'Forget the view All' }).click();
  assert.equal(await views.getByRole('link').count(), 0);
  assert.deepEqual(trouble.errors, []);
});
