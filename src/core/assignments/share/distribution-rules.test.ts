import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  countByUser,
  countOf,
  newLeads,
  placeAll,
  receiver,
  roomOf,
  type Split,
  type Standing,
  sum,
  withKept,
} from '../../../../test/support/splits.ts';
import type { Placement, Receiver } from './distribution-rules.ts';

describe('the table of splits', () => {
  /** Weight, cap, book elsewhere and kept leads of users 1, 2, 3; then who of them stands on each lead. */
  const cases: [what: string, receivers: Partial<Receiver>[], leads: Standing[], totals: number[]][] = [
    ['an even split', [{}, {}, {}], newLeads(9), [3, 3, 3]],
    ['a weighted split', [{ weight: 3 }, { weight: 1 }, { weight: 0.5 }], newLeads(9), [6, 2, 1]],
    ['a split by percent', [{ weight: 62.5 }, { weight: 25 }, { weight: 12.5 }], newLeads(8), [5, 2, 1]],
    ['one receiver takes all', [{}], newLeads(4), [4]],
    [
      'the others share what a full one cannot take',
      [{ cap: 2 }, { weight: 3 }, {}],
      newLeads(10),
      [2, 6, 2],
    ],
    ['leads elsewhere count for the cap', [{ cap: 12, bookElsewhere: 10 }, {}], newLeads(10), [2, 8]],
    ['a book already over its cap takes none', [{ cap: 5, bookElsewhere: 9 }, {}], newLeads(3), [0, 3]],
    ['what nobody has room for is left', [{ cap: 2 }, { cap: 1 }], newLeads(5), [2, 1]],
    ['kept leads count for the share', [{}, {}], [[1], [1], [1], [], [], []], [3, 3]],
    ['who keeps more than their share gets no more', [{}, {}, {}], [[1], [1], [1], [], []], [3, 1, 1]],
    ['who stands but is full passes the lead on', [{ cap: 1 }, {}], [[1], [1], [1]], [1, 2]],
    [
      'the primary keeps before a secondary',
      [{}, {}],
      [
        [2, 1],
        [2, 1],
      ],
      [0, 2],
    ],
    [
      'a secondary keeps where the primary receives nothing',
      [{}, {}],
      [
        [9, 2, 1],
        [8, 2],
      ],
      [0, 2],
    ],
    [
      'the next who stands keeps it where the first is full',
      [{ cap: 0 }, {}, {}],
      [
        [1, 3],
        [1, 3],
      ],
      [0, 0, 2],
    ],
    [
      'room is held back for a lead that is kept late',
      [{ cap: 1 }, { cap: 3 }],
      [[], [], [], [1], []],
      [1, 3],
    ],
    ['nor does one passed on take it', [{ cap: 0 }, { cap: 1 }, {}], [[1, 2], [1, 2], [2]], [0, 1, 2]],
  ];
  for (const [what, details, leads, totals] of cases) {
    test(`${what}: ${totals.join(', ')}`, () => {
      const receivers = withKept(
        details.map((detail, place) => receiver(place + 1, detail)),
        leads,
      );
      const placements = placeAll({ receivers, leads });
      assert.deepEqual(
        receivers.map(({ userId }) => countOf(placements, userId)),
        totals,
      );
      assert.equal(countOf(placements, null), leads.length - sum(totals));
    });
  }
});

test('a lead kept late finds the very place held back for it', () => {
  const leads = [[], [], [1]];
  const receivers = withKept([receiver(1, { cap: 1 }), receiver(2, { cap: 1 })], leads);
  assert.deepEqual(placeAll({ receivers, leads }), [
    { userId: 2, why: 'share-of-rest' },
    { userId: null, why: 'no-room' },
    { userId: 1, why: 'kept' },
  ]);
});

test('where standings are not kept, nobody without a cap keeps and no room is held back', () => {
  const receivers = [receiver(1, { own: 4 }), receiver(2)];
  const placements = placeAll({ receivers, leads: [[1], [1], [1], [1]], keepStanding: false });
  assert.deepEqual([countOf(placements, 1), countOf(placements, 2)], [2, 2]);
  assert.ok(placements.every(({ why }) => why === 'share'));
});

test('a lead that came to others since a book was full says so, and one before that does not', () => {
  const placements = placeAll({ receivers: [receiver(1, { cap: 1 }), receiver(2)], leads: newLeads(6) });
  const firstFull = placements.findIndex(({ userId }) => userId === 1);
  assert.deepEqual(
    placements.map(({ why }) => why),
    placements.map((_, place) => (place > firstFull ? 'share-of-rest' : 'share')),
  );
});

describe('where standings are not kept, a receiver under a cap', () => {
  const place = (details: Partial<Receiver>[], leads: Standing[]) => {
    const receivers = withKept(
      details.map((detail, at) => receiver(at + 1, detail)),
      leads,
    );
    return placeAll({ receivers, leads, keepStanding: false });
  };

  test('keeps their own leads before any other takes their room', () => {
    const placements = place([{ cap: 2 }], [[9], [1], [9], [1]]);
    assert.deepEqual(
      placements.map(({ why }) => why),
      ['no-room', 'kept', 'no-room', 'kept'],
    );
  });

  test('gives away what is over their share, and only that', () => {
    const placements = place([{ cap: 9 }, { cap: 9 }], [[1], [1], [1], [1], [2], [9]]);
    assert.deepEqual([countOf(placements, 1), countOf(placements, 2)], [3, 3]);
    assert.equal(placements.filter(({ why }) => why === 'kept').length, 4);
  });

  test('whose own leads are more than the cap lets go of those that others have room for', () => {
    const placements = place([{ cap: 1 }, { cap: 1 }], [[1], [1], [1]]);
    assert.deepEqual([countOf(placements, 1), countOf(placements, 2), countOf(placements, null)], [1, 1, 1]);
  });
});

test('over many requests of one lead nobody is favoured', () => {
  const receivers = [1, 2, 3, 4].map((userId) => receiver(userId));
  const seeds = Array.from({ length: 2_000 }, (_, place) => 1_000_000_000 + place);
  const placements = seeds.flatMap((seed) => placeAll({ receivers, leads: [[]], seed }));
  for (const { userId } of receivers) {
    const count = countOf(placements, userId);
    assert.ok(count > 430 && count < 570, `user ${userId} received ${count} of 2,000`);
  }
});

test('weights that were never read are refused', () => {
  for (const weight of [0, -1, Number.NaN, 1 / 3, 1e9]) {
    assert.throws(() => placeAll({ receivers: [receiver(1, { weight })], leads: [] }), RangeError);
  }
});

describe('for any receivers and leads', () => {
  const seedArbitrary = fc.integer({ min: 1_000_000_000, max: 5_000_000_000 });
  const receiverArbitrary = fc.record({
    userId: fc.integer({ min: 1, max: 12 }),
    weight: fc.oneof(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 999 }).map((w) => w / 100),
    ),
    cap: fc.option(fc.integer({ min: 0, max: 30 })),
    bookElsewhere: fc.nat(10),
    own: fc.constant(0),
    joined: fc.constant(0),
  });
  const receiversArbitrary = fc.uniqueArray(receiverArbitrary, {
    minLength: 1,
    maxLength: 10,
    selector: ({ userId }) => userId,
    size: 'max',
  });
  /** Users 13 and 14 stand on leads but receive none. */
  const leadsWith = (mostStanding: number) => {
    const standing = fc.uniqueArray(fc.integer({ min: 1, max: 14 }), { maxLength: mostStanding });
    return fc.array(standing, { maxLength: 120, size: 'max' });
  };

  type Whole = Required<Omit<Split, 'levels'>>;
  const splitOf = (mostStanding: number): fc.Arbitrary<Whole> =>
    fc
      .record({
        receivers: receiversArbitrary,
        leads: leadsWith(mostStanding),
        seed: seedArbitrary,
        keepStanding: fc.boolean(),
      })
      .map((split) => ({ ...split, receivers: withKept(split.receivers, split.leads) }));

  const forAny = (mostStanding: number, check: (split: Whole, placements: Placement[]) => void) => () =>
    fc.assert(
      fc.property(splitOf(mostStanding), (split) => check(split, placeAll(split))),
      { numRuns: 500 },
    );

  test(
    'no lead is lost: as many are placed as there is room for, and none is left before every book is full',
    forAny(4, ({ receivers, leads }, placements) => {
      assert.equal(placements.length, leads.length);
      const room = sum(receivers.map(roomOf));
      assert.equal(leads.length - countOf(placements, null), Math.min(leads.length, room));
    }),
  );

  test(
    'no cap is exceeded, whatever number of kept leads was foretold',
    forAny(4, (split) => {
      for (const factor of [0, 0.5, 1, 3]) {
        const receivers = split.receivers.map((each) => ({
          ...each,
          own: Math.floor(each.own * factor),
          joined: Math.floor(each.joined * factor),
        }));
        const placements = placeAll({ ...split, receivers });
        for (const each of receivers) assert.ok(countOf(placements, each.userId) <= roomOf(each));
        const isForetold = factor <= 1;
        const fits = Math.min(split.leads.length, sum(receivers.map(roomOf)));
        if (isForetold) assert.equal(split.leads.length - countOf(placements, null), fits);
      }
    }),
  );

  test(
    'a lead stays with the first receiver who stands on it, as many as their cap allows',
    forAny(4, ({ receivers, leads, keepStanding }, placements) => {
      if (!keepStanding) return;
      for (const each of receivers) {
        const stayed = placements.filter((placement, place) => {
          const first = leads[place]?.find((id) => receivers.some((other) => other.userId === id));
          return first === each.userId && placement.userId === first && placement.why === 'kept';
        });
        assert.ok(
          stayed.length >= Math.min(each.own + each.joined, roomOf(each)),
          `user ${each.userId} keeps too few`,
        );
      }
    }),
  );

  test(
    'whoever keeps a lead stands on it, and whoever receives one by share does not, where standings are kept',
    forAny(4, ({ leads, keepStanding }, placements) => {
      if (!keepStanding) return;
      for (const [place, { userId, why }] of placements.entries()) {
        const stands = userId !== null && leads[place]?.includes(userId);
        assert.equal(stands, why === 'kept');
      }
    }),
  );

  test(
    'where standings are not kept, a receiver under a cap never both gives leads away and takes others',
    forAny(4, ({ receivers, leads, keepStanding }, placements) => {
      if (keepStanding) return;
      for (const { userId, cap } of receivers) {
        if (cap === null) continue;
        const isOwn = (place: number) => leads[place]?.[0] === userId;
        const gives = placements.some((placement, place) => isOwn(place) && placement.userId !== userId);
        const takes = placements.some((placement, place) => !isOwn(place) && placement.userId === userId);
        assert.ok(!(gives && takes), `user ${userId} gives and takes`);
      }
    }),
  );

  test(
    'asked again, or with the receivers in another order, each lead goes where it went',
    forAny(4, (split, placements) => {
      assert.deepEqual(placeAll(split), placements);
      assert.deepEqual(placeAll({ ...split, receivers: split.receivers.toReversed() }), placements);
    }),
  );

  test(
    'the leads in another order give everybody the same number',
    forAny(1, (split, placements) => {
      const sorted = placeAll({ ...split, leads: split.leads.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0)) });
      const reversed = placeAll({ ...split, leads: split.leads.toReversed() });
      for (const other of [sorted, reversed]) assert.deepEqual(sortTotals(other), sortTotals(placements));
    }),
  );
  const sortTotals = (placements: readonly Placement[]) =>
    [...countByUser(placements)].sort(([a], [b]) => (a ?? 0) - (b ?? 0));
});
