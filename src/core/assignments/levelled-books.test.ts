import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  countOf,
  newLeads,
  placeAll,
  receiver,
  type Split,
  type Standing,
  sum,
  withKept,
} from '../../../test/support/splits.ts';
import type { Placement, Receiver } from './share/distribution-rules.ts';

type Level = Required<Pick<Split, 'receivers' | 'leads' | 'keepStanding'>>;

const level = (split: Level) => placeAll({ ...split, levels: true });
const limitOf = ({ cap }: Receiver) => cap ?? Number.POSITIVE_INFINITY;

/** The books as a reader of the books would count them: a lead without a place stays where it is. */
function listBooks({ receivers, leads }: Level, placements: readonly Placement[]): number[] {
  const stays = placements.map(({ userId }, place) => userId ?? leads[place]?.[0]);
  return receivers.map(
    ({ userId, bookElsewhere }) => bookElsewhere + stays.filter((id) => id === userId).length,
  );
}

describe('the table of levels', () => {
  const shared: Standing[] = [[1], [1], [2], [1]];
  const cases: [what: string, receivers: Partial<Receiver>[], leads: Standing[], books: number[]][] = [
    ['all to whoever has nothing', [{ bookElsewhere: 6 }, {}], newLeads(6), [6, 6]],
    ['first up to the next book, then to both', [{ bookElsewhere: 2 }, {}], newLeads(6), [4, 4]],
    ['nothing to a book above the others', [{ bookElsewhere: 9 }, {}, {}], newLeads(4), [9, 2, 2]],
    ['the odd one to the lowest id', [{}, {}], newLeads(3), [2, 1]],
    ['half of what one holds to the other', [{}, {}], Array(10).fill([1]), [5, 5]],
    ['what is level stays so, whoever has the odd one', [{}, {}], [[2], [2], [1]], [1, 2]],
    ['a book over the level gives all it may', [{ bookElsewhere: 4 }, {}], shared, [4, 4]],
    ['a full book takes none', [{ cap: 3, bookElsewhere: 3 }, {}], newLeads(7), [3, 7]],
    ['what has no room is left', [{ cap: 3, bookElsewhere: 1 }, { cap: 1 }], newLeads(5), [3, 1]],
    ['a book over its cap takes none', [{ cap: 3, bookElsewhere: 5 }, { cap: 1 }], newLeads(2), [5, 1]],
  ];
  for (const [what, details, leads, books] of cases) {
    test(`${what}: ${books.join(', ')}`, () => {
      const receivers = withKept(
        details.map((detail, place) => receiver(place + 1, detail)),
        leads,
      );
      const split = { receivers, leads, keepStanding: false };
      assert.deepEqual(listBooks(split, level(split)), books);
    });
  }
});

test('each lead tells how large the book was that it went to', () => {
  const receivers = [receiver(1, { bookElsewhere: 1 }), receiver(2)];
  assert.deepEqual(level({ receivers, leads: newLeads(3), keepStanding: false }), [
    { userId: 2, why: 'smallest-book', book: 0 },
    { userId: 1, why: 'smallest-book', book: 1 },
    { userId: 2, why: 'smallest-book', book: 1 },
  ]);
});

describe('for any books and leads', () => {
  const receiverArbitrary = fc.record({
    userId: fc.integer({ min: 1, max: 9 }),
    weight: fc.constant(1),
    cap: fc.option(fc.nat(25), { freq: 2 }),
    bookElsewhere: fc.nat(20),
    own: fc.constant(0),
    joined: fc.constant(0),
  });
  /** Users 10 and 11 stand on leads but receive none. */
  const standing = fc.uniqueArray(fc.integer({ min: 1, max: 11 }), { maxLength: 3 });
  const splitArbitrary: fc.Arbitrary<Level> = fc
    .record({
      receivers: fc.uniqueArray(receiverArbitrary, {
        minLength: 1,
        maxLength: 7,
        selector: ({ userId }) => userId,
      }),
      leads: fc.array(standing, { maxLength: 60, size: 'max' }),
      keepStanding: fc.boolean(),
    })
    .map((split) => ({ ...split, receivers: withKept(split.receivers, split.leads) }));
  const forAny = (check: (split: Level, placements: Placement[]) => void) => () =>
    fc.assert(
      fc.property(splitArbitrary, (split) => check(split, level(split))),
      { numRuns: 500 },
    );

  test(
    'no lead that may move would make two books more equal by moving from one to the other',
    forAny((split, placements) => {
      // A full keeper passes a lead to the next who stands on it, whatever that does to their book.
      if (split.keepStanding && split.receivers.some(({ cap }) => cap !== null)) return;
      const books = listBooks(split, placements);
      for (const [giver, from] of split.receivers.entries()) {
        const moves = placements.some(
          ({ userId, why }) => userId === from.userId && !(split.keepStanding && why === 'kept'),
        );
        if (!moves) continue;
        for (const [taker, to] of split.receivers.entries()) {
          const [given = 0, taken = 0] = [books[giver], books[taker]];
          assert.ok(
            taken >= limitOf(to) || given - taken <= 1,
            `${from.userId} has ${given}, ${to.userId} ${taken}`,
          );
        }
      }
    }),
  );

  test(
    'every lead has a place while any book has room, and no cap is passed',
    forAny(({ receivers, leads, ...split }, placements) => {
      const room = sum(receivers.map((each) => Math.max(0, limitOf(each) - each.bookElsewhere)));
      assert.equal(countOf(placements, null), Math.max(0, leads.length - room));
      for (const [place, book] of listBooks({ receivers, leads, ...split }, placements).entries()) {
        const { own = 0, bookElsewhere = 0, cap = null } = receivers[place] ?? {};
        if (cap !== null) assert.ok(book <= Math.max(cap, bookElsewhere + own));
      }
    }),
  );

  test(
    'the receivers in another order get the same leads, and the leads in another order as many each',
    forAny((split, placements) => {
      assert.deepEqual(level({ ...split, receivers: split.receivers.toReversed() }), placements);
      if (split.keepStanding) return;
      const reversed = level({ ...split, leads: split.leads.toReversed() });
      for (const { userId } of split.receivers)
        assert.equal(countOf(reversed, userId), countOf(placements, userId));
    }),
  );

  test(
    'who holds a lead and is to hold as many keeps it: what was levelled is found level',
    forAny((split, placements) => {
      if (placements.some(({ userId }) => userId === null)) return;
      const leads = placements.map(({ userId }) => (userId === null ? [] : [userId]));
      const again = level({ ...split, leads, receivers: withKept(split.receivers, leads) });
      assert.deepEqual(
        again.map(({ userId }) => userId),
        placements.map(({ userId }) => userId),
      );
    }),
  );

  test(
    'a receiver takes no lead while they give one away, where standings are not kept',
    forAny(({ receivers, leads, keepStanding }, placements) => {
      if (keepStanding) return;
      for (const { userId } of receivers) {
        const gives = placements.some((to, place) => leads[place]?.[0] === userId && to.userId !== userId);
        const takes = placements.some((to, place) => leads[place]?.[0] !== userId && to.userId === userId);
        assert.ok(!(gives && takes), `user ${userId} gives and takes`);
      }
    }),
  );

  test(
    'of the books with room the smallest takes each lead that nobody keeps',
    forAny(({ receivers }, placements) => {
      for (const placement of placements) {
        if (placement.why !== 'smallest-book') continue;
        const to = receivers.find(({ userId }) => userId === placement.userId);
        assert.ok(placement.book >= (to?.bookElsewhere ?? 0) && placement.book < (to ? limitOf(to) : 0));
      }
    }),
  );
});
