// What each access role is offered on every screen, and what screens say when the server or somebody else gets in between.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { CallHeaders } from '../support/an-organisation.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import { useWeb, type Visitor } from '../support/use-web.ts';
import type { NameOf } from '../support/use-world.ts';

type Role = 'administrator' | 'manager' | 'agent';

const orgId = 7;

let visitors: Record<Role, Visitor>;
let keys: Record<'ada' | 'mia' | 'max', CallHeaders>;

/** Mia answers for Max, who answers for Bea, for Ben, and for what the one before him left; Zora is Ada's alone. */
const web = useWeb(
  {
    orgId,
    heads: ['ada'],
    users: {
      ada: { reports: ['mia', 'zora'] },
      mia: { accessRole: 'manager', reports: ['max', 'ben', 'old'] },
      max: { accessRole: 'manager', reports: ['bea'] },
      ben: { accessRole: 'agent' },
      bea: { accessRole: 'agent' },
      old: { isActive: false },
      zora: {},
    },
    leads: {
      1001: ['ben'],
      1002: ['ben'],
      1003: ['bea'],
      1004: ['old', 'ben'],
      1005: ['zora'],
      1006: ['bea'],
    },
  },
  async () => {
    keys = { ada: await web.signIn('ada'), mia: await web.signIn('mia'), max: await web.signIn('max') };
    visitors = {
      administrator: await web.enter('ada'),
      manager: await web.enter('mia'),
      agent: await web.enter('ben'),
    };
  },
);
type Name = NameOf<typeof web>;

async function reassign(leadId: number, to: Name, by: CallHeaders): Promise<number> {
  const answer = await fetch(`${web.address}/api/v2/pub/application/reassign?orgId=${orgId}`, {
    method: 'POST',
    headers: { ...by, 'content-type': 'application/json' },
    body: JSON.stringify({
      ApplicationId: leadId,
      PrimaryAgent: { UserId: web.idOf(to) },
      UnassignAllOtherUsers: true,
    }),
  });
  const { StatusCode, Data } = JSON.parse(await answer.text());
  assert.equal(StatusCode, 1);
  return Number(Data.RequestId);
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
}

const listed: Record<Role, number> = { administrator: 6, manager: 5, agent: 3 };

for (const role of ['administrator', 'manager', 'agent'] as const) {
  test(`${role}: every screen opens, says nothing of an error, and asks for nothing that is refused`, async () => {
    const { page, trouble } = visitors[role];
    const refused: string[] = [];
    page.on('response', (answer) => {
      if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
    });
    const screens = [
      '/leads',
      '/leads?ticked=all&reassign=new',
      '/leads/1001',
      '/leads/1001?reassign=new',
      '/people',
      '/people?person=new',
      `/people/${web.idOf('ben')}`,
      `/people/${web.idOf('ben')}?edit=facts`,
      '/requests',
      '/radar',
      '/radar?mend=user-without-manager',
      '/settings',
    ];
    for (const screen of screens) {
      await visit(page, screen);
      assert.equal(await page.getByRole('alert').count(), 0, `${role} on ${screen}`);
    }
    assert.deepEqual(refused, []);
    assert.deepEqual(trouble.errors, []);
    await visit(page, '/leads');
    await page.getByText(`${listed[role]} match`).waitFor();
  });
}

test('who may move leads is offered to, and an agent is offered no tick and no panel', async () => {
  for (const role of ['administrator', 'manager', 'agent'] as const) {
    const { page } = visitors[role];
    const may = role !== 'agent';
    await visit(page, '/leads?ticked=all&reassign=new');
    await page.getByRole('row', { name: /Lead 1001/ }).waitFor();
    assert.equal((await page.getByRole('checkbox', { name: /Select/ }).count()) > 0, may, role);
    assert.equal((await page.getByRole('button', { name: 'Reassign' }).count()) > 0, may, role);
    if (may) await page.getByRole('complementary').waitFor(); // its code comes after the leads
    assert.equal((await page.getByRole('complementary').count()) > 0, may, role);
    await visit(page, '/leads/1001');
    await page.getByText('ApplicationId', { exact: true }).waitFor();
    assert.equal((await page.getByRole('button', { name: 'Reassign' }).count()) > 0, may, role);
    assert.equal((await page.getByRole('button', { name: 'Edit the facts' }).count()) > 0, may, role);
  }
});

test('administrators alone are offered to edit people and to bring new ones, whatever the address says', async () => {
  for (const role of ['administrator', 'manager', 'agent'] as const) {
    const { page } = visitors[role];
    const isOffered = async (path: string, button: string) => {
      await visit(page, path);
      return (await page.getByRole('button', { name: button, exact: true }).count()) > 0;
    };
    const may = role === 'administrator';
    const ben = `/people/${web.idOf('ben')}`;
    assert.equal(await isOffered(ben, 'Edit'), may, role);
    assert.equal(await isOffered(`${ben}?edit=facts`, 'Save'), may, role);
    assert.equal(await isOffered('/people', 'New person'), may, role);
    assert.equal(await isOffered('/people?view=chart&person=new', 'Add them'), may, role);
  }
});

test('the radar offers the step to whoever may take it, and says to all others who can', async () => {
  for (const role of ['administrator', 'manager', 'agent'] as const) {
    const { page } = visitors[role];
    await visit(page, '/radar');
    const group = page.getByRole('listitem').filter({ hasText: 'is Loan Officer on 1 lead' });
    await group.waitFor();
    const told = {
      administrator: /^\d+ to mend$/,
      manager: /to mend in your team$/,
      agent: /to mend of yours$/,
    };
    await page.getByText(told[role]).waitFor();
    if (role === 'agent') await group.getByText('Your manager can reassign them').waitFor();
    else await group.getByRole('link', { name: 'Reassign them' }).waitFor();
  }
});

test('a radar that is clear says of whom', async () => {
  const { page } = await web.enter('max');
  await visit(page, '/radar');
  await page.getByRole('heading', { name: 'All clear' }).waitFor();
  await page.getByText('Somebody answers for every lead of your team').waitFor();
});

test('who and what cannot be opened is named without a link, by who asked and from whose page it is seen', async () => {
  const hrefs = async (role: Role, path: string, region: string) => {
    const { page } = visitors[role];
    await visit(page, path);
    const links = page.getByRole('region', { name: region }).getByRole('link');
    return links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  };
  const person = (name: Name) => `/people/${web.idOf(name)}`;
  const ofAda = await reassign(1006, 'ben', keys.ada);
  for (const region of ['Assignment', 'History']) {
    const links = await Promise.all(
      (['administrator', 'manager', 'agent'] as const).map((role) => hrefs(role, '/leads/1006', region)),
    );
    const has = (link: string) => links.map((each) => each.includes(link));
    assert.deepEqual(has(`/requests/${ofAda}`), [true, false, false], region);
    assert.deepEqual(has(person('ada')), [true, false, false], region);
    assert.deepEqual(has(person('ben')), [true, true, true], region);
    await visitors.agent.page.getByRole('region', { name: region }).getByText('Ada Example').waitFor();
  }
  const ofMia = await reassign(1006, 'bea', keys.mia);
  const shown = await hrefs('manager', '/leads/1006', 'Assignment');
  assert.deepEqual(shown, [person('bea'), person('mia'), `/requests/${ofMia}`]);
  assert.deepEqual(await hrefs('administrator', person('ben'), 'Reports to'), [person('mia'), person('ada')]);
  assert.deepEqual(await hrefs('manager', person('ben'), 'Reports to'), [person('mia')]);
  assert.deepEqual(await hrefs('manager', person('mia'), 'Reports to'), []);
  assert.deepEqual(await hrefs('agent', person('ben'), 'Reports to'), []);
});

test('a request is run, undone and retried by whoever may decide about it alone', async () => {
  const ofAda = await reassign(1006, 'ben', keys.ada);
  const ofMia = await reassign(1006, 'bea', keys.mia);
  const ofMax = await reassign(1006, 'max', keys.max);
  const offered = async (role: Role, requestId: number) => {
    const { page } = visitors[role];
    await visit(page, `/requests/${requestId}`);
    await page.getByText('1 changed').waitFor();
    return (await page.getByRole('button', { name: 'Undo' }).count()) > 0;
  };
  assert.equal(await offered('administrator', ofAda), true);
  assert.equal(await offered('administrator', ofMia), true);
  assert.equal(await offered('manager', ofMia), true);
  assert.equal(await offered('manager', ofMax), false);
  const { page } = visitors.agent;
  await visit(page, '/requests');
  await page.getByText('No request matches').waitFor();
});

test('what a manager is offered works: leads of their own team are moved and moved back', async () => {
  const { page, trouble } = visitors.manager;
  await visit(page, '/leads/1003?reassign=new');
  const panel = page.getByRole('complementary');
  await panel.getByRole('combobox', { name: 'Receiver' }).fill('ben');
  await page.getByRole('option', { name: /Ben Example/ }).click();
  await panel.getByRole('button', { name: 'Preview' }).click();
  await panel.getByText('1 will change').waitFor();
  await panel.getByRole('button', { name: 'Run' }).click();
  await panel.getByText('1 changed').waitFor();
  await panel.getByRole('button', { name: 'Undo' }).click();
  await panel.getByRole('button', { name: 'Preview the undo' }).click();
  await panel.getByText('1 will change').waitFor();
  await panel.getByRole('button', { name: 'Run' }).click();
  await panel.getByText('done', { exact: true }).waitFor();
  await page.getByRole('region', { name: 'Assignment' }).getByText('Bea Example').waitFor();
  assert.deepEqual(trouble.errors, []);
});

test('a planned lead that somebody else moved meanwhile is left alone, and who did it is said', async () => {
  const { page } = visitors.administrator;
  await visit(page, '/leads?ticked=%5B1001%2C1002%5D&reassign=new');
  const panel = page.getByRole('complementary');
  await panel.getByRole('combobox', { name: 'Receiver' }).fill('zora');
  await page.getByRole('option', { name: /Zora Example/ }).click();
  await panel.getByRole('button', { name: 'Preview' }).click();
  await panel.getByText('2 will change').waitFor();
  const later = await reassign(1002, 'bea', keys.mia);
  await panel.getByRole('button', { name: 'Run' }).click();
  const moved = panel.getByRole('region', { name: 'Moved meanwhile' });
  await moved.getByText('Bea Example became primary').waitFor();
  const told = await moved.innerText();
  assert.match(told, /Lead 1002/);
  assert.match(told, /Ben Example removed as primary/);
  assert.match(told, /by Mia Example/);
  assert.match(told, new RegExp(`request ${later}`));
  assert.doesNotMatch(told, /Lead 1001/);
  await panel.getByText('1 changed').waitFor();
  await panel.getByText('1 skipped').waitFor();
  await moved.getByRole('link', { name: 'Lead 1002' }).click();
  await page.getByRole('region', { name: 'Assignment' }).getByText('Bea Example').waitFor();
});

test('a lost connection is said where it happened and on top, and what changed meanwhile is shown once it is back', async () => {
  const { page, trouble } = visitors.administrator;
  await visit(page, '/radar');
  await page.getByText('1 to mend').waitFor();
  await page.evaluate('window.wasNotReloaded = true');
  const restart = await web.interrupt();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await page.getByText('No connection to Baton').first().waitFor();
  await page.getByRole('link', { name: 'Radar' }).click();
  await page.getByRole('heading', { name: 'Radar' }).waitFor();
  await deactivateUser(web.database, orgId, web.user('zora').email);
  await restart();
  await page.getByText('No connection to Baton').waitFor({ state: 'detached' });
  await page.getByText('3 to mend').waitFor();
  await page.getByText('is Loan Officer on 2 leads').waitFor();
  assert.equal(await page.evaluate('window.wasNotReloaded'), true);
  trouble.errors.length = 0; // the browser calls what it could not reach an error
});
