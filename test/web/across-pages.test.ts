import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { CallHeaders } from '../support/an-organisation.ts';
import { assertAccessible, type PageTrouble } from '../support/browser.ts';
import { password, useWeb } from '../support/use-web.ts';
import type { NameOf } from '../support/use-world.ts';

const orgId = 7;
const ofBen = 260;

let page: Page;
let trouble: PageTrouble;
let keys: CallHeaders;

const web = useWeb(
  {
    orgId,
    users: {
      ada: { reports: ['ben', 'cy'] },
      ben: { accessRole: 'agent' },
      cy: {},
      xia: { agentRole: 'Processor' },
    },
    leads: Object.fromEntries(
      Array.from({ length: 400 }, (_, place) => [
        1001 + place,
        place < ofBen ? (['ben', 'xia'] as const) : (['cy'] as const),
      ]),
    ),
  },
  async () => {
    keys = await web.signIn('ada');
    ({ page, trouble } = await web.enter('ada'));
  },
);
type Name = NameOf<typeof web>;

/** With keys, as a script of somebody else would. */
async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const answer = await fetch(`${web.address}${path}`, {
    method: 'POST',
    headers: { ...keys, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return JSON.parse(await answer.text());
}

test('the seed’s guide: find the lead, take its id from the address, reassign it over HTTP, see it without a reload', async () => {
  await page.goto('/leads');
  await page.getByRole('row', { name: /Lead 1001/ }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('Lead 1007');
  await page.getByRole('link', { name: 'Lead 1007' }).click();
  const assignment = page.getByRole('region', { name: 'Assignment' });
  await assignment.getByText('Ben Example').waitFor();
  const applicationId = Number(new URL(page.url()).pathname.split('/').at(-1));
  await page.evaluate('window.wasNotReloaded = true');
  const { Message } = await post<{ Message: string }>(`/api/v2/pub/application/reassign?orgId=${orgId}`, {
    ApplicationId: applicationId,
    Assignments: [],
    PrimaryAgent: { UserId: String(web.idOf('cy')) },
    UnassignAllOtherUsers: true,
  });
  assert.equal(Message, 'Application updated successfully');
  await assignment.getByText('Cy Example').waitFor();
  assert.equal(await assignment.getByText('Ben Example').count(), 0);
  assert.equal(await page.evaluate('window.wasNotReloaded'), true);
  const history = page.getByRole('region', { name: 'History' });
  await history.getByText('Ben Example removed as primary').waitFor();
});

test('all that match are reassigned with a preview, followed after leaving the page, and undone', async () => {
  const matching = ofBen - 1; // one went to Cy in the test before
  await page.goto('/leads');
  await page.getByRole('button', { name: /^Filters/ }).click();
  await page.getByRole('combobox', { name: 'Owner' }).fill('ben');
  await page.getByRole('option', { name: /Ben Example/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: `Select all ${matching} that match` }).click();
  await page.getByRole('button', { name: 'Reassign' }).click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('combobox', { name: 'Receiver' }).fill('cy');
  await page.getByRole('option', { name: /Cy Example/ }).click();
  await panel.getByLabel(/Those in the receiver/).click();
  await panel.getByLabel('Reason').fill('Ben is on leave');
  await panel.getByRole('button', { name: 'Preview' }).click();
  await panel.getByText(`${matching} will change`).waitFor();
  const ben = panel.getByRole('row', { name: /Ben Example/ });
  assert.match(await ben.innerText(), new RegExp(`${matching}\\s+0\\s+–\\s+${matching}`));
  await panel.getByRole('button', { name: 'Run' }).click();
  const address = page.url();
  await page.goto('/requests');
  await page.goto(address);
  await panel.getByText(`${matching} changed`).waitFor();
  await assertAccessible(page, 'the outcome of a reassignment');
  assert.equal(await countOf('ben'), 0);
  await panel.getByRole('button', { name: 'Undo' }).click();
  await panel.getByRole('button', { name: 'Preview the undo' }).click();
  await panel.getByText(`${matching} will change`).waitFor();
  await panel.getByRole('button', { name: 'Run' }).click();
  await panel.getByText('done', { exact: true }).waitFor();
  assert.equal(await countOf('ben'), matching);
  await panel.getByRole('link', { name: /^\d+$/ }).click();
  await page.getByText(/^baton undo \d+$/).waitFor();
});

async function countOf(name: Name): Promise<number> {
  const query = `ownerUserId=${web.idOf(name)}&count=true&limit=1`;
  const answer = await fetch(`${web.address}/api/v1/leads?${query}`, { headers: keys });
  const { total }: { total: number } = JSON.parse(await answer.text());
  return total;
}

test('leads that are ticked one by one stay in the address, and a split by weight says what it lacks', async () => {
  await page.goto('/leads');
  await page.getByRole('checkbox', { name: 'Select row 1', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Select row 2', exact: true }).click();
  await page.getByText('400 match; 2 selected').waitFor();
  await page.reload();
  await page.getByText('400 match; 2 selected').waitFor();
  await page.getByRole('button', { name: 'Reassign' }).click();
  const panel = page.getByRole('complementary');
  await panel.getByText('By weight').click();
  await panel.getByRole('combobox', { name: 'Receiver 1' }).fill('cy');
  await page.getByRole('option', { name: /Cy Example/ }).click();
  await panel.getByText('Give each receiver a share.').waitFor();
  await panel.getByLabel('Share 1').fill('2');
  await panel.getByRole('button', { name: 'Preview' }).click();
  await panel.getByText('2 will change').waitFor();
  await assertAccessible(page, 'the preview of a reassignment');
  await panel.getByRole('button', { name: 'Discard the plan' }).click();
  await panel.getByRole('button', { name: 'Preview' }).waitFor();
});

test('a WFAId that is pasted is found, with the same by CLI and by curl', async () => {
  const { WFAId } = await post<{ WFAId: string }>('/v2/UserManagement.svc/UpdateReportingManagerInBulk', [
    { UserId: web.user('ben').guid, ManagerId: web.user('cy').guid },
  ]);
  await page.goto('/requests');
  await page.getByRole('row', { name: WFAId }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.insertText(` "${WFAId}" `);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `Change of managers ${WFAId}` }).waitFor();
  await page.getByText('1 changed').waitFor();
  await page.getByText(`baton requests show ${WFAId}`).waitFor();
  await page.getByText('By curl').click();
  await page.getByText(`"UserId":"${web.user('ben').guid}"`).waitFor();
});

test('a request that is nobody’s says so where it was looked for', async () => {
  await page.goto('/requests');
  await page.getByLabel('Find a request by its id').fill('12345');
  await page.keyboard.press('Enter');
  await page.getByText('There is no request 12345 in this organisation.').waitFor();
  trouble.errors.length = 0; // the browser calls the 404 that was asked for an error
});

test('a lead is shown as it was, and the address says when', async () => {
  await page.goto('/leads/1007');
  await page.getByRole('slider', { name: 'As of' }).focus();
  await page.keyboard.press('Home');
  const assignment = page.getByRole('region', { name: 'Assignment' });
  await assignment.getByText('Ben Example').waitFor();
  assert.match(page.url(), /asOf=2026-01-05/);
  await assertAccessible(page, 'a lead as it was');
  await page.getByRole('button', { name: 'Back to now' }).click();
  await assignment.getByText('Live').waitFor();
});

test('every key that the help lists goes where it says', async () => {
  await page.goto('/leads');
  await page.getByRole('row', { name: /Lead 1001/ }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /Lead 1001/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByText('400 match; 1 selected').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Lead 1002' }).waitFor();
  for (const [key, heading] of [
    ['r', 'Requests'],
    ['p', 'People'],
    ['o', 'Radar'],
    ['s', 'Settings'],
    ['l', 'Leads'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
  }
});

test('no screen has a serious finding by axe, in light and in dark', async () => {
  const screens = [
    '/leads',
    '/leads?ticked=all&reassign=new',
    '/leads/1007',
    '/leads/1007?reassign=new',
    '/requests',
    `/requests/${web.requestId + 1}`,
  ];
  for (const screen of screens) {
    await page.goto(screen);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await assertAccessible(page, screen);
  }
});

test('no menu, list or window over the pages has a serious finding by axe, in light and in dark', async () => {
  await page.goto('/leads');
  await page.getByRole('row', { name: /Lead 1001/ }).waitFor();
  await page.getByRole('button', { name: /Ada Example/ }).click();
  await page.getByRole('menuitem', { name: 'Keys' }).waitFor();
  await assertAccessible(page, 'the menu of whoever is signed in');
  await page.getByRole('menuitem', { name: 'Keys' }).click();
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await assertAccessible(page, 'the keys');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Created' }).waitFor();
  await assertAccessible(page, 'the columns');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Filters/ }).click();
  await page.getByRole('combobox', { name: 'Owner' }).fill('b');
  await page.getByRole('option', { name: /Ben Example/ }).waitFor();
  await assertAccessible(page, 'the filters, choosing an owner');
  await page.getByRole('option', { name: /Ben Example/ }).click();
  await page.getByRole('combobox', { name: 'Who stands as' }).click();
  await page.getByRole('option', { name: 'secondary' }).waitFor();
  await assertAccessible(page, 'the filters, choosing a standing');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Radar' }).hover();
  await page.getByRole('tooltip').waitFor();
  await assertAccessible(page, 'a hint');
  await page.goto('/requests');
  for (const name of ['Kind', 'Asked by']) {
    await page.getByRole('combobox', { name }).click();
    await page.getByRole('option').first().waitFor();
    await assertAccessible(page, `the requests, choosing ${name}`);
    await page.keyboard.press('Escape');
  }
});

test('what waits is listed with its moment in the reader’s zone, and is cancelled there after being asked', async () => {
  const runAt = new Date(Date.now() + 2 * 86_400_000).toISOString();
  const to = { user: { userId: web.idOf('cy') } };
  const ask = { kind: 'reassign', leads: [1400], to, runAt, reason: 'After the holidays' };
  const { requestId } = await post<{ requestId: number }>('/api/v1/requests', ask);
  await page.goto('/requests');
  await page.getByRole('button', { name: 'Waiting' }).click();
  const row = page.getByRole('row', { name: new RegExp(String(requestId)) });
  const zone = await page.evaluate<string>(
    `new Intl.DateTimeFormat(undefined, { timeZoneName: 'short' }).formatToParts(new Date('${runAt}')).find(({ type }) => type === 'timeZoneName').value`,
  );
  await row.locator('time', { hasText: zone }).waitFor();
  assert.match(page.url(), /state=queued/);
  await assertAccessible(page, 'what waits');
  await row.getByRole('button', { name: `Cancel ${requestId}` }).click();
  const question = page.getByRole('dialog', { name: `Cancel ${requestId}?` });
  await question.getByText(/1 row, asked for by Ada Example, which runs/).waitFor();
  await assertAccessible(page, 'the question before a request that waits is cancelled');
  await question.getByRole('button', { name: 'Let it run' }).click();
  await question.waitFor({ state: 'detached' });
  await row.getByRole('button', { name: `Cancel ${requestId}` }).click();
  await question.getByRole('button', { name: 'Cancel it' }).click();
  await row.waitFor({ state: 'detached' });
  await page.goto(`/requests/${requestId}`);
  await page.getByRole('status').getByText('cancelled').waitFor();
});

test('a lost connection is said, and mends itself', async () => {
  await page.goto('/leads/1003');
  const assignment = page.getByRole('region', { name: 'Assignment' });
  await assignment.getByText('Live').waitFor();
  const restart = await web.interrupt();
  await page.getByText('No connection to Baton').waitFor();
  assert.equal(await assignment.getByText('Live').count(), 0);
  await assignment.getByText('As it was before the connection was lost').waitFor();
  await assertAccessible(page, 'a lost connection');
  await restart();
  await page.getByText('No connection to Baton').waitFor({ state: 'detached' });
  await assignment.getByText('Live').waitFor();
  trouble.errors.length = 0;
});

test('on a phone nothing is wider than the screen', async () => {
  const phone = await page.context().newPage();
  await phone.setViewportSize({ width: 360, height: 740 });
  for (const screen of [
    '/leads',
    '/leads/1007',
    '/requests',
    '/requests?state=queued',
    `/requests/${web.requestId + 1}`,
  ]) {
    await phone.goto(screen);
    await phone.getByRole('heading', { level: 1 }).waitFor();
    const width = await phone.evaluate<number>('document.documentElement.scrollWidth');
    assert.ok(width <= 360, `${screen} is ${width} wide`);
  }
  await phone.getByRole('button', { name: 'Menu' }).click();
  await phone.getByRole('link', { name: 'Radar' }).waitFor();
  await assertAccessible(phone, 'the menu on a phone');
  await phone.close();
});

test('an agent sees the leads they stand on alone, and whoever signed out is led back after signing in', async () => {
  const { page: theirs } = await web.enter('ben');
  await theirs.getByText(/259 match/).waitFor();
  const told: string[] = [];
  for (const lead of [1399, 9399]) {
    await theirs.goto(`/leads/${lead}`);
    await theirs.getByRole('heading', { name: 'No such lead is in sight' }).waitFor();
    const words = theirs.getByText(/in sight\. Agents see themselves.*ask an administrator/);
    told.push(String(await words.textContent()).replace(String(lead), 'N'));
  }
  assert.equal(told[0], told[1], 'a lead out of sight is told like one that is not there');
  await theirs.goto('/leads');
  await theirs.getByRole('button', { name: /Ben Example/ }).click();
  await theirs.getByRole('menuitem', { name: 'Sign out' }).click();
  await theirs.getByRole('heading', { name: 'Sign in' }).waitFor();
  await theirs.goto('/leads/1003');
  await theirs.getByLabel('E-mail').fill(web.user('ben').email);
  await theirs.getByLabel('Password').first().fill('not this one');
  await theirs.getByRole('button', { name: 'Sign in' }).click();
  await theirs.getByRole('alert').waitFor();
  await assertAccessible(theirs, 'the sign-in page');
  await theirs.getByLabel('Password').first().fill(password);
  await theirs.getByRole('button', { name: 'Sign in' }).click();
  await theirs.getByRole('heading', { name: 'Lead 1003' }).waitFor();
  await theirs.context().close();
});

test('no page failed, kept a key, or asked another host for anything', async () => {
  assert.deepEqual(trouble.errors, []);
  assert.deepEqual([...trouble.hosts], [new URL(web.address).host]);
  const kept = await page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })');
  assert.doesNotMatch(kept, /secret|access.?key|token/i);
});
