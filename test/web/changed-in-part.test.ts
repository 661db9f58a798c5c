// What the web UI says of an undo that could not put everything back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useWeb, type Visitor } from '../support/use-web.ts';
import type { NameOf } from '../support/use-world.ts';

let ada: Visitor;

const web = useWeb(
  {
    orgId: 7,
    users: { ada: {}, ben: {}, cy: {}, xan: { agentRole: 'Processor' }, yves: { agentRole: 'Processor' } },
    leads: { 1: ['ben', 'xan'], 2: ['ben', 'xan'] },
  },
  async () => {
    ada = await web.enter('ada');
  },
);
const baton = web.as('ada');
type Name = NameOf<typeof web>;

async function reassign(leads: number[], to: Name, others: 'keep' | 'all'): Promise<number> {
  const user = { userId: web.idOf(to) };
  const { requestId } = await baton.requests.create({ kind: 'reassign', leads, to: { user }, others });
  return (await baton.requests.wait(requestId)).requestId;
}

test('an undo that puts back one role of a lead says so before, and after, and which role stays', async () => {
  const { page, trouble } = ada;
  const first = await reassign([1, 2], 'cy', 'all');
  const later = await reassign([1], 'yves', 'keep');
  const { requestId } = await baton.requests.undo(first, { plan: true });
  await page.goto(`/requests/${requestId}`);
  await page.getByText('2 will change').waitFor();
  await page.getByText('1 of them in part').waitFor();
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByRole('status').getByText('done in part').waitFor();
  await page.getByText('2 changed, 1 of them in part').waitFor();
  await page.getByText(`Row 1 changed in part: Processor stays as request ${later} left it`).waitFor();
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('changed in part');
  const rows = page.getByRole('grid', { name: 'Rows of the request' });
  await rows.getByText('changed in part').waitFor();
  assert.equal(await rows.getByText('Lead 2').count(), 0);

  await page.goto('/leads/1');
  await page.getByText('in this role since').first().waitFor();
  const idle = await baton.requests.undo(first);
  await baton.requests.wait(idle.requestId);
  await page.goto('/requests');
  await page.getByText('nothing changed').waitFor();
  await page.getByText('1 in part').waitFor();
  assert.deepEqual(trouble.errors, []);
});
