// What somebody has filled in and not planned yet: it is in the address, so a reload keeps it and a colleague gets it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { useWeb, type Visitor } from '../support/use-web.ts';
import type { NameOf } from '../support/use-world.ts';

let ada: Visitor;
let page: Page;

const web = useWeb(
  {
    orgId: 7,
    users: {
      ada: { reports: ['lea', 'left'] },
      una: {},
      lea: { reports: ['ben', 'cy'] },
      ben: {},
      cy: {},
      dee: {},
      left: { isActive: false, reports: ['eve', 'fay'] },
      eve: {},
      fay: {},
    },
    leads: { 1001: ['lea', 'ben'], 1002: ['lea'], 1003: ['ben', 'lea'] },
  },
  async () => {
    ada = await web.enter('ada');
    ({ page } = ada);
  },
);
type Name = NameOf<typeof web>;

const idOf = (name: Name) => web.idOf(name);

async function pick(box: Locator, name: string): Promise<void> {
  await box.fill(name);
  await page.getByRole('option', { name: new RegExp(`${name} Example`, 'i') }).click();
}

async function waitForValue(box: Locator, value: string): Promise<void> {
  await until(`a field says ${value}`, async () => (await box.inputValue()) === value);
}

/** By what the address says alone. */
async function reload(says: RegExp): Promise<void> {
  await page.waitForURL(says);
  await page.reload();
}

test('the choices of an offboarding survive a reload, go along with the address, and come back with a discarded plan', async () => {
  await page.goto(`/people/${idOf('lea')}/offboard`);
  const groupOf = (screen: Page, name: string) => screen.getByRole('group', { name });
  const primaries = groupOf(page, 'Loan Officer, primary');
  await primaries.getByText('By weight').click();
  await pick(primaries.getByRole('combobox', { name: 'Receiver 1' }), 'ben');
  await primaries.getByLabel('Share 1').fill('3');
  await primaries.getByRole('button', { name: 'Add a receiver' }).click();
  await pick(primaries.getByRole('combobox', { name: 'Receiver 2' }), 'cy');
  await primaries.getByLabel('Share 2').fill('1');
  await primaries.getByLabel('Largest book 2').fill('80');
  await pick(groupOf(page, 'Loan Officer, secondary').getByRole('combobox', { name: 'Receiver' }), 'dee');
  await page.getByRole('radio', { name: /All to one person/ }).click();
  await pick(page.getByRole('combobox', { name: 'New manager of all reports' }), 'una');
  await page.getByLabel('Reason').fill('Lea moves on');
  await page.getByLabel('If one fails').selectOption('stop there');
  await reload(/onFailure=stop/);
  const { searchParams } = new URL(page.url());
  assert.deepEqual(Object.fromEntries(searchParams), {
    'primary.Loan Officer': `weighted_${idOf('ben')}*3_${idOf('cy')}*1-80`,
    'secondary.Loan Officer': String(idOf('dee')),
    team: 'one',
    heir: String(idOf('una')),
    reason: 'Lea moves on',
    onFailure: 'stop',
  });

  const una = await web.enter('una');
  await una.page.goto(page.url());
  for (const screen of [page, una.page]) {
    const both = groupOf(screen, 'Loan Officer, primary');
    await waitForValue(both.getByRole('combobox', { name: 'Receiver 1' }), 'Ben Example');
    await waitForValue(both.getByRole('combobox', { name: 'Receiver 2' }), 'Cy Example');
    await waitForValue(both.getByLabel('Share 1'), '3');
    await waitForValue(both.getByLabel('Largest book 2'), '80');
    const secondary = groupOf(screen, 'Loan Officer, secondary').getByRole('combobox', { name: 'Receiver' });
    await waitForValue(secondary, 'Dee Example');
    await waitForValue(screen.getByRole('combobox', { name: 'New manager of all reports' }), 'Una Example');
    assert.equal(await screen.getByLabel('Reason').inputValue(), 'Lea moves on');
    assert.equal(await screen.getByLabel('If one fails').inputValue(), 'stop');
  }
  await una.page.context().close();

  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText('Lea Example will no longer be able to sign in.').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Discard the plan' }).click();
  await waitForValue(primaries.getByRole('combobox', { name: 'Receiver 2' }), 'Cy Example');
  assert.equal(await page.getByLabel('Reason').inputValue(), 'Lea moves on');
});

test('a manager chosen for each report is in the address, and taken back out of it', async () => {
  await page.goto(`/people/${idOf('lea')}/offboard`);
  await page.getByRole('radio', { name: 'Each to whom you say' }).click();
  const box = page.getByRole('combobox', { name: 'New manager of Ben Example' });
  await pick(box, 'dee');
  await reload(new RegExp(`managers=${idOf('ben')}-${idOf('dee')}$`));
  await waitForValue(box, 'Dee Example');
  await page.getByLabel('Clear New manager of Ben Example').click();
  await reload(/offboard\?team=each$/);
  await page.getByRole('radio', { name: 'Each to whom you say' }).and(page.locator(':checked')).waitFor();
  assert.equal(await box.inputValue(), '');
});

test('who is to receive leads survives a reload beside the list and beside a lead, and ends with the panel', async () => {
  for (const path of ['/leads?ticked=all&reassign=new', '/leads/1001?reassign=new']) {
    await page.goto(path);
    const panel = page.getByRole('complementary');
    await pick(panel.getByRole('combobox', { name: 'Receiver' }), 'dee');
    await panel.getByLabel(/Those in the receiver/).click();
    await panel.getByLabel('Reason').fill('Dee takes over');
    await panel.getByLabel('Run at').fill('2030-11-30T18:00');
    await reload(new RegExp(`to=${idOf('dee')}&others=same-role&reason=Dee\\+takes\\+over&runAt=2030-1`));
    await waitForValue(panel.getByRole('combobox', { name: 'Receiver' }), 'Dee Example');
    assert.ok(await panel.getByLabel(/Those in the receiver/).isChecked());
    assert.equal(await panel.getByLabel('Reason').inputValue(), 'Dee takes over');
    assert.equal(await panel.getByLabel('Run at').inputValue(), '2030-11-30T18:00');
    await panel.getByRole('button', { name: 'Close' }).click();
    await page.waitForURL((url) => !url.searchParams.has('reason') && !url.searchParams.has('to'));
  }
});

test('a preview repeats what will be run, and a time that has passed is refused before it', async () => {
  await page.goto('/leads/1001?reassign=new');
  const panel = page.getByRole('complementary');
  await pick(panel.getByRole('combobox', { name: 'Receiver' }), 'dee');
  await panel.getByLabel(/Those in the receiver/).click();
  await panel.getByLabel('Reason').fill('Dee takes over');
  await panel.getByLabel('If one fails').selectOption('change nothing');
  await panel.getByLabel('Run at').fill('2020-11-30T18:00');
  await panel.getByText('The time to run at has passed.').waitFor();
  assert.ok(await panel.getByRole('button', { name: 'Preview' }).isDisabled());
  await panel.getByLabel('Run at').fill('2030-11-30T18:00');
  await panel.getByRole('button', { name: 'Preview' }).click();
  await panel.getByRole('button', { name: /^Schedule it for .*2030/ }).waitFor();
  await panel.getByRole('definition').getByText('Dee Example').waitFor();
  const isMoment = (text: string) => /\d:\d\d|2030/.test(text);
  const told = (await panel.getByRole('definition').allInnerTexts()).filter((text) => !isMoment(text));
  assert.deepEqual(told, [
    'Dee Example',
    'Those in the receiver’s role are removed',
    'Dee takes over',
    'change nothing',
    'leave it alone',
  ]);
  await panel.getByRole('button', { name: 'Discard the plan' }).click();
});

test('the terms of a change of managers survive a reload, for what is staged, for a file and on the radar', async () => {
  const staged = `staged=${idOf('cy')}-${idOf('dee')}`;
  for (const panelOf of [`panel=changes&${staged}`, 'panel=csv']) {
    await page.goto(`/people?view=chart&${panelOf}`);
    const panel = page.getByRole('complementary');
    await panel.getByLabel('Reason').fill('Two teams merge');
    await panel.getByLabel(/All or nothing/).click();
    await reload(/reason=Two\+teams\+merge&whole=true/);
    assert.equal(await panel.getByLabel('Reason').inputValue(), 'Two teams merge');
    assert.ok(await panel.getByLabel(/All or nothing/).isChecked());
  }
  await page.goto(`/radar?mend=user-manager-inactive&under=${idOf('left')}`);
  await pick(page.getByRole('combobox', { name: 'New manager' }), 'dee');
  await page.getByRole('checkbox', { name: /Eve Example/ }).click();
  await reload(new RegExp(`manager=${idOf('dee')}&without=%5B${idOf('eve')}%5D`));
  await waitForValue(page.getByRole('combobox', { name: 'New manager' }), 'Dee Example');
  await page.getByRole('button', { name: 'Preview for 1 person' }).waitFor();
});

test('an address that makes no sense opens a draft that is empty', async () => {
  const nonsense = 'to=even_x&others=some&runAt=soon&onFailure=1&onDrift=&reason=%5B1%5D';
  await page.goto(`/leads?ticked=all&reassign=new&${nonsense}`);
  await page.getByText('Choose who receives the leads.').waitFor();
  assert.equal(await page.getByLabel('Reason').inputValue(), '');
  await page.getByLabel('Reason').fill('Dee takes over');
  await page.waitForURL(/leads\?ticked=all&reassign=new&reason=Dee\+takes\+over$/);
  await page.goto(
    `/people/${idOf('lea')}/offboard?primary.Loan+Officer=even_x&team=7&heir=x&managers=-&reason=`,
  );
  await page.getByText('Loan Officer, primary: Choose who receives the leads.').waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
});

test('no page with a draft failed', () => {
  assert.deepEqual(ada.trouble.errors, []);
});
