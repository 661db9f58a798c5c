// What the web UI lets be undone: all of a request or some of its rows, with a reason, once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible } from '../support/browser.ts';
import { useWeb, type Visitor } from '../support/use-web.ts';
import type { NameOf } from '../support/use-world.ts';

let ada: Visitor;

const web = useWeb(
  {
    orgId: 8,
    users: { ada: {}, ben: {}, cy: {}, dee: {} },
    leads: { 1: ['ben'], 2: ['ben'], 3: ['ben'], 4: ['cy'], 5: ['ben'] },
  },
  async () => {
    ada = await web.enter('ada');
  },
);
const baton = web.as('ada');
type Name = NameOf<typeof web>;

async function giveTo(to: Name, leads: number[]): Promise<number> {
  const user = { userId: web.idOf(to) };
  const { requestId } = await baton.requests.create({ kind: 'reassign', leads, to: { user } });
  return (await baton.requests.wait(requestId)).requestId;
}

async function primaryOf(leadId: number): Promise<string | undefined> {
  const { assignments } = await baton.leads.show(leadId);
  return assignments.find(({ standing }) => standing === 'primary')?.user.name;
}

const button = (name: string) => ada.page.getByRole('button', { name, exact: true });
const rows = () => ada.page.getByRole('grid', { name: 'Rows of the request' });

test('rows that changed are ticked and undone alone, with a reason, and the request says that it is undone in part', async () => {
  const { page, trouble } = ada;
  const moved = await giveTo('cy', [1, 2, 3, 4]);
  await page.goto(`/requests/${moved}`);
  await rows().getByRole('checkbox', { name: 'Select row 1' }).check();
  await rows().getByRole('checkbox', { name: 'Select row 3' }).check();
  assert.equal(await rows().getByRole('checkbox', { name: 'Select row 4' }).count(), 0, 'it changed nothing');
  await button('Undo these 2').click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Not these two');
  await assertAccessible(page, 'the undo of some rows');
  await button('Preview the undo').click();
  await page.getByText('2 will change').waitFor();
  await button('Run').click();
  await page.getByRole('status').getByText('done').waitFor();
  await page.getByText('Not these two').first().waitFor();
  assert.deepEqual(await Promise.all([1, 2, 3].map(primaryOf)), ['Ben', 'Cy', 'Ben'].map(nameOf));

  await page.goto(`/requests/${moved}`);
  await page.getByRole('status').getByText('undone in part').waitFor();
  const undone = rows()
    .getByRole('row')
    .filter({ hasText: /changed, undone by \d+/ });
  assert.deepEqual(
    await undone.filter({ hasText: 'Lead 1' }).getByText('as Loan Officer, primary').count(),
    2,
  );
  assert.deepEqual([await undone.count(), await undone.getByRole('checkbox').count()], [2, 0]);
  assert.equal(await rows().getByRole('checkbox', { name: 'Select row 2' }).count(), 1);
  await page.goto('/requests');
  await page.getByRole('grid', { name: 'Requests' }).getByText('undone in part').waitFor();
  await page.goto('/leads/1');
  await page.getByText('undone in part').waitFor();
  assert.deepEqual(trouble.errors, []);
});

/** As the organisation names its people. */
function nameOf(short: string): string {
  return `${short} Example`;
}

test('all that changed goes back by a plan that is found again, and runs when it is to', async () => {
  const { page, trouble } = ada;
  const moved = await giveTo('dee', [5]);
  await page.goto(`/requests/${moved}`);
  await button('Undo').click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Back to Ben');
  await page.getByLabel('Run at').fill('2099-01-01T09:00');
  await button('Preview the undo').click();
  await page.getByText('1 will change').waitFor();
  const planned = page.url();
  assert.equal((await baton.requests.show(Number(planned.split('/').at(-1)))).reason, 'Back to Ben');

  await page.goto(`/requests/${moved}`);
  await button('See the undo that is planned').click();
  await page.waitForURL(planned);
  await page.getByRole('button', { name: 'Schedule it for' }).click();
  await button('Cancel; what is done stays done').waitFor();

  await page.goto(`/requests/${moved}`);
  await rows().getByRole('checkbox', { name: 'Select all that changed' }).check();
  await button('Undo all that changed').click();
  await button('Preview the undo').click();
  await page.getByText('1 will change').waitFor();
  await button('Run').click();
  await page.getByRole('status').getByText('done').waitFor();
  await page.goto('/requests');
  await page.getByRole('grid', { name: 'Requests' }).getByText('undone', { exact: true }).waitFor();
  assert.equal(await primaryOf(5), nameOf('Ben'));
  assert.deepEqual(trouble.errors, []);
});
