/** Hands out first what comes before all others: a binary heap. An item must not change its order while inside. */
export class PriorityQueue<Item> {
  readonly #isBefore: (a: Item, b: Item) => boolean;
  readonly #heap: Item[] = [];

  constructor(isBefore: (a: Item, b: Item) => boolean) {
    this.#isBefore = isBefore;
  }

  get first(): Item | undefined {
    return this.#heap[0];
  }

  add(item: Item): void {
    let place = this.#heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || !this.#isBefore(item, parent)) break;
      this.#heap[place] = parent;
      place = above;
    }
    this.#heap[place] = item;
  }

  take(): Item | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) this.#sink(last);
    return first;
  }

  /** Puts the item in at the top, in place of the one taken. */
  #sink(item: Item): void {
    let place = 0;
    let below = this.#findBelow(place);
    for (let next = this.#heap[below]; next !== undefined && this.#isBefore(next, item); ) {
      this.#heap[place] = next;
      place = below;
      below = this.#findBelow(place);
      next = this.#heap[below];
    }
    this.#heap[place] = item;
  }

  #findBelow(place: number): number {
    const left = this.#heap[2 * place + 1];
    const right = this.#heap[2 * place + 2];
    const isRight = left !== undefined && right !== undefined && this.#isBefore(right, left);
    return 2 * place + (isRight ? 2 : 1);
  }
}
