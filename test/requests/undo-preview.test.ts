import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deactivateUser } from '../support/deactivate-user.ts';
import type { PlannedRequest } from '../support/open-caller.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 801,
  perTest: true,
  users: { ada: { accessRole: 'administrator', reports: ['ben'] }, ben: {}, cy: {}, dee: {} },
  leads: { 1: ['ben', 'dee'], 2: ['ben'], 3: ['ben'], 4: ['cy'] },
});
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const { ref } = world;

/** A book as `before>after`, and what happens to the user on the way. */
function bookOf({ preview }: PlannedRequest, name: Name): string {
  const book = preview.books.find(({ userId }) => userId === world.idOf(name));
  if (!book) return 'untouched';
  const { bookBefore, bookAfter, receives, gives, demoted, removed } = book;
  return `${bookBefore}>${bookAfter} receives ${receives} gives ${gives} demoted ${demoted} removed ${removed}`;
}

async function countBook(name: Name): Promise<number> {
  return (await ada.users.book(world.idOf(name))).book;
}

test('the plan of an undo shows everyone’s book before and after, and its run comes to that', async () => {
  const { requestId } = await ada.make({
    kind: 'reassign',
    selection: { owner: ref('ben') },
    to: { user: ref('cy') },
    others: 'same-role',
  });
  await ada.make({ kind: 'reassign', leads: [3], to: { user: ref('dee') } });
  const planned = await ada.planUndo(requestId);
  assert.deepEqual([planned.preview.changed, planned.preview.skipped], [2, 1]);
  assert.deepEqual(
    planned.preview.warnings.map(({ code }) => code),
    ['later-changes'],
  );
  assert.equal(bookOf(planned, 'ben'), '0>2 receives 2 gives 0 demoted 0 removed 0');
  assert.equal(bookOf(planned, 'cy'), '3>1 receives 0 gives 2 demoted 0 removed 2');
  assert.equal(bookOf(planned, 'dee'), 'untouched');
  assert.equal(planned.preview.usersTouched, 2);
  assert.deepEqual([await countBook('ben'), await countBook('cy')], [0, 3]);
  assert.equal((await ada.run(planned.requestId)).counts.changed, 2);
  assert.deepEqual([await countBook('ben'), await countBook('cy')], [2, 1]);
});

test('the rows of an undo say who would get each back, and why, and once it has run who did', async () => {
  const { requestId } = await ada.make({
    kind: 'reassign',
    selection: { owner: ref('ben') },
    to: { user: ref('cy') },
    others: 'same-role',
  });
  await ada.make({ kind: 'reassign', leads: [3], to: { user: ref('dee') } });
  const { requestId: undoId } = await ada.planUndo(requestId);
  const why = `${world.user('ben').name} stood on the lead as Loan Officer, primary, before request ${requestId}.`;
  const told = async () => (await ada.rows(undoId)).map((row) => [row.receiver?.userId, row.why]);
  const ben = world.idOf('ben');
  assert.deepEqual(await told(), [
    [ben, why],
    [ben, why],
    [undefined, undefined],
  ]);
  assert.equal((await ada.rows(undoId))[0]?.primaryNow?.userId, world.idOf('cy'));
  await ada.make({ kind: 'reassign', leads: [2], to: { user: ref('dee') } });
  await ada.run(undoId);
  assert.deepEqual(await told(), [
    [ben, why],
    [undefined, undefined],
    [undefined, undefined],
  ]);
});

test('the plan of an offboarding’s undo shows the books that come back with the account', async () => {
  const { requestId } = await ada.make({
    kind: 'offboard',
    user: ref('ben'),
    leads: [{ to: { user: ref('cy') } }],
  });
  const planned = await ada.planUndo(requestId);
  assert.equal(bookOf(planned, 'ben'), '0>3 receives 3 gives 0 demoted 0 removed 0');
  assert.equal(bookOf(planned, 'cy'), '4>1 receives 0 gives 3 demoted 0 removed 3');
});

test('an undo that cannot put somebody back names them', async () => {
  const { requestId } = await ada.make({
    kind: 'reassign',
    leads: [1, 2],
    to: { user: ref('cy') },
    others: 'same-role',
  });
  await deactivateUser(world.database, world.orgId, world.user('ben').email);
  const { requestId: undoId, preview } = await ada.planUndo(requestId);
  assert.equal(preview.failed, 2);
  const items = await ada.rows(undoId);
  const ben = world.user('ben');
  assert.equal(
    items[1]?.message,
    `${ben.name} (user ${ben.userId}) is no longer active, so cannot be put back as Loan Officer.`,
  );
});

test('an undo that runs at once keeps no preview, for nothing was foreseen', async () => {
  const { requestId } = await ada.make({ kind: 'reassign', leads: [1], to: { user: ref('cy') } });
  const undo = await ada.undo(requestId);
  assert.equal(undo.preview, null);
});

test('an undo ends the plan of another that waits and says so, and only undos that still stand are named', async () => {
  const { requestId } = await ada.make({ kind: 'reassign', leads: [1, 2], to: { user: ref('cy') } });
  const show = (id: number) => ada.requests.show(id);
  const some = await ada.planUndo(requestId, { leads: [1] });
  const all = await ada.planUndo(requestId);
  const direct = await ada.undo(requestId);
  const ended = await Promise.all([some, all].map((plan) => show(plan.requestId)));
  assert.deepEqual(
    ended.map(({ state, result }) => [state, result]),
    [
      ['cancelled', { replacedBy: all.requestId }],
      ['cancelled', { replacedBy: direct.requestId }],
    ],
  );
  assert.deepEqual(
    [(await show(requestId)).undoneBy, (await show(requestId)).undoPlan],
    [[direct.requestId], null],
  );
  await ada.undo(direct.requestId);
  assert.deepEqual([(await show(requestId)).undoneBy, (await show(requestId)).undone], [[], null]);
});
