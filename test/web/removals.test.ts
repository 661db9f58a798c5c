// People are removed from leads in the web UI: from one lead, from many, and only where that is allowed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible } from '../support/browser.ts';
import { useWeb } from '../support/use-web.ts';

let page: Page;

const web = useWeb(
  {
    orgId: 7,
    users: {
      ada: { accessRole: 'administrator', reports: ['mia'] },
      mia: { accessRole: 'manager', reports: ['cy', 'dee', 'pat'] },
      cy: {},
      dee: {},
      pat: { agentRole: 'Processor' },
    },
    leads: { 1001: ['cy', 'dee', 'pat'], 1002: ['cy'], 1003: ['cy', 'pat'] },
  },
  async () => {
    ({ page } = await web.enter('ada'));
  },
);

const panel = () => page.getByRole('complementary');
const assignment = () => page.getByRole('region', { name: 'Assignment' });

async function previewAndRun(foreseen: RegExp | string): Promise<void> {
  await panel().getByRole('button', { name: 'Preview' }).click();
  await panel().getByText(foreseen).first().waitFor();
  await panel().getByRole('button', { name: 'Run' }).click();
  await panel().getByText('done', { exact: true }).waitFor();
}

test('a person is removed from their place on a lead, whoever stood longest rises, and it is undone', async () => {
  await page.goto('/leads/1001');
  await assignment().getByRole('button', { name: 'Remove Cy Example' }).click();
  await page.waitForURL(/to=nobody.people_/);
  await assertAccessible(page, 'a form that removes somebody');
  await previewAndRun('1 will change');
  await page.goto('/leads/1001');
  await assignment().getByText('Dee Example').waitFor();
  assert.equal(await assignment().getByText('Cy Example').count(), 0);
  await page.getByRole('region', { name: 'History' }).getByText('Cy Example removed as primary').waitFor();
  await page.goBack();
  await panel().getByRole('button', { name: 'Undo' }).click();
  await panel().getByRole('button', { name: 'Preview the undo' }).click();
  await panel().getByRole('button', { name: 'Run' }).click();
  await panel().getByText('done', { exact: true }).waitFor();
  await assignment().getByText('Cy Example').waitFor();
});

test('a role is emptied from its place on a lead', async () => {
  await page.goto('/leads/1003');
  await assignment().getByRole('button', { name: 'Remove everybody in the role Processor' }).click();
  await previewAndRun('1 will change');
  await page.goto('/leads/1003');
  await assignment().getByText('Cy Example').waitFor();
  assert.equal(await assignment().getByText('Processor').count(), 0);
});

test('everybody is removed from many leads, and the preview says how many will have nobody', async () => {
  await page.goto('/leads');
  await page.getByRole('row', { name: /Lead 1001/ }).waitFor();
  for (const name of [/Lead 1002/, /Lead 1003/])
    await page.getByRole('row', { name }).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Reassign' }).click();
  await panel().getByText('Nobody: remove people').click();
  await previewAndRun('2 leads will have nobody.');
  await page.goto('/leads?unassigned=true');
  await page.getByRole('row', { name: /Lead 1002/ }).waitFor();
  await page.goto('/leads/1002');
  await assignment().getByText('Nobody stands on this lead.').waitFor();
});

test('nobody is offered what their organisation does not let them, and settings change who is', async () => {
  const mia = await web.enter('mia');
  await mia.page.goto('/leads/1001?reassign=new');
  await mia.page.getByRole('complementary').getByText('One person').waitFor();
  assert.equal(await mia.page.getByText('Nobody: remove people').count(), 0);
  assert.equal(await mia.page.getByRole('button', { name: /^Remove Cy/ }).count(), 0);
  await page.goto('/settings');
  const section = page.getByRole('region', { name: 'Organisation' });
  await section.getByLabel('Who may remove people from leads').selectOption('managers');
  await section.getByRole('button', { name: 'Save' }).click();
  await section.getByText('Saved').waitFor();
  await mia.page.reload();
  await mia.page.getByText('Nobody: remove people').waitFor();
  await mia.page.getByRole('button', { name: 'Remove Cy Example' }).waitFor();
});
