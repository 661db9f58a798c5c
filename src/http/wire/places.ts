import { Refusal } from '../../contract/refusal.ts';
import type { Caller } from '../../core/sessions/authenticate.ts';

export interface PlaceLimits {
  /** What takes a place, as in `You have 8 plans under way at once`. */
  what: string;
  ofOneCaller: number;
  ofOneOrg: number;
}

/** Places for what takes long or much: of one caller so many at a time, and of one org, so none uses up another's. */
export class Places {
  readonly #limits: PlaceLimits;
  readonly #taken = new Map<string, number>();

  constructor(limits: PlaceLimits) {
    this.#limits = limits;
  }

  /** Gives what frees the place, which may be called more than once. Refuses where none is left. */
  take({ orgId, userId }: Pick<Caller, 'orgId' | 'userId'>): () => void {
    const { what, ofOneCaller, ofOneOrg } = this.#limits;
    const [org, caller] = [`${orgId}`, `${orgId}/${userId}`];
    this.#refuseFrom(org, ofOneOrg, `Your organisation has ${ofOneOrg} ${what} at once`);
    this.#refuseFrom(caller, ofOneCaller, `You have ${ofOneCaller} ${what} at once`);
    this.#add(org, 1);
    this.#add(caller, 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#add(org, -1);
      this.#add(caller, -1);
    };
  }

  #refuseFrom(key: string, most: number, what: string): void {
    if ((this.#taken.get(key) ?? 0) < most) return;
    throw new Refusal('too-many-calls', {
      retryAfterS: 2,
      message: `${what}, which is the most that Baton takes. Wait until one has ended.`,
    });
  }

  #add(key: string, count: 1 | -1): void {
    const taken = (this.#taken.get(key) ?? 0) + count;
    if (taken > 0) this.#taken.set(key, taken);
    else this.#taken.delete(key);
  }
}
