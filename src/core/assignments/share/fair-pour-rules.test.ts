import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foretellCounts, Pour, type Vessel } from './fair-pour-rules.ts';

interface Sizes {
  weight: number;
  kept: number;
  /** Leads it takes beyond those kept. */
  free: number;
}

function toVessels(sizes: readonly Sizes[]): Vessel[] {
  return sizes.map(({ weight, kept, free }, userId) => {
    const reserved = { own: kept, joined: 0 };
    return { userId, weight, rank: userId, room: kept + free, count: kept, filed: kept, reserved };
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** What each holds once so much is poured. The height is found by halving: a way unlike that of the rules. */
function holdAll(sizes: readonly Sizes[], poured: number): number[] {
  const holdAt = (height: number) =>
    sizes.map(({ weight, kept, free }) => Math.min(Math.max(kept, height * weight), kept + free));
  let [low, high] = [0, poured];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (sum(holdAt(middle)) < poured) low = middle;
    else high = middle;
  }
  return holdAt(high);
}

function assertFair(vessels: readonly Vessel[], shares: readonly number[]): void {
  for (const [place, { count }] of vessels.entries()) {
    const share = shares[place] ?? 0;
    assert.ok(Math.abs(count - share) < 1 + 1e-6, `holds ${count} where ${share} would be fair`);
  }
}

const weightArbitrary = fc.integer({ min: 1, max: 40 });

test('what empty vessels come to hold is foretold within one lead of pouring them one by one, and whole', () => {
  const sizesArbitrary = fc.array(
    fc.record({
      weight: weightArbitrary,
      kept: fc.constant(0),
      free: fc.oneof(fc.nat(40), fc.constant(Number.POSITIVE_INFINITY)),
    }),
    { minLength: 1, maxLength: 12, size: 'max' },
  );
  fc.assert(
    fc.property(sizesArbitrary, fc.nat(300), (sizes, leads) => {
      const counts = foretellCounts(toVessels(sizes), leads);
      const room = sum(sizes.map(({ free }) => free));
      assert.equal(sum([...counts.values()]), Math.min(leads, room));
      const poured = toVessels(sizes);
      const pour = new Pour(poured);
      for (let lead = 0; lead < leads; lead += 1) pour.next();
      for (const { userId, count } of poured) {
        const foretold = counts.get(userId) ?? -1;
        assert.ok(Math.abs(foretold - count) <= 1, `${foretold} of ${userId} were foretold, ${count} poured`);
        assert.ok(foretold <= (sizes[userId]?.free ?? 0));
      }
    }),
    { numRuns: 500 },
  );
});

test('without caps and kept leads each is within one lead of their weighted share, after every lead', () => {
  const weightsArbitrary = fc.array(weightArbitrary, { minLength: 1, maxLength: 12, size: 'max' });
  fc.assert(
    fc.property(weightsArbitrary, fc.integer({ min: 1, max: 200 }), (weights, leads) => {
      const total = sum(weights);
      const vessels = toVessels(
        weights.map((weight) => ({ weight, kept: 0, free: Number.POSITIVE_INFINITY })),
      );
      const pour = new Pour(vessels);
      for (let poured = 1; poured <= leads; poured += 1) {
        assert.ok(pour.next());
        for (const { count, weight } of vessels) {
          assert.ok(Math.abs(count * total - weight * poured) < total);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('with caps and kept leads too each is within one lead of their share, until all are full', () => {
  const free = fc.oneof(fc.nat(30), fc.constant(Number.POSITIVE_INFINITY));
  const sizes = fc.record({ weight: weightArbitrary, kept: fc.nat(20), free });
  const sizesArbitrary = fc.array(sizes, { minLength: 1, maxLength: 10, size: 'max' });
  fc.assert(
    fc.property(sizesArbitrary, (each) => {
      const vessels = toVessels(each);
      const pour = new Pour(vessels);
      const before = sum(each.map(({ kept }) => kept));
      const most = Math.min(before + 200, sum(vessels.map(({ room }) => room)));
      for (let poured = before + 1; poured <= most; poured += 1) {
        assert.ok(pour.next());
        assert.equal(sum(vessels.map(({ count }) => count)), poured);
        assertFair(vessels, holdAll(each, poured));
      }
      if (most < before + 200) assert.equal(pour.next(), undefined);
    }),
    { numRuns: 300 },
  );
});

test('a lead kept beyond those foretold counts for the share like any other', () => {
  const vessels = toVessels([1, 1, 2].map((weight) => ({ weight, kept: 0, free: 100 })));
  const pour = new Pour(vessels);
  const [first] = vessels;
  assert.ok(first);
  for (let lead = 0; lead < 10; lead += 1) assert.ok(pour.takeFree(first));
  for (let lead = 0; lead < 30; lead += 1) assert.ok(pour.next());
  assert.deepEqual(
    vessels.map(({ count }) => count),
    [10, 10, 20],
  );
});

test('the heaviest weights stay exact over a million leads', () => {
  const weights = [299_999_993, 299_999_977, 149_999_957, 149_999_993, 80];
  const vessels = toVessels(weights.map((weight) => ({ weight, kept: 0, free: Number.MAX_SAFE_INTEGER })));
  const pour = new Pour(vessels);
  for (let lead = 0; lead < 1_000_000; lead += 1) pour.next();
  for (const { count, weight } of vessels) {
    const miss = BigInt(count) * 900_000_000n - BigInt(weight) * 1_000_000n;
    assert.ok(miss < 900_000_000n && miss > -900_000_000n, `weight ${weight} misses by ${miss}`);
  }
});
