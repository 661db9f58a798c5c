import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallHeaders } from '../support/an-organisation.ts';
import { assertAccessible } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { useWeb, type Visitor } from '../support/use-web.ts';
import type { NameOf } from '../support/use-world.ts';

const orgId = 7;
const ofLeaver = 12;

let ada: Visitor;
let keys: CallHeaders;

const web = useWeb(
  {
    orgId,
    heads: ['ada'],
    users: {
      ada: { reports: ['cy', 'xia', 'left', 'gone'] },
      cy: {},
      xia: { agentRole: 'Processor' },
      left: { isActive: false, reports: ['dee', 'eve'] },
      gone: { isActive: false, agentRole: 'Processor' },
      dee: {},
      eve: {},
      flo: { reports: ['fay'] },
      fay: {},
    },
    leads: {
      1001: ['left'],
      ...Object.fromEntries(
        Array.from({ length: ofLeaver - 1 }, (_, place) => [1002 + place, ['left', 'xia'] as const]),
      ),
      1101: ['cy', 'gone'],
      1102: ['cy', 'gone'],
      1103: ['cy'],
      1104: [],
      1105: ['cy', 'left'],
    },
  },
  async () => {
    keys = await web.signIn('ada');
    ada = await web.enter('ada');
  },
);
type Name = NameOf<typeof web>;

async function read<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(`${web.address}${path}`, { headers: keys });
  return JSON.parse(await answer.text());
}

test('the radar shows each kind with its count, its samples and what is in order', async () => {
  const { page } = ada;
  await page.goto('/radar');
  await page.getByText('19 to mend').waitFor();
  const unassigned = page.getByRole('region', { name: 'Leads on which nobody stands' });
  await unassigned.getByRole('link', { name: 'Lead 1104' }).waitFor();
  const secondaries = page.getByRole('region', { name: 'Leads on which somebody who has left is secondary' });
  await secondaries.getByText('is secondary Loan Officer on 1 lead').waitFor();
  const leads = page.getByRole('region', { name: 'Leads whose primary has left' });
  await leads.getByText(`is Loan Officer on ${ofLeaver} leads`).waitFor();
  await leads.getByText('is Processor on 2 leads').waitFor();
  await leads.getByRole('link', { name: 'Lead 1001' }).waitFor();
  await leads.getByText(`and ${ofLeaver - 3} more`).waitFor();
  const people = page.getByRole('region', { name: 'People whose manager has left' });
  await people.getByText('2 people report to').waitFor();
  await page.getByRole('region', { name: 'In order' }).getByText('No book is over 10,000 leads').waitFor();
});

test('no screen of the radar has a serious finding by axe, in light and in dark, nor is wider than a phone', async () => {
  const { page } = ada;
  const screens = ['/radar', `/radar?mend=user-manager-inactive&under=${web.idOf('left')}`];
  for (const screen of screens) {
    await page.goto(screen);
    await page.getByRole('img', { name: /^How many people/ }).waitFor();
    await page.waitForLoadState('networkidle');
    await assertAccessible(page, screen);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  for (const screen of screens) {
    await page.goto(screen);
    await page.getByRole('img', { name: /^How many people/ }).waitFor();
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    assert.ok(width <= 360, `${screen} is ${width} wide`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('the picture says in a table what it shows, as the API tells it', async () => {
  const { page } = ada;
  const { spread } = await read<{ spread: { bins: { from: number; users: number; leads: number }[] } }>(
    '/api/v1/books',
  );
  await page.goto('/radar');
  await page.getByRole('img', { name: /^How many people/ }).waitFor();
  const rows = await page.getByRole('table', { name: 'How leads are spread' }).getByRole('row').all();
  const told = await Promise.all(rows.slice(1).map((row) => row.getByRole('cell').allInnerTexts()));
  assert.ok(spread.bins.length >= 4);
  assert.deepEqual(
    told,
    spread.bins.map(({ users, leads }) => [String(users), String(leads)]),
  );
  const drawn = await page.locator('svg[role="img"] text').allTextContents();
  for (const { users } of spread.bins.filter((bin) => bin.users > 0))
    assert.ok(drawn.includes(String(users)));
});

test('the largest books lead to their leads', async () => {
  const { page } = ada;
  await page.goto('/radar');
  const books = page.getByRole('region', { name: 'Largest books' });
  await books.waitFor();
  const [first = ''] = await books.getByRole('listitem').allInnerTexts();
  assert.match(first, /Left Example/);
  await books.getByRole('link', { name: `${ofLeaver} leads` }).click();
  await page.getByText(`${ofLeaver} match`).waitFor();
});

test('leads of a leaver are reassigned in one step, and those of another role are left alone', async () => {
  const { page } = ada;
  await page.goto('/radar');
  const group = page.getByRole('listitem').filter({ hasText: 'is Loan Officer on' });
  await group.getByRole('link', { name: 'Reassign them' }).click();
  await page.getByText(`${ofLeaver} match; all ${ofLeaver} that match selected`).waitFor();
  const panel = page.getByRole('complementary', { name: `Reassign ${ofLeaver} leads` });
  await panel.getByRole('combobox', { name: 'Receiver' }).fill('cy');
  await page.getByRole('option', { name: /Cy Example/ }).click();
  await panel.getByRole('button', { name: 'Preview' }).click();
  const flow = page.getByRole('complementary', { name: 'Reassignment' });
  await flow.getByText(`${ofLeaver} will change`).waitFor();
  await flow.getByRole('button', { name: 'Run' }).click();
  await flow.getByText(`${ofLeaver} changed`).waitFor();
  await page.goto('/radar');
  await page.getByText(`is secondary Loan Officer on ${ofLeaver + 1} leads`).waitFor();
  await page.getByText('is Processor on 2 leads').waitFor();
  assert.equal(await page.getByText('is Loan Officer on').count(), 0);
});

test('whose manager has left gets another beside the radar, and whoever is left out stays on it', async () => {
  const { page } = ada;
  await page.goto('/radar');
  const lost = page.getByRole('region', { name: 'People whose manager has left' });
  await lost.getByRole('link', { name: 'Give them a manager' }).click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('checkbox', { name: /Eve Example/ }).click();
  await panel.getByText('Choose who is to be their manager.').waitFor();
  await panel.getByRole('combobox', { name: 'New manager' }).fill('cy');
  await page.getByRole('option', { name: /Cy Example/ }).click();
  await panel.getByRole('button', { name: 'Preview for 1 person' }).click();
  await panel.getByText('1 will change').waitFor();
  await assertAccessible(page, 'the preview beside the radar');
  await panel.getByRole('button', { name: 'Run' }).click();
  await panel.getByText('1 changed').waitFor();
  await lost.getByText('1 person reports to').waitFor();
  await lost.getByRole('link', { name: 'Eve Example' }).waitFor();
  const { manager } = await read<{ manager: { name: string } }>(`/api/v1/users/${web.idOf('dee')}`);
  assert.equal(manager.name, 'Cy Example');
});

test('whoever was given a manager by somebody else meanwhile is left alone, and who did it is said', async () => {
  const { page } = ada;
  const { userId: eve } = web.user('eve');
  await page.goto('/radar?mend=user-manager-inactive');
  const panel = page.getByRole('complementary');
  await panel.getByRole('combobox', { name: 'New manager' }).fill('cy');
  await page.getByRole('option', { name: /Cy Example/ }).click();
  await panel.getByRole('button', { name: 'Preview for 1 person' }).click();
  await panel.getByText('1 will change').waitFor();
  const change = async (manager: Name) => {
    const answer = await fetch(`${web.address}/api/v1/requests`, {
      method: 'POST',
      headers: { ...keys, 'content-type': 'application/json' },
      body: JSON.stringify({
        kind: 'managers',
        rows: [{ user: { userId: eve }, manager: { userId: web.idOf(manager) } }],
        reason: 'Asked for by Fay',
      }),
    });
    const { requestId }: { requestId: number } = JSON.parse(await answer.text());
    await until('the change is done', async () => {
      const { state } = await read<{ state: string }>(`/api/v1/requests/${requestId}`);
      return state === 'done';
    });
    return requestId;
  };
  const later = await change('fay');
  await panel.getByRole('button', { name: 'Run' }).click();
  const moved = panel.getByRole('region', { name: 'Moved meanwhile' });
  await moved.getByText('Asked for by Fay').waitFor();
  await assertAccessible(page, 'what moved meanwhile');
  await moved.getByRole('link', { name: 'Fay Example' }).waitFor();
  assert.match(
    await moved.innerText(),
    new RegExp(`Eve Example reports to Fay Example now\\s+by Ada Example, .+request ${later}`),
  );
});

test('when all is mended the radar is all clear', async () => {
  const { page } = ada;
  const mend = async (region: string) => {
    await page.goto('/radar');
    await page
      .getByRole('region', { name: region })
      .getByRole('link', { name: 'Give them a manager' })
      .click();
    const panel = page.getByRole('complementary');
    await panel.getByRole('combobox', { name: 'New manager' }).fill('ada');
    await page.getByRole('option', { name: /Ada Example/ }).click();
    await panel.getByRole('button', { name: /^Preview for/ }).click();
    await panel.getByRole('button', { name: 'Run' }).click();
    await panel.getByText('1 changed').waitFor();
  };
  await mend('People without a manager');
  const panel = page.getByRole('complementary');
  for (const step of ['Give them to somebody', 'Reassign them']) {
    await page.goto('/radar');
    await page.getByRole('link', { name: step }).click();
    await panel.getByRole('combobox', { name: 'Receiver' }).fill('xia');
    await page.getByRole('option', { name: /Xia Example/ }).click();
    await panel.getByRole('button', { name: 'Preview' }).click();
    await panel.getByRole('button', { name: 'Run' }).click();
    await panel.getByText('done', { exact: true }).waitFor();
  }
  for (const leaver of ['Left', 'Gone']) {
    await page.goto('/radar');
    const group = page.getByRole('listitem').filter({ hasText: `${leaver} Example` });
    await group.getByRole('link', { name: 'Take them off' }).click();
    await panel.getByRole('button', { name: 'Preview' }).click();
    await panel.getByRole('button', { name: 'Run' }).click();
    await panel.getByText('done', { exact: true }).waitFor();
  }
  await page.getByRole('link', { name: 'Radar' }).click();
  await page.getByRole('heading', { name: 'All clear' }).waitFor();
  assert.equal(await page.getByRole('region', { name: 'In order' }).getByRole('listitem').count(), 8);
  await assertAccessible(page, 'the radar, all clear');
});

test('no page failed or asked another host for anything', () => {
  assert.deepEqual(ada.trouble.errors, []);
  assert.deepEqual([...ada.trouble.hosts], [new URL(web.address).host]);
});
