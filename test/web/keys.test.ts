// Back goes over what was chosen, step by step, and the keys keep their place while a panel shows one thing after another.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { useWeb } from '../support/use-web.ts';

let page: Page;

const web = useWeb(
  {
    orgId: 7,
    users: { ada: { reports: ['ben', 'cy'] }, ben: {}, cy: {} },
    leads: { 1001: ['ben'], 1002: ['ben'], 1003: ['cy'] },
  },
  async () => {
    ({ page } = await web.enter('ada'));
  },
);

const membersOfAddress = () => [...new URL(page.url()).searchParams.keys()].sort();

/** Waits until the address holds these members and no others. */
async function waitForMembers(...names: string[]): Promise<void> {
  await page.waitForURL((url) => [...url.searchParams.keys()].sort().join() === names.sort().join());
}

test('Back takes back one filter after the other, and what was typed in no step of its own', async () => {
  await page.goto('/leads');
  await page.getByText('3 match').waitFor();
  await page.getByLabel('Search leads').fill('Lead');
  await waitForMembers('q');
  await page.getByRole('button', { name: /^Filters/ }).click();
  const filters = page.getByRole('dialog', { name: 'Filters' });
  await filters.getByRole('checkbox', { name: 'Its primary has left' }).check();
  await waitForMembers('q', 'primaryInactive');
  await filters.getByRole('checkbox', { name: 'Nobody stands on it' }).check();
  await waitForMembers('q', 'primaryInactive', 'unassigned');
  await filters.getByRole('combobox', { name: 'State' }).fill('CO');
  await page.keyboard.press('Enter');
  await waitForMembers('q', 'primaryInactive', 'state', 'unassigned');
  await page.goBack();
  await waitForMembers('q', 'primaryInactive', 'unassigned');
  await page.goBack();
  await waitForMembers('q', 'primaryInactive');
  await page.goBack();
  await waitForMembers('q');
  await page.getByText('3 match').waitFor();
  await page.goForward();
  await waitForMembers('q', 'primaryInactive');
});

test('Back goes over the order, the panel and its plan, but not over ticks', async () => {
  await page.goto('/leads');
  await page.getByRole('checkbox', { name: 'Select row 1', exact: true }).click();
  await waitForMembers('ticked');
  await page.getByRole('columnheader', { name: 'Status' }).getByRole('button').click();
  await waitForMembers('sort', 'ticked');
  await page.getByRole('button', { name: 'Reassign' }).click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('combobox', { name: 'Receiver' }).fill('cy');
  await page.getByRole('option', { name: /Cy Example/ }).click();
  await panel.getByRole('button', { name: 'Preview' }).click();
  await panel.getByText('1 will change').waitFor();
  await page.goBack();
  await panel.getByRole('button', { name: 'Preview' }).waitFor();
  await page.waitForFunction(`document.querySelector('aside input[value="Cy Example"]') !== null`);
  await page.goBack();
  await panel.waitFor({ state: 'detached' });
  assert.deepEqual(membersOfAddress(), ['sort', 'ticked']);
  await page.goBack();
  await waitForMembers('ticked');
});

test('Back goes from the org chart to the table, and from a moment to now', async () => {
  await page.goto('/people');
  await page.getByText('Org chart', { exact: true }).click();
  await waitForMembers('view');
  await page.goBack();
  await page.getByRole('grid', { name: 'People' }).waitFor();
  await page.goto('/leads/1001');
  await page.getByRole('region', { name: 'Assignment' }).getByText('Ben Example').waitFor();
  await page.goto(`/people/${web.idOf('ben')}`);
  await page.getByLabel('As of', { exact: true }).fill('2026-02-01T09:00');
  await waitForMembers('asOf');
  await page.goBack();
  await waitForMembers();
  assert.equal(await page.getByLabel('As of', { exact: true }).inputValue(), '');
});

test('a panel keeps the focus through preview, run and undo, and Esc closes it wherever the focus is', async () => {
  await page.goto('/leads/1001?reassign=new');
  const panel = page.getByRole('complementary');
  const hasFocus = () => panel.evaluate((element) => element.contains(element.ownerDocument.activeElement));
  const press = async (name: string, until: string) => {
    await panel.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
    await panel.getByText(until).waitFor();
    assert.equal(await hasFocus(), true, `after ${name}`);
  };
  await panel.getByRole('combobox', { name: 'Receiver' }).fill('cy');
  await page.getByRole('option', { name: /Cy Example/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('option', { name: /Cy Example/ }).waitFor({ state: 'hidden' });
  assert.equal(await panel.count(), 1, 'Esc closes the list of a field before the panel');
  await panel.getByRole('combobox', { name: 'Receiver' }).fill('');
  await panel.getByRole('combobox', { name: 'Receiver' }).fill('cy');
  await page.getByRole('option', { name: /Cy Example/ }).click();
  await press('Preview', '1 will change');
  await press('Run', '1 changed');
  await press('Undo', 'Preview the undo');
  await press('Preview the undo', '1 will change');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Reassign' }).click();
  await panel.waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  assert.equal(await hasFocus(), false);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
});
