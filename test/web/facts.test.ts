// What is known of people is changed in place, and somebody new is brought: as administrators do it, by keys and by touch.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, type PageTrouble } from '../support/browser.ts';
import { useWeb } from '../support/use-web.ts';
import type { NameOf } from '../support/use-world.ts';

let page: Page;
let trouble: PageTrouble;

const web = useWeb(
  {
    orgId: 7,
    users: {
      ada: { accessRole: 'administrator', reports: ['max'] },
      max: { accessRole: 'manager', reports: ['ben', 'cy'] },
      ben: { accessRole: 'agent' },
      cy: { accessRole: 'agent', agentRole: 'Processor' },
    },
    leads: { 1001: ['ben'], 1002: ['ben', 'cy'], 1003: ['max', 'ben'] },
  },
  async () => {
    ({ page, trouble } = await web.enter('ada'));
  },
);
const baton = web.as('ada');
type Name = NameOf<typeof web>;

const pathOf = (name: Name) => `/people/${web.idOf(name)}`;
const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const picker = (name: string) => page.getByRole('combobox', { name, exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });

async function openEdit(name: Name): Promise<void> {
  await page.goto(pathOf(name));
  await button('Edit').press('Enter');
  await field('First name').waitFor();
}

/** The id of the request that the page tells of. */
async function toldRequest(text: string): Promise<number> {
  const link = page.getByRole('status').filter({ hasText: text }).getByRole('link');
  return Number(await link.innerText());
}

/** On a narrow window, too, and nothing stands beyond its edge. */
async function assertFits(screen: string): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await assertAccessible(page, screen);
  const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  assert.ok(beyond <= 0, `${screen} is ${beyond} px wider than its window`);
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('facts are edited in place by keys, what another role comes to is said before, and the undo takes all of it back', async () => {
  const before = await baton.users.show(web.idOf('ben'));
  await openEdit('ben');
  await page.keyboard.press('Tab'); // the first name has the focus
  await page.keyboard.type('Lima');
  await picker('Agent role').fill('Procesor');
  await page
    .getByText('Ben Example stands on 3 leads as Loan Officer, and stays Loan Officer on each')
    .waitFor();
  await picker('Reports to').fill('ada');
  await page.getByRole('option', { name: /Ada Example/ }).click();
  await field('Reason').fill('Promoted');
  await field('Reason').press('Enter');
  await page.getByText('did you mean "Processor"?').waitFor();
  assert.equal(await page.evaluate('document.activeElement.value'), 'Procesor', 'its field has the focus');
  assert.equal(await page.getByRole('alert').count(), 0, 'it is told at its field alone');
  await assertFits('facts that are edited, one refused');
  await button('Use Processor').press('Enter');
  await button('Save').press('Enter');
  const requestId = await toldRequest('Changed by request');
  assert.equal(
    await page.evaluate('document.activeElement.textContent'),
    'Edit',
    'the focus is where it began',
  );
  await page.getByRole('heading', { name: 'Ben Lima' }).waitFor();
  const request = await baton.requests.show(requestId);
  assert.deepEqual([request.kind, request.reason, request.counts.changed], ['facts', 'Promoted', 2]);
  const after = await baton.users.show(web.idOf('ben'));
  assert.deepEqual(
    [after.firstName, after.agentRole, after.manager?.userId],
    ['Ben', 'Processor', web.idOf('ada')],
  );
  await assertFits('a person who was changed');
  await button('Undo').click();
  await button('Preview the undo').click();
  await page.getByText('2 will change').waitFor();
  await button('Run').click();
  await page.getByText('done', { exact: true }).waitFor();
  assert.equal((await baton.users.show(web.idOf('ben'))).version, before.version, 'all is as it was');
  await page.goBack();
  await page.getByText('Undone by').waitFor();
  await button('Edit').click();
  await picker('Agent role').fill('Processor');
  await button('Preview the new role with a move on their leads').click();
  await page.getByText('4 will change').waitFor();
  await assertFits('a new role with a move on leads, previewed');
  trouble.errors.length = 0; // the browser calls the refusal an error
});

test('who was faster is said with what they did, and what was typed is saved once theirs was read', async () => {
  await openEdit('cy');
  await field('First name').fill('Cyril');
  const { requestId } = await baton.users.change(web.idOf('cy'), { lastName: 'Roth' });
  await button('Save').click();
  const alert = page.getByRole('alert').filter({ hasText: 'Somebody was faster' });
  await alert.getByText(`changed last by request ${requestId} of Ada Example`).waitFor();
  await assertAccessible(page, 'a person whom somebody else changed meanwhile');
  await alert.getByRole('button', { name: 'Read anew' }).click();
  await page.getByText('Somebody changed it meanwhile from Example to Roth.').waitFor();
  assert.deepEqual(
    [await field('First name').inputValue(), await field('Last name').inputValue()],
    ['Cyril', 'Roth'],
  );
  await button('Save').click();
  await page.getByRole('heading', { name: 'Cyril Roth' }).waitFor();
  assert.equal((await baton.users.show(web.idOf('cy'))).name, 'Cyril Roth');
  trouble.errors.length = 0;
});

test('what changes nothing cannot be saved, and is left as it was', async () => {
  await openEdit('max');
  assert.ok(await button('Save').isDisabled());
  await field('E-mail').fill('max.example');
  await button('Save').click();
  await page.getByText('The address has no @.').waitFor();
  await button('Cancel').click();
  await page.getByText(web.user('max').email).first().waitFor();
  await page.goto(`${pathOf('max')}?edit=facts&asOf=${encodeURIComponent(new Date().toISOString())}`);
  await page.getByText('E-mail and roles as of then').waitFor();
  assert.equal((await field('E-mail').count()) + (await button('Edit').count()), 0, 'the past is not edited');
});

test('somebody new is brought by keys, is let in from their page, and their coming can be undone', async () => {
  await page.goto('/people');
  await button('New person').press('Enter');
  const form = page.getByRole('dialog', { name: 'New person' });
  await form.getByRole('button', { name: 'Add them' }).click();
  await form.getByText('A person needs a first name.').waitFor();
  await assertFits('a new person of whom nothing is known');
  await field('First name').fill('Noa');
  await field('Last name').fill('Lima');
  await field('E-mail').fill(web.user('ben').email.toUpperCase());
  await form.getByRole('combobox', { name: 'Agent role' }).fill('pro');
  await page.getByRole('option', { name: 'Processor' }).click();
  await picker('Reports to').fill('max');
  await page.getByRole('option', { name: /Max Example/ }).click();
  await field('Reason').press('Enter');
  await form.getByText(`is that of user ${web.idOf('ben')}`).waitFor();
  await field('E-mail').fill('noa@new.example');
  await field('E-mail').press('Enter');
  await page.getByRole('heading', { name: 'Noa Lima' }).waitFor();
  const requestId = await toldRequest('Noa Lima is here by request');
  await button('Sign-in link').waitFor();
  await button('Undo').waitFor();
  const [noa] = (await baton.users.list({ q: 'noa@new.example' }).first()).items;
  assert.deepEqual(
    [noa?.agentRole, noa?.accessRole, noa?.manager?.userId],
    ['Processor', 'agent', web.idOf('max')],
  );
  assert.equal((await baton.requests.show(requestId)).kind, 'account');
  await page.reload();
  await toldRequest('Noa Lima is here by request');
  trouble.errors.length = 0;
});

test('a request tells facts from what to what, and who is not there yet by the name and e-mail that were asked for', async () => {
  const user = { userId: web.idOf('max') };
  const facts = { firstName: 'Maxim', email: 'maxim@new.example' };
  const changed = await baton.make({ kind: 'facts', users: [{ user, facts }] });
  await page.goto(`/requests/${changed.requestId}`);
  const told = await page.getByRole('row', { name: /Maxim Example/ }).innerText();
  assert.match(told, /first name\s*Max\s*Maxim\s*e-mail\s*max@org7\.example\s*maxim@new\.example/);
  const zoe = { firstName: 'Zoe', lastName: 'Hart', email: 'zoe@new.example', agentRole: 'processor' };
  const newUsers = [zoe, { ...zoe, email: 'not@new.example', agentRole: 'Nothing' }];
  const planned = await baton.plan({ kind: 'account', isActive: true, newUsers });
  await page.goto(`/requests/${planned.requestId}`);
  await page
    .getByRole('row', { name: /Zoe Hart\s*zoe@new.example.*to be new, as\s*processor, agent/ })
    .waitFor();
  await page.getByRole('row', { name: /Zoe Hart\s*not@new.example.*will fail/ }).waitFor();
  await assertFits('the plan of who is to come');
  await button('Run').click();
  await page.getByRole('row', { name: /Zoe Hart.*new, as\s*processor, agent.*changed/ }).waitFor();
  await page.getByRole('link', { name: 'Zoe Hart' }).waitFor();
});

test('a lead is made from the list, and archived and restored from its page, each by a request that is seen first', async () => {
  await page.goto('/leads');
  await button('New lead').press('Enter');
  await page.getByRole('dialog', { name: 'New lead' }).waitFor();
  await button('Make it').click();
  await page.getByText('Give it a name.').waitFor();
  await field('Name').fill('Lantern Hill');
  await field('Phone').fill('(303) 555-0142');
  await field('E-mail').fill('hill');
  await field('Amount').fill('250,000');
  await page.getByText('The address has no @.').waitFor();
  await page.getByText('Write a number with at most two decimals').waitFor();
  await field('E-mail').fill('hill@x.example');
  await field('Amount').fill('250000.50');
  await field('Status').fill('New');
  await picker('Primary').fill('ben');
  await page.getByRole('option', { name: /Ben Example/ }).click();
  await assertFits('the form of a new lead');
  await button('Make it').click();
  await page.getByRole('heading', { name: 'Lantern Hill' }).waitFor();
  await page.getByText('Made', { exact: true }).waitFor();
  const [made] = (await baton.leads.list({ q: 'lantern' }).first()).items;
  assert.deepEqual([made?.status, made?.assignments[0]?.userId], ['New', web.idOf('ben')]);
  assert.deepEqual(
    [made?.phone, made?.email, made?.product, made?.amount],
    ['(303) 555-0142', 'hill@x.example', null, 250_000.5],
  );
  await page.getByText('250,000.5', { exact: true }).waitFor();
  await baton.leads.change(1003, { email: 'HILL@x.example' });
  await page.reload();
  await page.getByRole('note').getByText('Perhaps the same as').waitFor();
  await page.getByRole('note').getByRole('link').press('Enter');
  await page.getByText('(same e-mail)').waitFor();
  await assertFits('a lead that has a twin');
  await page.getByRole('note').getByRole('link', { name: 'Lantern Hill' }).press('Enter');
  await page.getByRole('heading', { name: 'Lantern Hill' }).waitFor();
  await button('Archive').click();
  await page.getByRole('dialog', { name: 'Archive Lantern Hill' }).waitFor();
  await assertFits('the question before a lead is archived');
  await button('Preview').click();
  await button('Run').click();
  await page.getByText('done', { exact: true }).waitFor();
  await assertFits('a request that archived a lead');
  await page.goto(`/leads/${made?.leadId}`);
  await page.getByText('Archived', { exact: true }).first().waitFor();
  await assertFits('an archived lead');
  await page.goto('/leads?archived=true');
  await page.getByRole('row', { name: /Lantern Hill/ }).click();
  await button('Restore').click();
  await button('Preview').click();
  await button('Run').click();
  await page.getByText('done', { exact: true }).waitFor();
  const back = await baton.leads.show(made?.leadId ?? 0);
  assert.deepEqual([back.isArchived, back.assignments[0]?.user.userId], [false, web.idOf('ben')]);
});

test('no page did anything else that it should not have', () => {
  assert.deepEqual(trouble.errors, []);
});
