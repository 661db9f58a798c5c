// Finding leads by every filter there is, by mouse, keys and thumb; and addresses that lead to nothing.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { inOrg } from '../../src/database/transaction.ts';
import { assertAccessible } from '../support/browser.ts';
import { useWeb } from '../support/use-web.ts';

const orgId = 7;

let page: Page;

const web = useWeb(
  {
    orgId,
    users: { ada: { reports: ['ben', 'xia'] }, ben: {}, xia: { agentRole: 'Processor' } },
    leads: { 1001: ['ben'], 1002: ['ben', 'xia'], 1003: ['xia'] },
  },
  async () => {
    await inOrg(web.database, orgId, async (tx) =>
      tx.write({
        text: `update lead set attributes = '{"branch":"Denver"}' where org_id = $1 and lead_id > 1001`,
        values: [orgId],
      }),
    );
    ({ page } = await web.enter('ada'));
  },
);

test('of all that match one is left out, and the plan is of the others', async () => {
  await page.goto('/leads');
  const leads = page.getByRole('grid', { name: 'Leads' });
  await leads.getByRole('checkbox', { name: 'Select all 3 that match' }).check();
  await page.getByText('3 match; all 3 that match selected').waitFor();
  await leads.getByRole('checkbox', { name: 'Select row 2' }).uncheck();
  await page.getByText('3 match; all 3 that match, without 1 selected').waitFor();
  assert.equal(await leads.getByRole('checkbox', { name: 'Select row 1' }).isChecked(), true);
  await page.getByRole('button', { name: 'Reassign', exact: true }).click();
  await page.getByRole('heading', { name: 'Reassign 2 leads' }).waitFor();
  await page.reload();
  const panel = page.getByRole('complementary', { name: 'Reassign 2 leads' });
  await panel.getByRole('combobox', { name: 'Receiver' }).click();
  await page.getByRole('option', { name: /Xia Example/ }).click();
  const [sent] = await Promise.all([
    page.waitForRequest((call) => call.method() === 'POST'),
    panel.getByRole('button', { name: 'Preview' }).click(),
  ]);
  assert.deepEqual(sent.postDataJSON().selection, { except: [1002] });
  await page.getByText('1 will change').waitFor();
});

test('an answer that comes after its screen was left opens nothing, and one that is late is told and asked for again', async () => {
  let calls = 0;
  const answers: (() => void)[] = [];
  await page.route('**/api/v1/requests?*', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    calls += 1;
    await new Promise<void>((resolve) => answers.push(resolve));
    await route.continue().catch(() => undefined);
  });
  await page.goto('/leads/1001?reassign=new');
  await page.getByRole('combobox', { name: 'Receiver' }).click();
  await page.getByRole('option', { name: /Xia Example/ }).click();
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByText('Baton takes long to answer.').waitFor({ timeout: 6_000 });
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Baton takes long to answer.').waitFor({ state: 'hidden' });
  while (calls < 2) await page.waitForTimeout(20);
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await page.getByRole('grid', { name: 'People' }).or(page.getByRole('tree')).first().waitFor();
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
  for (const answer of answers) answer();
  assert.ok((await answered).ok());
  await page.waitForTimeout(100);
  assert.equal(new URL(page.url()).pathname, '/people');
  await page.unroute('**/api/v1/requests?*');
});

test('a server that answers nothing from the first call on is told as well, and what was searched for stays as it was typed', async () => {
  await page.route('**/api/v1/**', () => undefined);
  await page.goto('/leads?q=1e3', { waitUntil: 'commit' });
  await page.getByText('Baton takes long to answer.').waitFor({ timeout: 8_000 });
  await page.unroute('**/api/v1/**');
  await page.getByText('No lead matches').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('q'), '1e3');
});

async function openFilters() {
  await page.getByRole('button', { name: /^Filters/ }).click();
  return page.getByRole('dialog', { name: 'Filters' });
}

test('the filters open without a list over them, and Esc closes a list before it closes them', async () => {
  await page.goto('/leads');
  await page.getByText('3 match').waitFor();
  const filters = await openFilters();
  await filters.getByRole('combobox', { name: 'Status' }).waitFor();
  await page.waitForFunction("document.activeElement?.closest('[role=dialog]') !== null");
  await page.keyboard.press('Tab');
  assert.equal(await filters.getByRole('option').count(), 0);
  await page.keyboard.press('ArrowDown');
  await filters.getByRole('option', { name: /Ben Example/ }).waitFor();
  await page.keyboard.press('Escape');
  await filters.getByRole('option', { name: /Ben Example/ }).waitFor({ state: 'hidden' });
  assert.equal(await filters.count(), 1);
  await page.keyboard.press('Escape');
  await filters.waitFor({ state: 'detached' });
});

test('leads are found by the agent role of who stands on them and by attributes, in lists and in plans', async () => {
  await page.goto('/leads');
  const filters = await openFilters();
  await filters.getByRole('combobox', { name: 'Attributes' }).fill('branch = Denver');
  await page.keyboard.press('Enter');
  await page.getByText('2 match').waitFor();
  await filters.getByRole('combobox', { name: 'Agent role' }).fill('Loan Officer');
  await page.keyboard.press('Enter');
  await page.getByText('1 match').waitFor();
  await assertAccessible(page, 'every filter');
  await page.reload();
  await page.getByText('1 match').waitFor();
  await page.getByText('branch = Denver').waitFor();
  await page.goto(`${page.url()}&ticked=all&reassign=new`);
  const panel = page.getByRole('complementary');
  await panel.getByRole('combobox', { name: 'Receiver' }).fill('ada');
  await page.getByRole('option', { name: /Ada Example/ }).click();
  await panel.getByRole('button', { name: 'Preview' }).click();
  await panel.getByText('1 will change').waitFor();
});

test('what a list finds is exported by its filters, by keyboard, under its name and date', async () => {
  await page.goto('/leads?role=Processor');
  await page.getByText('2 match').first().waitFor();
  await page.getByRole('link', { name: 'Export', exact: true }).focus();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.match(download.suggestedFilename(), /^leads-20\d\d-\d\d-\d\d\.csv$/);
  const rows = await readFile(await download.path(), 'utf8');
  assert.match(rows, /^lead_id,.*\n1002,.*\n1003,.*\n$/);
});

test('on a phone columns are chosen, too, and a wide window shows what it did', async () => {
  await page.setViewportSize({ width: 390, height: 780 });
  await page.goto('/leads');
  await page.getByText('3 match').waitFor();
  const status = page.getByRole('columnheader', { name: 'Status' });
  assert.equal(await status.count(), 0);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Status' }).check();
  await status.waitFor();
  assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('columnheader', { name: 'Source' }).waitFor();
});

test('an address that leads to nothing says what is wrong and leads on', async () => {
  const future = '2199-01-01T00:00:00.000Z';
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  for (const [path, heading, way] of [
    ['/leads/99999999', 'There is no such lead', 'All leads'],
    ['/leads/abc', 'There is no such page', 'All leads'],
    ['/people/999999', 'There is no such person', 'All people'],
    ['/people/abc', 'There is no such page', 'All leads'],
    ['/people/abc/offboard', 'There is no such page', 'All leads'],
    ['/requests/77', 'There is no such request', 'All requests'],
    ['/requests/abc', 'There is no such page', 'All leads'],
    ['/leads?status=New&from=soon', 'This address cannot be read', 'All leads'],
    ['/leads?asOf=2026-03-01', 'This address cannot be read', 'All leads'],
    ['/people?access=owner', 'This address cannot be read', 'All people'],
    ['/requests?state=lost', 'This address cannot be read', 'All requests'],
    [`/leads/1001?asOf=${future}`, 'This moment cannot be shown', 'All leads'],
  ] as const) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.getByRole('navigation').waitFor();
    await page.getByRole('link', { name: way }).waitFor();
  }
  await page.getByRole('link', { name: 'Back to now' }).click();
  await page.getByRole('heading', { name: 'Lead 1001' }).waitFor();
  assert.deepEqual(
    asked.filter((url) => /NaN|abc/.test(url) && url.includes('/api/')),
    [],
  );
});

test('an owner who is nobody leaves neither a count for ever nor a table without a word', async () => {
  await page.goto('/leads?owner=99999');
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByText('Counting …').count(), 0);
  await page.getByRole('button', { name: 'Show all leads' }).click();
  await page.getByText('3 match').waitFor();
});

test('what is known of a lead is changed in its place, its history tells it, and what others changed is not overwritten', async () => {
  await page.goto('/leads/1003');
  await page.getByRole('button', { name: 'Edit the facts' }).click();
  const form = page.getByRole('form', { name: 'Edit Lead 1003' });
  await assertAccessible(page, 'the edit of a lead');
  const save = form.getByRole('button', { name: 'Save' });
  assert.equal(await save.isDisabled(), true, 'nothing is other than it was');
  await form.getByRole('textbox', { name: 'Status' }).fill('Won');
  await form.getByRole('button', { name: 'Take Branch away' }).click();
  await form.getByRole('textbox', { name: 'Another attribute' }).fill('dog');
  await form.getByRole('textbox', { name: 'Its value' }).fill('Rex');
  await web.as('ada').leads.change(1003, { source: 'Fair' });
  await save.click();
  await form.getByText(/is not as you read it any more/).waitFor();
  await form.getByRole('button', { name: 'Read anew' }).click();
  await save.click();
  await page.getByRole('status').filter({ hasText: 'Changed by request' }).waitFor();
  const { status, source, attributes } = await web.as('ada').leads.show(1003);
  assert.deepEqual([status, source, attributes], ['Won', 'Fair', { dog: 'Rex' }]);
  await page.getByText('Branch taken away, was Denver').waitFor();
  await page.getByText('Source: Fair').waitFor();
  await page.getByRole('button', { name: 'Edit the facts' }).click();
  await form.getByRole('button', { name: 'Cancel' }).click();
  assert.equal(await form.count(), 0);
});
