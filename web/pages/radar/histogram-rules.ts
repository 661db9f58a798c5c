import type { BookPage } from '../../../src/client/client.ts';

export type Bin = BookPage['spread']['bins'][number];

export interface Bar {
  bin: Bin;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Drawing {
  bars: Bar[];
  /** Where one size of book ends and the next begins. */
  ticks: { x: number; size: number }[];
}

/** Leaves room above the highest bar for its number, and below all of them for the sizes. */
export const roomAbove = 20;
export const roomBelow = 24;
const roomAtSides = 14;
const gap = 2;
const widestStep = 96;
const lowest = 2;

/** Lays the bins out side by side, each as high as it has people; one person can still be seen. */
export function layOut(bins: readonly Bin[], { width, height }: { width: number; height: number }): Drawing {
  const most = Math.max(1, ...bins.map(({ users }) => users));
  const step = Math.min(widestStep, (width - 2 * roomAtSides) / Math.max(1, bins.length));
  const floor = height - roomBelow;
  const bars = bins.map((bin, place) => {
    const share = (bin.users / most) * (floor - roomAbove);
    const barHeight = bin.users === 0 ? 0 : Math.max(lowest, share);
    return {
      bin,
      x: roomAtSides + place * step + gap / 2,
      y: floor - barHeight,
      width: Math.max(1, step - gap),
      height: barHeight,
    };
  });
  const last = bins.at(-1);
  const sizes = [...bins.map(({ from }) => from), ...(last ? [last.to + 1] : [])];
  return { bars, ticks: sizes.map((size, place) => ({ x: roomAtSides + place * step, size })) };
}

/** The sizes of a bin, as in "20 to 49". */
export function spellSizes({ from, to }: Bin): string {
  return from === to ? from.toLocaleString() : `${from.toLocaleString()} to ${to.toLocaleString()}`;
}
