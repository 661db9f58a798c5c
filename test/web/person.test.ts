import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { createClient } from '../../src/client/client.ts';
import { assertAccessible, type PageTrouble } from '../support/browser.ts';
import { password, useWeb } from '../support/use-web.ts';
import type { NameOf } from '../support/use-world.ts';

const orgId = 7;

let page: Page;
let trouble: PageTrouble;

const web = useWeb(
  {
    orgId,
    users: {
      ada: { accessRole: 'administrator', reports: ['max'] },
      max: { accessRole: 'manager', reports: ['lea'] },
      lea: { accessRole: 'agent', reports: ['ben', 'cy'] },
      ben: { accessRole: 'agent' },
      cy: { accessRole: 'agent' },
      pat: { accessRole: 'agent', agentRole: 'Processor' },
      quin: { accessRole: 'agent', agentRole: 'Processor' },
      una: { accessRole: 'administrator', reports: ['pat', 'quin'] },
      zed: { accessRole: 'agent', agentRole: 'Processor' },
    },
    leads: Object.fromEntries(
      Array.from({ length: 60 }, (_, place) => [
        1001 + place,
        place < 40 ? (['lea', 'pat'] as const) : (['ben', 'lea'] as const),
      ]),
    ),
  },
  async () => {
    ({ page, trouble } = await web.enter('ada'));
  },
);
const baton = web.as('ada');
type Name = NameOf<typeof web>;

const heldAt = '2026-03-01T12:00:00Z';
const idOf = (name: Name) => web.idOf(name);
const personPath = (name: Name) => `/people/${idOf(name)}`;
const offboardPath = (name: Name) => `${personPath(name)}/offboard`;
const region = (name: string) => page.getByRole('region', { name, exact: true });

async function pick(box: Locator, name: string): Promise<void> {
  await box.fill(name);
  await page.getByRole('option', { name: new RegExp(`${name} Example`, 'i') }).click();
}

/** Everything that Lea holds, to compare before and after. */
async function holdingsOfLea(): Promise<unknown> {
  const { manager, isActive } = await baton.users.show(idOf('lea'));
  const { roles } = await baton.users.book(idOf('lea'));
  const reports = await baton.users.reports(idOf('lea'), { depth: 1 }).first();
  return [manager?.userId, isActive, roles, reports.items.map(({ userId }) => userId)];
}

test('a person is shown with their book, whom they report to and who reports to them', async () => {
  await page.goto(personPath('lea'));
  await page.getByRole('heading', { name: 'Lea Example' }).waitFor();
  await region('Facts').getByText('lea@org7.example').waitFor();
  const above = region('Reports to').getByRole('listitem');
  assert.deepEqual(
    (await above.allInnerTexts()).map((text) => text.split('\n')[0]),
    ['Max Example', 'Ada Example'],
  );
  assert.equal(await region('Direct reports').getByRole('listitem').count(), 2);
  await region('Book').getByText('Primary on 40').waitFor();
  await region('Book').getByRole('link', { name: '20 as secondary, Loan Officer' }).click();
  await page.getByText('20 match').waitFor();
  await page.goBack();
  await region('Direct reports').getByRole('link', { name: 'Ben Example' }).click();
  await page.getByRole('heading', { name: 'Ben Example' }).waitFor();
  await region('Reports to').getByText('Lea Example').waitFor();
});

test('as of a moment before they were there nobody was around them, and the address says when', async () => {
  await page.goto(personPath('lea'));
  await page.getByLabel('As of').fill('2026-01-01T12:00');
  await region('Book').getByText('Stood on no lead then.').waitFor();
  await region('Direct reports').getByText('Nobody reports to them.').waitFor();
  assert.match(page.url(), /asOf=2026-01-01T/);
  await page.reload();
  await region('Book').getByText('Stood on no lead then.').waitFor();
  await page.getByRole('button', { name: 'Back to now' }).click();
  await region('Book').getByText('Primary on 40').waitFor();
});

test('the numbers of a past book lead to the leads that were held then, and these to now', async () => {
  await page.goto(`${personPath('lea')}?asOf=${encodeURIComponent(heldAt)}`);
  await region('Book').getByRole('link', { name: '20 as secondary, Loan Officer' }).click();
  await page.getByText('20 match').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('asOf'), heldAt);
  await page.getByText('Everything else is as it is now.').waitFor();
  await page.getByRole('button', { name: 'Filters · 4' }).click();
  await page.getByRole('dialog', { name: 'Filters' }).getByLabel('As of').fill('2026-01-01T12:00');
  await page.getByText('0 match').waitFor();
  await assertAccessible(page, 'leads as of a past moment');
  await page.keyboard.press('Escape');
  await page.getByRole('status').getByRole('button', { name: 'Back to now' }).click();
  await page.getByText('20 match').waitFor();
});

test('an administrator makes a key whose secret is seen once, and revokes it after being asked', async () => {
  await page.goto(personPath('ben'));
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('What it is for').fill('nightly feed');
  await page.getByLabel('Your password').fill('not this one');
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.getByRole('alert').getByText('the one given is not it').waitFor();
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Make the key' }).click();
  const shown = page.getByRole('dialog');
  const accessKey = await shown.getByLabel('Access key', { exact: true }).inputValue();
  await assertAccessible(page, 'the window of a new key');
  const secretKey = await shown.getByLabel('Secret key', { exact: true }).inputValue();
  await page.keyboard.press('Escape');
  await shown.getByRole('button', { name: 'I have copied it' }).click();
  await shown.waitFor({ state: 'detached' });
  assert.equal((await page.content()).includes(secretKey), false);
  const ofBen = createClient({ url: web.address, accessKey, secretKey });
  assert.equal((await ofBen.session.show()).user.userId, idOf('ben'));
  await page.getByRole('button', { name: `Revoke ${accessKey}` }).click();
  await page.getByRole('dialog', { name: 'Revoke this key?' }).waitFor();
  await assertAccessible(page, 'the question before a key is revoked');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: `Revoke ${accessKey}` }).click();
  await page.getByRole('button', { name: 'Revoke it' }).click();
  await region('Access').getByText('Revoked').waitFor();
  await assert.rejects(ofBen.session.show(), { status: 401 });
});

test('an administrator hands over a sign-in link, by which the person gets in', async () => {
  await page.goto(personPath('cy'));
  await page.getByRole('button', { name: 'Sign-in link' }).click();
  await page.getByLabel('Your password').fill(password);
  await assertAccessible(page, 'the question before a sign-in link');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('dialog').getByLabel('Sign-in link', { exact: true }).inputValue();
  await assertAccessible(page, 'the window of a sign-in link');
  await page.getByRole('button', { name: 'I have copied it' }).click();
  const { page: theirs } = await web.enterBy(link);
  await theirs.getByRole('button', { name: /Cy Example/ }).waitFor();
  await theirs.goto(`${web.address}${personPath('cy')}`);
  await theirs.getByRole('heading', { name: 'Cy Example' }).waitFor();
  assert.equal(await theirs.getByRole('link', { name: 'Offboard' }).count(), 0);
  assert.equal(await theirs.getByRole('region', { name: 'Access' }).count(), 0);
  await theirs.goto(`${web.address}${offboardPath('cy')}`);
  await theirs.getByText('needs the access role administrator; yours is agent').waitFor();
  await theirs.context().close();
});

test('who takes no new leads from distributions is set in place', async () => {
  await page.goto(personPath('quin'));
  await page.getByLabel('Takes them from distributions').click();
  await page.getByLabel('Takes none from distributions').waitFor();
  assert.equal((await baton.users.show(idOf('quin'))).isAvailable, false);
  await page.getByLabel('Takes none from distributions').click();
  await page.getByLabel('Takes them from distributions').waitFor();
});

test('nobody offboards themselves, which is said before anything is chosen', async () => {
  await page.goto(offboardPath('ada'));
  await page.getByRole('alert').getByText('Nobody can offboard themselves').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Preview' }).count(), 0);
});

test('what the server refuses is said in the guide, and nothing is planned', async () => {
  await page.goto(offboardPath('una'));
  await page.getByText('Team: Choose who leads the reports.').waitFor();
  assert.ok(await page.getByRole('radio', { name: /nobody active is above Una Example/ }).isDisabled());
  await page.getByRole('radio', { name: 'Each to whom you say' }).click();
  await pick(page.getByRole('combobox', { name: 'New manager of Pat Example' }), 'ada');
  await page.getByText('Choose a manager for 1 more report').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Preview' }).isDisabled());
  await baton.users.setAvailability(idOf('quin'), false);
  await page.goto(offboardPath('pat'));
  await page.getByText('Evenly').click();
  await pick(page.getByRole('combobox', { name: 'Receiver 1' }), 'quin');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('alert').getByText('Quin Example (user 107) takes no new leads now.').waitFor();
  await baton.users.setAvailability(idOf('quin'), true);
  assert.deepEqual((await baton.requests.list({ kind: 'offboard' }).first()).items, []);
  trouble.errors.length = 0; // the browser calls the refusal an error
});

test('an offboarding goes from the inventory to a clean radar, and is undone', async () => {
  const before = await holdingsOfLea();
  await web.signIn('lea');
  await page.goto(personPath('lea'));
  await page.getByRole('link', { name: 'Offboard' }).click();
  const inventory = page.getByRole('list', { name: 'What Lea Example leaves behind' });
  await inventory.getByText('40 leads as primary').waitFor();
  await inventory.getByText('20 leads as secondary').waitFor();
  await inventory.getByText('1 key in force').waitFor();
  const primaries = page.getByRole('group', { name: 'Loan Officer, primary' });
  await primaries.getByText('Evenly').click();
  await page.getByText('Loan Officer, primary: Choose who receives the leads.').waitFor();
  await pick(primaries.getByRole('combobox', { name: 'Receiver 1' }), 'ben');
  await primaries.getByRole('button', { name: 'Add a receiver' }).click();
  await pick(primaries.getByRole('combobox', { name: 'Receiver 2' }), 'cy');
  const secondaries = page.getByRole('group', { name: 'Loan Officer, secondary' });
  await pick(secondaries.getByRole('combobox', { name: 'Receiver' }), 'lea');
  await page.getByText('Lea Example leaves, so cannot receive').waitFor();
  await pick(secondaries.getByRole('combobox', { name: 'Receiver' }), 'quin');
  await page.getByRole('radio', { name: /All to one person/ }).click();
  await pick(page.getByRole('combobox', { name: 'New manager of all reports' }), 'ben');
  await page.getByLabel('Reason').fill('Lea moves on');
  await page.getByRole('button', { name: 'Preview' }).click();

  await page.getByText('Lea Example will no longer be able to sign in. 1 access key ends.').waitFor();
  await region('Who receives what').getByText('Evenly: Ben Example, Cy Example').waitFor();
  assert.match(await page.getByRole('row', { name: /Lea Example/ }).innerText(), /40\s+0\s+–\s+60/);
  await assertAccessible(page, 'the preview of an offboarding');
  await page.getByRole('button', { name: 'Discard the plan' }).click();
  assert.equal(await page.getByLabel('Reason').inputValue(), 'Lea moves on', 'the choices are kept');
  await page.getByRole('button', { name: 'Preview' }).click();
  const isRunning = page.waitForResponse(/\/run$/); // to leave the page sooner would take the call back
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await isRunning;
  const address = page.url();
  await page.goto('/requests');
  await page.goto(address);
  await page.getByText('Nothing is left of Lea Example').waitFor();
  await assertAccessible(page, 'the result of an offboarding');

  const found = await baton.orphans({ limit: 1_000 }).first();
  const named = found.items.filter(({ user, manager }) =>
    [user?.userId, manager?.userId].includes(idOf('lea')),
  );
  assert.deepEqual(named, []);
  assert.equal(found.counts['lead-primary-inactive'], 0);
  assert.deepEqual(await holdingsOfLea(), [undefined, false, [], []]);

  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByLabel('Bring their access keys back, too').check();
  await page.getByRole('button', { name: 'Preview the undo' }).click();
  await page.getByText('1 access key that ended with the account will let in again.').waitFor();
  await page.getByText('Come back with their accounts').waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('done', { exact: true }).waitFor();
  await page.getByText('1 access key let in again.').waitFor();
  assert.deepEqual(await holdingsOfLea(), before);
  const [undo] = (await baton.requests.list({ kind: 'undo' }).first()).items;
  await page.goto(address);
  await page.getByText('Undone by').first().waitFor();
  await page
    .getByRole('link', { name: `${undo?.requestId}` })
    .first()
    .waitFor();
  assert.equal(await page.getByText('Nothing is left of').count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Undo' }).count(), 0);
  await page.getByRole('link', { name: 'Back to Lea Example' }).click();
  await region('Book').getByText('Primary on 40').waitFor();
});

test('the same offboarding by curl, as its request tells it, plans the same', async () => {
  const [ran] = (await baton.requests.list({ kind: 'offboard', state: 'done' }).first()).items;
  assert.ok(ran);
  await page.goto(`/requests/${ran.requestId}`);
  await region('Who receives what').getByText('Quin Example').waitFor();
  await page.getByText(`baton offboard ${idOf('lea')} --leads`).waitFor();
  const aboutLea = page.getByRole('row', { name: /Lea Example/ });
  await aboutLea.filter({ hasText: 'account' }).waitFor();
  const aboutReport = page.getByRole('row', { name: /reporting line (?!Lea)/ }).first();
  assert.match(await aboutReport.innerText(), /reporting line\s+\w+ Example\s+Lea Example\s*\w+ Example/);
  await page.getByText('By curl').click();
  const text = await region('The same').getByText('curl -s -X POST').innerText();
  const [, body = ''] = /-d '(.+)'$/s.exec(text) ?? [];
  const { preview } = await baton.requests.plan(JSON.parse(body));
  assert.equal(preview?.changed, ran.counts.changed);
});

test('what moved after the plan is left alone, and the result says what is left', async () => {
  await page.goto(offboardPath('pat'));
  await pick(page.getByRole('combobox', { name: 'Receiver' }), 'quin');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText('Pat Example will no longer be able to sign in.').waitFor();
  await baton.requests
    .create({ kind: 'reassign', leads: [1003], to: { user: { userId: idOf('ben') } } })
    .then(({ requestId }) => baton.requests.wait(requestId));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('Something is left of Pat Example').waitFor();
  await page.getByText('They still stand on 1 lead').waitFor();
  await page.getByText('Left alone, because somebody changed them after the plan').waitFor();
  await page.getByRole('button', { name: 'Plan what is left' }).click();
  await page.getByText('The account stays and is still active.').waitFor({ state: 'detached' });
  await page.getByRole('radio', { name: 'End the account when nothing is left' }).waitFor();
  await page
    .getByRole('list', { name: 'What Pat Example leaves behind' })
    .getByText('1 lead as primary')
    .waitFor();
});

test('several leave in one plan: chosen in the guide, told in the preview, and named where requests are listed', async () => {
  await page.goto(offboardPath('lea'));
  await pick(page.getByRole('combobox', { name: 'Somebody else who leaves' }), 'cy');
  await page.getByRole('heading', { name: 'Offboard Lea Example and 1 more' }).waitFor();
  await page.getByRole('list', { name: 'Who leaves, too' }).getByText('Cy Example').waitFor();
  const primaries = page.getByRole('group', { name: 'Loan Officer, primary' });
  await pick(primaries.getByRole('combobox', { name: 'Receiver' }), 'cy');
  await page.getByText('Cy Example leaves, so cannot receive').waitFor();
  await pick(primaries.getByRole('combobox', { name: 'Receiver' }), 'ben');
  const secondaries = page.getByRole('group', { name: 'Loan Officer, secondary' });
  await pick(secondaries.getByRole('combobox', { name: 'Receiver' }), 'quin');
  await page.getByRole('radio', { name: 'To the nearest manager above who stays' }).waitFor();
  await page.getByRole('radio', { name: 'End each account first, in any case' }).click();
  await assertAccessible(page, 'the guide for several who leave');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText('Lea Example will no longer be able to sign in.').waitFor();
  await page.getByText('Cy Example will no longer be able to sign in.').waitFor();
  await region('Who receives what').getByText('Ends first, in any case').waitFor();
  const [planned] = (await baton.requests.list({ kind: 'offboard' }).first()).items;
  assert.deepEqual(
    planned?.leavers?.map(({ userId }) => userId),
    [idOf('lea'), idOf('cy')],
  );
  await page.goto('/requests');
  await page.getByText('Offboarding of Lea Example and Cy Example').waitFor();
});

test('a request that is about something else is linked to, not shown as one of theirs', async () => {
  const made = await baton.requests.plan({
    kind: 'reassign',
    leads: [1003],
    to: { user: { userId: idOf('ben') } },
  });
  await page.goto(`${offboardPath('ben')}?request=${made.requestId}`);
  await page.getByRole('link', { name: `Reassignment ${made.requestId}` }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Run' }).count(), 0);
  const rows = [{ user: { userId: idOf('ben') }, manager: null }];
  const managers = await baton.requests.plan({ kind: 'managers', rows });
  await page.goto(`/leads?reassign=${managers.requestId}`);
  const panel = page.getByRole('complementary', { name: 'Change of managers' });
  await panel.getByRole('link', { name: `Change of managers ${managers.requestId}` }).waitFor();
  assert.equal(await panel.getByRole('button', { name: 'Run' }).count(), 0);
  await page.goto(`/people?view=chart&panel=${managers.requestId}`);
  await panel.getByText('1 will change').waitFor();
});

const screens = [
  () => personPath('lea'),
  () => `${personPath('ben')}?asOf=${encodeURIComponent('2026-02-01T00:00:00.000Z')}`,
  () => personPath('pat'),
  () => offboardPath('lea'),
  () => offboardPath('ada'),
];

test('no screen of a person has a serious finding by axe, in light and in dark', async () => {
  for (const screen of screens) {
    await page.goto(screen());
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await assertAccessible(page, screen());
  }
});

test('on a phone nothing of a person is wider than the screen', async () => {
  const phone = await page.context().newPage();
  await phone.setViewportSize({ width: 360, height: 740 });
  for (const screen of screens) {
    await phone.goto(screen());
    await phone.getByRole('heading', { level: 1 }).waitFor();
    await phone.waitForLoadState('networkidle');
    const width = await phone.evaluate<number>('document.documentElement.scrollWidth');
    assert.ok(width <= 360, `${screen()} is ${width} wide`);
  }
  await phone.close();
});

test('no page of a person failed, or asked another host for anything', () => {
  assert.deepEqual(trouble.errors, []);
  assert.deepEqual([...trouble.hosts], [new URL(web.address).host]);
});

test('an account ends and comes back from the page of its person, each by a request that is seen first', async () => {
  await page.goto(personPath('zed'));
  await page.getByRole('button', { name: 'Deactivate' }).click();
  await page.getByRole('dialog', { name: 'Deactivate Zed Example' }).waitFor();
  await assertAccessible(page, 'the question before an account ends');
  await page.getByLabel('Reason').fill('Left on Friday');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText('Zed Example will no longer be able to sign in.').waitFor();
  await assertAccessible(page, 'the preview of an account that ends');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('Nothing is left of Zed Example').waitFor();
  await page.goto(personPath('zed'));
  await page.getByText('Processor, has left').waitFor();
  await page.getByRole('button', { name: 'Reactivate' }).click();
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText('Zed Example will report to nobody.').waitFor();
  await page.getByText('Come back', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('done', { exact: true }).waitFor();
  await page.goto(personPath('zed'));
  await page.getByRole('button', { name: 'Deactivate' }).waitFor();
});
