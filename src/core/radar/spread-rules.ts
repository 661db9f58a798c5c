/** So many users have a book of this size. */
export interface BookSize {
  book: number;
  users: number;
}

/** Users whose books are of `from` to `to` leads, and those leads together. */
export interface SpreadBin {
  from: number;
  to: number;
  users: number;
  leads: number;
}

/** How leads are spread over users. */
export interface Spread {
  users: number;
  leads: number;
  empty: number;
  median: number;
  largest: number;
  bins: SpreadBin[];
}

/** `sizes` is in ascending order, each size once. */
export function describeSpread(sizes: readonly BookSize[]): Spread {
  const users = sum(sizes.map((size) => size.users));
  return {
    users,
    leads: sum(sizes.map((size) => size.users * size.book)),
    empty: sizes.find(({ book }) => book === 0)?.users ?? 0,
    median: findMedian(sizes, users),
    largest: sizes.at(-1)?.book ?? 0,
    bins: fillBins(sizes),
  };
}

function findMedian(sizes: readonly BookSize[], users: number): number {
  let counted = 0;
  for (const size of sizes) {
    counted += size.users;
    if (counted * 2 >= users) return size.book;
  }
  return 0;
}

/** 0, 1, 2–4, 5–9, 10–19, 20–49 and so on, up to the bin of the largest book. */
function fillBins(sizes: readonly BookSize[]): SpreadBin[] {
  const largest = sizes.at(-1)?.book;
  const bins: SpreadBin[] = [];
  for (let from = 0; largest !== undefined && from <= largest; ) {
    const to = endOf(from);
    const within = sizes.filter(({ book }) => from <= book && book <= to);
    const leads = sum(within.map((size) => size.users * size.book));
    bins.push({ from, to, users: sum(within.map((size) => size.users)), leads });
    from = to + 1;
  }
  return bins;
}

/** Bins begin at 0 and at 1, 2 and 5 times a power of ten. */
function endOf(from: number): number {
  if (from === 0) return 0;
  const unit = 10 ** (String(from).length - 1);
  const next = { 1: 2, 2: 5, 5: 10 }[from / unit] ?? 10;
  return next * unit - 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
