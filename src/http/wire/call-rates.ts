import type { Caller } from '../../core/sessions/authenticate.ts';

/** How many calls a process takes in a second: of one key or session, and of one org with all of them. */
export interface CallRateLimits {
  ofOneKey: number;
  ofOneOrg: number;
}

/** How a call stands to the limit that is nearest to it. */
export interface CountedCall {
  isAllowed: boolean;
  /** Whose limit it is, as it begins a sentence. */
  whose: string;
  limit: number;
  remaining: number;
}

type Counted = Pick<Caller, 'orgId' | 'credential'>;

/** After that long whoever took all they may has all of it back. */
export const refilledInS = 1;

/**
 * Counts the calls of each key and of each org in the memory of this process, for it is done for every call. A refused
 * call does not count, or a client that keeps trying would never be let in again.
 */
export class CallRates {
  readonly #keys: Buckets<string>;
  readonly #orgs: Buckets<number>;

  constructor({ ofOneKey, ofOneOrg }: CallRateLimits) {
    this.#keys = new Buckets(ofOneKey);
    this.#orgs = new Buckets(ofOneOrg);
  }

  take({ orgId, credential }: Counted, now = performance.now()): CountedCall {
    const ofKey = this.#keys.countLeft(credential, now);
    const ofOrg = this.#orgs.countLeft(orgId, now);
    const isAllowed = Math.min(ofKey, ofOrg) >= 1;
    if (isAllowed) {
      this.#keys.take(credential, now);
      this.#orgs.take(orgId, now);
    }
    const nearest =
      ofKey <= ofOrg
        ? { whose: 'This access key or session', limit: this.#keys.size, left: ofKey }
        : { whose: 'Your organisation', limit: this.#orgs.size, left: ofOrg };
    const { whose, limit, left } = nearest;
    return { isAllowed, whose, limit, remaining: isAllowed ? Math.floor(left - 1) : 0 };
  }
}

/** How many names are kept before those that took nothing for a while are forgotten. */
const mostBeforeForgetting = 1_000;

/** A bucket a name, which holds what may be taken in a second and fills evenly while it is not full. */
class Buckets<Name> {
  readonly size: number;
  readonly #fullAt = new Map<Name, number>();
  #forgetsAbove = mostBeforeForgetting;

  constructor(size: number) {
    this.size = size;
  }

  countLeft(name: Name, now: number): number {
    const untilFullMs = Math.max(0, (this.#fullAt.get(name) ?? now) - now);
    return this.size - untilFullMs / this.#msOfOne;
  }

  take(name: Name, now: number): void {
    this.#fullAt.set(name, Math.max(this.#fullAt.get(name) ?? now, now) + this.#msOfOne);
    if (this.#fullAt.size > this.#forgetsAbove) this.#forgetFull(now);
  }

  get #msOfOne(): number {
    return (refilledInS * 1_000) / this.size;
  }

  /** What stays doubles the bound, so that looking through all of them stays rare. */
  #forgetFull(now: number): void {
    for (const [name, fullAt] of this.#fullAt) if (fullAt <= now) this.#fullAt.delete(name);
    this.#forgetsAbove = Math.max(mostBeforeForgetting, this.#fullAt.size * 2);
  }
}
