// Who receives, and by which weight: as asked for, read and judged.

import { mostReceivers } from '../words/limits.ts';
import type { ShareMode } from '../words/term-words.ts';

/** A receiver as asked for. */
export interface ShareEntry {
  userId: number;
  /** Without one in an even or a level split; parts of 100 by percent. */
  weight?: number | undefined;
  cap?: number | null | undefined;
}

export interface Share {
  userId: number;
  weight: number;
  /** The largest book to end up with; null: any. */
  cap: number | null;
}

/** `at` is the place of the entry at fault, from 0; null: all of them together. */
export interface ShareProblem {
  at: number | null;
  message: string;
}

export type SharesRead =
  | { outcome: 'read'; shares: Share[] }
  | { outcome: 'refused'; problems: ShareProblem[] };

const mostDecimals = 6;
/** So that a whole weight times a count of leads stays exact up to ten million leads, twice what a request takes. */
const largestTotalWeight = 900_000_000;

export function readShares(mode: ShareMode, entries: readonly ShareEntry[]): SharesRead {
  const problems = [...findEntryProblems(mode, entries)];
  if (problems.length > 0) return { outcome: 'refused', problems };
  const shares = entries.map(({ userId, weight = 1, cap = null }) => ({ userId, weight, cap }));
  const message = findTotalProblem(mode, shares);
  return message ? { outcome: 'refused', problems: [{ at: null, message }] } : { outcome: 'read', shares };
}

function* findEntryProblems(mode: ShareMode, entries: readonly ShareEntry[]): Generator<ShareProblem> {
  const count = entries.length.toLocaleString('en');
  if (entries.length === 0) yield { at: null, message: 'Name at least one receiver.' };
  if (entries.length > mostReceivers) {
    yield {
      at: null,
      message: `A distribution takes at most ${mostReceivers.toLocaleString('en')} receivers; these are ${count}.`,
    };
  }
  const named = new Set<number>();
  for (const [at, entry] of entries.entries()) {
    if (named.has(entry.userId)) {
      yield { at, message: `User ${entry.userId} is named twice; name each receiver once.` };
    }
    named.add(entry.userId);
    const message = findWeightProblem(mode, entry) ?? findCapProblem(entry);
    if (message) yield { at, message };
  }
}

function findWeightProblem(mode: ShareMode, { userId, weight }: ShareEntry): string | undefined {
  const noun = mode === 'percent' ? 'percent' : 'weight';
  if (mode === 'even' || mode === 'level') {
    return weight === undefined
      ? undefined
      : `${mode === 'even' ? 'An even' : 'A level'} split takes no weights; leave out that of user ${userId}, or ask for a weighted split.`;
  }
  if (weight === undefined) return `User ${userId} needs a ${noun}: a number greater than 0.`;
  if (!Number.isFinite(weight) || weight <= 0) {
    return `The ${noun} of user ${userId} is ${weight}; it must be greater than 0. Leave out who is to get nothing.`;
  }
  return hasDecimals(weight, mostDecimals)
    ? undefined
    : `The ${noun} of user ${userId}, ${weight}, has more than 6 decimals; round it, or give weights such as 1 and 2.`;
}

function findCapProblem({ userId, cap }: ShareEntry): string | undefined {
  return cap === undefined || cap === null || (Number.isSafeInteger(cap) && cap >= 0)
    ? undefined
    : `The cap of user ${userId} is ${cap}; it must be a whole number from 0, or null for none.`;
}

function findTotalProblem(mode: ShareMode, shares: readonly Share[]): string | undefined {
  const whole = toWholeWeights(shares);
  if (!whole) {
    return 'These weights are too fine to count exactly: leaving out the decimal point, they may sum to 900,000,000 at most. Use smaller numbers or fewer decimals.';
  }
  const isHundred = Math.abs(whole.total - 100 * whole.scale) <= whole.scale / 100;
  return mode !== 'percent' || isHundred
    ? undefined
    : `The percents sum to ${whole.total / whole.scale}; make them sum to 100.`;
}

/** Each weight times the power of ten that makes all of them whole; undefined where that cannot be exact. */
export function toWholeWeights(
  shares: readonly Share[],
): { weights: number[]; total: number; scale: number } | undefined {
  let decimals = 0;
  for (const { weight } of shares) {
    if (weight <= 0 || !hasDecimals(weight, mostDecimals)) return undefined;
    while (!hasDecimals(weight, decimals)) decimals += 1;
  }
  const scale = 10 ** decimals;
  const weights = shares.map(({ weight }) => Math.round(weight * scale));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total <= largestTotalWeight ? { weights, total, scale } : undefined;
}

/** Whether so many decimals are enough to write the weight. */
function hasDecimals(weight: number, decimals: number): boolean {
  return Number(weight.toFixed(decimals)) === weight;
}

/** The largest book of each receiver that has one. */
export function capsOf(shares: readonly Share[]): Map<number, number> {
  return new Map(shares.flatMap(({ userId, cap }) => (cap === null ? [] : [[userId, cap]])));
}
