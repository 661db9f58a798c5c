import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { fillWorld } from '../../bench/world.ts';
import type { CallHeaders } from '../support/an-organisation.ts';
import { assertAccessible, type PageTrouble } from '../support/browser.ts';
import { aLink } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { useWeb } from '../support/use-web.ts';
import type { NameOf } from '../support/use-world.ts';

const orgId = 7;
const before2026 = '2026-01-04T09:00:00.000Z';

let page: Page;
let trouble: PageTrouble;
let keys: CallHeaders;

const web = useWeb(
  {
    orgId,
    users: {
      ada: { reports: ['ben', 'cy'] },
      ben: { accessRole: 'manager', reports: ['dee', 'eve'] },
      cy: { reports: ['fay'] },
      dee: { accessRole: 'agent' },
      eve: { agentRole: 'Processor' },
      fay: {},
      gus: { isActive: false },
      hal: {},
    },
    leads: Object.fromEntries(
      Array.from({ length: 12 }, (_, place) => [
        1001 + place,
        place < 9 ? (['dee'] as const) : (['fay'] as const),
      ]),
    ),
  },
  async () => {
    keys = await web.signIn('ada');
    ({ page, trouble } = await web.enter('ada'));
  },
);
type Name = NameOf<typeof web>;

function card(name: Name): Locator {
  return page.locator(`[data-user="${web.idOf(name)}"]`);
}

function panel(): Locator {
  return page.getByRole('complementary');
}

async function openChart(search = ''): Promise<void> {
  await page.goto(`/people?view=chart${search}`);
  await card('ada').waitFor();
}

/** Sizes of a card: team, book, books of the team. */
async function sizesOf(name: Name): Promise<string[]> {
  const cells = await card(name).getByRole('gridcell').allInnerTexts();
  return cells.slice(1).map((text) => text.replaceAll(/\s+/g, ' '));
}

async function managerOf(name: Name): Promise<string | undefined> {
  const answer = await fetch(`${web.address}/api/v1/users/${web.idOf(name)}`, { headers: keys });
  const { manager }: { manager: { name: string } | null } = JSON.parse(await answer.text());
  return manager?.name;
}

async function changeByApi(user: Name, manager: Name): Promise<void> {
  const [{ userId }, { userId: managerId }] = [web.user(user), web.user(manager)];
  await fetch(`${web.address}/api/v1/requests`, {
    method: 'POST',
    headers: { ...keys, 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'managers', rows: [{ user: { userId }, manager: { userId: managerId } }] }),
  });
  await until(
    `${user} reports to ${manager}`,
    async () => (await managerOf(user)) === web.user(manager).name,
  );
}

test('people are searched and filtered in the table, the address says how, and a row opens the person', async () => {
  await page.goto('/people');
  await page.getByRole('row', { name: /Gus Example/ }).waitFor();
  await page.getByText('8 match').waitFor();
  await page.getByRole('combobox', { name: 'Access role' }).click();
  await page.getByRole('option', { name: 'administrator' }).waitFor();
  await assertAccessible(page, 'the people, choosing an access role');
  await page.getByRole('option', { name: 'administrator' }).click();
  await page.getByText('6 match').waitFor();
  await page.getByRole('combobox', { name: 'Agent role' }).click();
  await page.getByRole('option', { name: 'Processor' }).click();
  await page.getByText('1 match').waitFor();
  await page.reload();
  await page.getByRole('row', { name: /Eve Example/ }).waitFor();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await page.getByRole('combobox', { name: 'Active or left' }).click();
  await page.getByRole('option', { name: 'left' }).click();
  await page.getByText('1 match').waitFor();
  await page.goto('/people');
  await page.getByText('8 match').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('nobody of this name');
  await page.getByText('Nobody matches').waitFor();
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await page.getByRole('link', { name: 'Cy Example' }).click();
  await page.waitForURL(`**/people/${web.idOf('cy')}`);
});

test('the chart shows teams and books, opens and closes by keys, and leads to whoever is looked for', async () => {
  await openChart();
  assert.deepEqual(await sizesOf('ada'), ['5 2 direct', '0', '12']);
  assert.deepEqual(await sizesOf('ben'), ['2', '0', '9']);
  assert.deepEqual(await sizesOf('dee'), ['–', '9', '–']);
  await card('ada').focus();
  await page.keyboard.press('ArrowLeft');
  await card('ben').waitFor({ state: 'detached' });
  assert.equal(await card('ada').getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('/');
  await page.keyboard.type('dee');
  await page.getByRole('option', { name: /Dee Example/ }).click();
  await page.locator('[data-found="true"]', { hasText: 'Dee Example' }).waitFor();
  assert.match(page.url(), new RegExp(`at=${web.idOf('dee')}`));
  await page.reload();
  await page.locator('[data-found="true"]', { hasText: 'Dee Example' }).waitFor();
});

test('a drag that would make a circle is refused with its path, in words and in the chart', async () => {
  await openChart();
  await card('ben').hover();
  await page.mouse.down();
  await card('dee').hover();
  await card('dee').hover();
  const sentence = 'Ben Example would report to themselves: Ben Example → Dee Example → Ben Example.';
  await page.getByRole('status').getByText(sentence).waitFor();
  await page.mouse.up();
  await page.getByRole('alert').getByText(`${sentence} Nothing was staged.`).waitFor();
  for (const name of ['ben', 'dee'] as const)
    assert.equal(await card(name).getAttribute('data-cycle'), 'true');
  await assertAccessible(page, 'a move that is refused');
  assert.equal(await card('cy').getAttribute('data-cycle'), 'false');
  assert.doesNotMatch(page.url(), /staged=/);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  assert.equal(await page.locator('[data-cycle="true"]').count(), 0);
});

test('people are dragged to a new manager, seen as staged, previewed, run and undone', async () => {
  await openChart();
  await card('dee').dragTo(card('cy'));
  await card('dee').getByText('was: Ben Example').waitFor();
  await page.locator('[data-ghost="true"]', { hasText: 'to Cy Example' }).waitFor();
  assert.deepEqual(await sizesOf('cy'), ['1 2', '0', '3 12']);
  await card('hal').dragTo(card('ben'));
  const list = panel().getByRole('list', { name: 'Staged changes' });
  assert.match(
    await list.innerText(),
    /Dee Example\s+Ben Example\s+Cy Example\s+Hal Example\s+nobody\s+Ben Example/,
  );
  await page.reload();
  await panel().getByLabel('Reason').fill('The north goes to Cy');
  await panel().getByRole('button', { name: 'Preview' }).click();
  await panel().getByText('2 will change').waitFor();
  await assertAccessible(page, 'the preview beside the chart');
  const rows = panel().getByRole('region', { name: 'Rows' });
  await rows.getByText(/^will change\s*Ben Example\s*Cy Example$/).waitFor();
  assert.equal(await managerOf('dee'), 'Ben Example');
  await panel().getByRole('button', { name: 'Run' }).click();
  await panel().getByText('2 changed').waitFor();
  await rows.getByText(/^changed\s*Ben Example\s*Cy Example$/).waitFor();
  await page.waitForURL((url) => !url.search.includes('staged'));
  assert.equal(await managerOf('dee'), 'Cy Example');
  assert.equal(await managerOf('hal'), 'Ben Example');
  assert.deepEqual(await sizesOf('cy'), ['2', '0', '12']);
  await panel().getByRole('button', { name: 'Undo' }).click();
  await panel().getByRole('button', { name: 'Preview the undo' }).click();
  await panel().getByText('2 will change').waitFor();
  await panel().getByRole('button', { name: 'Run' }).click();
  await panel().getByText('done', { exact: true }).waitFor();
  assert.equal(await managerOf('dee'), 'Ben Example');
  assert.equal(await managerOf('hal'), undefined);
  assert.equal(await page.locator('[data-staged="true"]').count(), 0);
});

test('the same goes by keys alone, and dropping on nobody’s place takes somebody to the top', async () => {
  await openChart();
  await card('eve').focus();
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: 'New manager of Eve Example' });
  await dialog.locator('input:focus').waitFor();
  await page.keyboard.type('fay');
  await page.getByRole('option', { name: /Fay Example/ }).waitFor();
  await assertAccessible(page, 'choosing a new manager');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Stage the change' }).click();
  await card('eve').getByText('was: Ben Example').waitFor();
  await page.locator('[data-user]:focus', { hasText: 'Eve Example' }).waitFor();
  await card('cy').focus();
  await page.keyboard.press('m');
  await page.getByRole('dialog', { name: 'New manager of Cy Example' }).locator('input:focus').waitFor();
  await page.keyboard.type('eve');
  await page.getByRole('option', { name: /Eve Example/ }).click();
  await page
    .getByText('Cy Example would report to themselves: Cy Example → Eve Example → Fay Example → Cy Example.')
    .waitFor();
  assert.equal(await page.getByRole('button', { name: 'Stage the change' }).isDisabled(), true);
  await assertAccessible(page, 'a new manager who is refused');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await card('fay').dragTo(page.getByText('Changes are staged until you run them.'));
  await card('fay').getByText('was: Cy Example').waitFor();
  assert.equal(await card('fay').getAttribute('aria-level'), '1');
  await panel().getByRole('button', { name: 'Take back the move of Fay Example' }).click();
  await panel().getByRole('button', { name: 'Take back the move of Eve Example' }).click();
  await panel().waitFor({ state: 'detached' });
  assert.doesNotMatch(page.url(), /staged=/);
});

test('what is staged is judged anew when somebody else changes the chart', async () => {
  await openChart();
  await card('cy').dragTo(card('eve'));
  await card('cy').getByText('was: Ada Example').waitFor();
  await changeByApi('ben', 'fay');
  await page.reload();
  const list = panel().getByRole('list', { name: 'Staged changes' });
  await list
    .getByText(/Cy Example would report to themselves: Cy Example → Eve Example → Ben Example → Fay/)
    .waitFor();
  await panel().getByText('1 of them cannot be made as the chart is now. Take it back first.').waitFor();
  await assertAccessible(page, 'a staged change that cannot be made');
  assert.equal(await panel().getByRole('button', { name: 'Preview' }).isDisabled(), true);
  await changeByApi('ben', 'ada');
});

test('the chart is shown as it was, read only, and what is staged waits', async () => {
  await changeByApi('eve', 'cy');
  const staged = `${web.idOf('eve')}-${web.idOf('ada')}`;
  await openChart(`&staged=${staged}&panel=changes&asOf=2026-02-01T09:00:00.000Z`);
  await page.getByText('read only.').waitFor();
  assert.deepEqual(await sizesOf('ben'), ['2', '0', '9'], 'as it was before');
  assert.equal(await card('eve').getAttribute('draggable'), 'false');
  assert.equal(await panel().count(), 0);
  await page.getByRole('button', { name: 'Back to now' }).last().click();
  await card('eve').getByText('was: Cy Example').waitFor();
  await page.goto(`/people?view=chart&asOf=${before2026}`);
  await page.getByText('Nobody was here then').waitFor();
});

test('managers from a file: bad rows are named by line, column and reason, a good file is planned and run', async () => {
  await openChart('&panel=csv');
  const bad = `user_email,manager_email\n${web.user('fay').email},no e-mail\n,${web.user('ben').email}\n`;
  await chooseFile(bad);
  await panel()
    .getByText(/Line 2, manager_email: /)
    .waitFor();
  await panel()
    .getByText(/Line 3, user_email: `user_email` is blank/)
    .waitFor();
  await assertAccessible(page, 'a file of managers that is refused');
  trouble.errors.length = 0; // the browser calls the refusal that was asked for an error
  const good = [
    'User Email;ManagerEmail;City;;',
    `${web.user('fay').email};${web.user('ben').email};Bonn;;`,
    `stranger@example.com;${web.user('ben').email};;;`,
  ];
  await chooseFile(good.join('\n'));
  await panel().getByRole('checkbox', { name: 'Ignore the column City' }).check();
  trouble.errors.length = 0;
  await panel().getByRole('button', { name: 'Preview' }).click();
  await panel().getByText('1 will change').waitFor();
  await panel().getByText('There is no user stranger@example.com').waitFor();
  await panel().getByRole('button', { name: 'Run' }).click();
  await panel().getByText('1 changed').waitFor();
  assert.equal(await managerOf('fay'), 'Ben Example');
});

async function chooseFile(text: string): Promise<void> {
  const file = { name: 'managers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await panel().locator('input[type="file"]').setInputFiles(file);
  await panel().getByRole('button', { name: 'Preview' }).click();
}

test('a manager sees their own team, and is not offered what they may not do', async () => {
  const { page: theirs } = await web.enter('ben');
  await theirs.goto(`/people?view=chart&staged=${web.idOf('dee')}-0&panel=changes`);
  await theirs.getByText('You see yourself and your team.').waitFor();
  const cards = theirs.locator('[data-user]');
  await cards.first().waitFor();
  assert.equal(await theirs.getByText('Cy Example').count(), 0);
  assert.equal(await theirs.getByRole('button', { name: 'Upload CSV' }).count(), 0);
  assert.equal(await theirs.locator('[draggable="true"], [data-staged="true"]').count(), 0);
  assert.equal(await theirs.getByRole('complementary').count(), 0);
  await theirs.context().close();
});

test('of ten thousand people only those in sight are drawn, and the last of them is found', async () => {
  await fillWorld(web.url, 8, { leads: 10, users: 10_000 });
  const token = await aLink(web.database, 8, 'user1@example.com');
  const { page: large } = await web.enterBy(`${web.address}/first-sign-in#${token}`);
  await large.goto('/people?view=chart&at=10000');
  await large.locator('[data-found="true"]', { hasText: 'User 10000' }).waitFor();
  await large.getByText('10,000 people, 1 at the top').waitFor();
  assert.ok((await large.locator('[data-user]').count()) < 60);
  await large.context().close();
});

test('no screen of people has a serious finding by axe, in light and in dark', async () => {
  const staged = `staged=${web.idOf('dee')}-${web.idOf('cy')}`;
  const screens = [
    '/people',
    '/people?view=chart',
    `/people?view=chart&at=${web.idOf('dee')}&panel=changes&${staged}`,
    '/people?view=chart&panel=csv',
    '/people?view=chart&asOf=2026-02-01T09:00:00.000Z',
  ];
  for (const screen of screens) {
    await page.goto(screen);
    await page.getByRole('row').nth(2).waitFor();
    await page.waitForLoadState('networkidle');
    await assertAccessible(page, screen);
  }
});

test('on a phone nothing of the people is wider than the screen', async () => {
  const phone = await page.context().newPage();
  await phone.setViewportSize({ width: 360, height: 740 });
  for (const screen of ['/people', '/people?view=chart', '/people?view=chart&panel=csv']) {
    await phone.goto(screen);
    await phone.getByRole('row').nth(2).waitFor();
    const width = await phone.evaluate<number>('document.documentElement.scrollWidth');
    assert.ok(width <= 360, `${screen} is ${width} wide`);
  }
  await phone.close();
});

test('no page of people failed', () => {
  assert.deepEqual(trouble.errors, []);
});
