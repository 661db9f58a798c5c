import { Refusal } from '../../../contract/refusal.ts';

/** How many exports an org takes at the same time: each is a file on disk until its client has it. */
export class ExportRoom {
  readonly #most: number;
  readonly #open = new Map<number, number>();

  constructor(mostOfOneOrg: number) {
    this.#most = mostOfOneOrg;
  }

  /** Gives what makes room again. */
  enter(orgId: number): () => void {
    const open = this.#open.get(orgId) ?? 0;
    if (open >= this.#most) throw refuse(this.#most);
    this.#open.set(orgId, open + 1);
    return () => this.#leave(orgId);
  }

  #leave(orgId: number): void {
    const left = (this.#open.get(orgId) ?? 1) - 1;
    if (left > 0) this.#open.set(orgId, left);
    else this.#open.delete(orgId);
  }
}

function refuse(most: number): Refusal {
  return new Refusal('too-many-calls', {
    retryAfterS: 10,
    message: `Your organisation takes ${most} exports at this moment, and more it cannot. Try again when one of them has ended.`,
  });
}
