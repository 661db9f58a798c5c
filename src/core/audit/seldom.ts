const quietMs = 600_000;
const mostKept = 10_000;

/** Lets the same pass once in ten minutes: whoever asks again and again floods nothing. */
export class Seldom {
  readonly #lately = new Map<string, number>();

  /** Whether it passes now. */
  passes(what: string): boolean {
    const now = performance.now();
    if (now < (this.#lately.get(what) ?? 0)) return false;
    if (this.#lately.size >= mostKept) this.#lately.clear();
    this.#lately.set(what, now + quietMs);
    return true;
  }

  /** It passes the next time, too. */
  forget(what: string): void {
    this.#lately.delete(what);
  }
}
