// A split that levels books: what is left unequal is what no lead could mend.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 701,
  perTest: true,
  users: {
    ada: { reports: ['cy', 'dee', 'eli', 'pat'] },
    cy: {},
    dee: {},
    eli: {},
    pat: { agentRole: 'Processor' },
  },
  leads: {
    ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((leadId) => [leadId, ['cy' as const]])),
    ...Object.fromEntries([7, 8, 9, 10, 11, 12].map((leadId) => [leadId, []])),
  },
});
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const { ref } = world;

const levelling = (...names: Name[]) => ({
  distribution: { mode: 'level' as const, receivers: names.map((name) => ({ user: ref(name) })) },
});

async function bookOf(name: Name): Promise<number> {
  return (await ada.users.book(world.idOf(name))).book;
}

test('free leads go to the smallest book until it is as large as the next, and each says so', async () => {
  const free = { kind: 'reassign', selection: { unassigned: true } };
  const planned = await ada.plan({ ...free, to: levelling('cy', 'dee') });
  const books = planned.preview.books.map((book) => [book.userId, book.bookBefore, book.bookAfter]);
  assert.deepEqual(books, [
    [ref('dee').userId, 0, 6],
    [ref('cy').userId, 6, 6],
  ]);
  const whys = (await ada.rows(planned.requestId)).map(({ why }) => why);
  assert.deepEqual(
    whys,
    [0, 1, 2, 3, 4, 5].map((book) => `Dee Example has the smallest book: ${book}.`),
  );
  await ada.run(planned.requestId);
  assert.deepEqual([await bookOf('cy'), await bookOf('dee')], [6, 6]);
});

test('an even split of the same leads looks at no book', async () => {
  const to = { distribution: { ...levelling('cy', 'dee').distribution, mode: 'even' } };
  await ada.make({ kind: 'reassign', selection: { unassigned: true }, to });
  assert.deepEqual([await bookOf('cy'), await bookOf('dee')], [9, 3]);
});

test('leads that receivers hold leave a book when they move, and none moves without need', async () => {
  const cys = { kind: 'reassign', selection: { owner: ref('cy') }, others: 'same-role' };
  const done = await ada.make({ ...cys, to: levelling('dee', 'cy') });
  assert.deepEqual([await bookOf('cy'), await bookOf('dee')], [3, 3]);
  assert.deepEqual([done.counts.changed, done.counts.unchanged], [3, 3]);
  const again = await ada.make({ kind: 'reassign', leads: [1, 2, 3, 4, 5, 6], to: levelling('dee', 'cy') });
  assert.deepEqual([again.counts.changed, again.counts.unchanged], [0, 6]);
});

test('a cap holds, and what it leaves goes to the smallest book with room', async () => {
  const { distribution } = levelling('cy', 'dee', 'eli');
  const [cy, dee, eli] = distribution.receivers;
  const capped = { ...distribution, receivers: [cy, { ...dee, cap: 1 }, eli] };
  const planned = await ada.plan({
    kind: 'reassign',
    selection: { unassigned: true },
    to: { distribution: capped },
  });
  const [first] = await ada.rows(planned.requestId);
  assert.equal(first?.why, 'Dee Example has the smallest book with room: 0.');
  await ada.run(planned.requestId);
  assert.deepEqual([await bookOf('cy'), await bookOf('dee'), await bookOf('eli')], [6, 1, 5]);
});

test('a CSV levels by its query', async () => {
  const { distribution } = levelling('cy', 'dee');
  const { requestId } = await ada.requests.createFromCsv('lead_id\n7\n8\n', {
    kind: 'reassign',
    distribution,
  });
  await ada.finish(requestId);
  assert.deepEqual([await bookOf('cy'), await bookOf('dee')], [6, 2]);
});

test('shares, and receivers of several roles, are refused with what to do instead', async () => {
  const refused = async (to: object) => {
    const answer = await ada.refuse('/api/v1/requests', { kind: 'reassign', leads: [7], to });
    assert.equal(answer.status, 400);
    return answer.detail;
  };
  const shared = { mode: 'level', receivers: [{ user: ref('cy'), share: 2 }, { user: ref('dee') }] };
  assert.match(await refused({ distribution: shared }), /A level split takes no weights/);
  assert.match(await refused(levelling('cy', 'pat')), /several: Loan Officer, Processor\. Level one role/);
});

test('an offboarding levels the leads its leaver is primary on, and says that others level nothing', async () => {
  await ada.make({ kind: 'reassign', leads: [7], to: { user: ref('dee') } });
  await ada.make({ kind: 'reassign', rows: [{ leadId: 7, primary: ref('dee'), listed: [ref('cy')] }] });
  const offboard = (leads: object[]) => ({ kind: 'offboard', user: ref('cy'), leads });
  const refused = await ada.refuse('/api/v1/requests', offboard([{ to: levelling('dee', 'eli') }]));
  assert.equal(refused.status, 400);
  assert.match(refused.detail, /is secondary/);
  const done = await ada.make(
    offboard([
      { standing: 'primary', to: levelling('dee', 'eli') },
      { standing: 'secondary', to: { user: ref('eli') } },
    ]),
  );
  assert.equal(done.state, 'done');
  assert.deepEqual([await bookOf('dee'), await bookOf('eli')], [4, 3]);
});
