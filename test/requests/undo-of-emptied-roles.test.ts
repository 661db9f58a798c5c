// A role that is empty now may have been filled and emptied since: that is later work, too.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 901,
  perTest: true,
  users: { ada: {}, ben: {}, cy: {}, xan: { agentRole: 'Processor' }, yves: { agentRole: 'Processor' } },
  leads: { 1: ['ada', 'xan'] },
});
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const { ref } = world;

async function reassign(to: Name, others: 'keep' | 'all'): Promise<number> {
  const made = await ada.make({ kind: 'reassign', leads: [1], to: { user: ref(to) }, others });
  return made.requestId;
}

async function standing(): Promise<string[]> {
  const { assignments } = await ada.leads.show(1);
  const names = assignments.map((row) => `${row.user.name.split(' ')[0]} ${row.standing}`);
  return names.sort();
}

async function assertLeftAlone(undone: number, later: number): Promise<void> {
  const stood = await standing();
  const { requestId, counts } = await ada.undo(undone);
  const [row] = await ada.rows(requestId);
  assert.deepEqual([counts.changed, counts.skipped], [0, 1]);
  assert.deepEqual([row?.code, row?.facts?.laterRequest], ['later-change', later]);
  assert.deepEqual(await standing(), stood);
}

test('a role that a later reassignment emptied again is left alone, and that request is named', async () => {
  const first = await reassign('ben', 'all');
  await reassign('yves', 'keep');
  await assertLeftAlone(first, await reassign('cy', 'all'));
});

test('a role that a later offboarding emptied again is left alone, and that request is named', async () => {
  const first = await reassign('ben', 'all');
  await reassign('yves', 'keep');
  const leads = [{ to: { user: ref('cy') } }];
  const { requestId } = await ada.make({ kind: 'offboard', user: ref('yves'), leads });
  await assertLeftAlone(first, requestId);
});

test('undone from the last to the first, a role that was emptied is filled again', async () => {
  const stood = await standing();
  const requests = [
    await reassign('ben', 'all'),
    await reassign('yves', 'keep'),
    await reassign('cy', 'all'),
  ];
  for (const requestId of requests.toReversed()) {
    const { counts } = await ada.undo(requestId);
    assert.equal(counts.changed, 1);
  }
  assert.deepEqual(await standing(), stood);
});
