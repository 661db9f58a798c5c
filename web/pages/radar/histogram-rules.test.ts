import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layOut, roomAbove, roomBelow, spellSizes } from './histogram-rules.ts';

const bin = (from: number, to: number, users: number) => ({ from, to, users, leads: users * from });
const size = { width: 320, height: 200 };

test('the highest bar takes all of the height, the others their share of it, and nobody is no bar', () => {
  const { bars } = layOut([bin(0, 0, 50), bin(1, 1, 0), bin(2, 4, 100)], size);
  const full = size.height - roomAbove - roomBelow;
  assert.deepEqual(
    bars.map(({ height }) => height),
    [full / 2, 0, full],
  );
  assert.deepEqual(
    bars.map(({ y, height }) => y + height),
    bars.map(() => size.height - roomBelow),
  );
});

test('bars are as wide as there is room for, up to a widest, and never without width', () => {
  const places = (count: number) =>
    layOut(
      Array.from({ length: count }, (_, place) => bin(place, place, 1)),
      size,
    ).bars.map(({ x, width }) => [x, width]);
  assert.deepEqual(places(2), [
    [15, 94],
    [111, 94],
  ]);
  assert.deepEqual(places(4).at(-1), [15 + 3 * 73, 71]);
  assert.deepEqual(places(292).at(-1), [15 + 291, 1]);
});

test('one person among very many can still be seen', () => {
  const { bars } = layOut([bin(0, 0, 100_000), bin(1, 1, 1)], size);
  assert.equal(bars[1]?.height, 2);
});

test('bars stay inside the drawing and between the sizes at which they begin and end', () => {
  for (const count of [1, 5, 19]) {
    const { bars, ticks } = layOut(
      Array.from({ length: count }, (_, place) => bin(place, place, place)),
      size,
    );
    assert.equal(ticks.length, count + 1);
    for (const [place, { x, width }] of bars.entries()) {
      assert.ok(x >= (ticks[place]?.x ?? 0) && x + width <= (ticks[place + 1]?.x ?? 0) + 0.001);
      assert.ok(x >= 0 && x + width <= size.width);
    }
  }
  assert.equal(ticks([bin(20, 49, 3)]), '20 50');
});

function ticks(bins: Parameters<typeof layOut>[0]): string {
  return layOut(bins, size)
    .ticks.map((tick) => tick.size)
    .join(' ');
}

test('sizes are spelt as a range, or as the one size', () => {
  assert.equal(spellSizes(bin(0, 0, 1)), '0');
  assert.equal(spellSizes(bin(20, 49, 1)), '20 to 49');
});
