import { Refusal } from '../../contract/refusal.ts';

/** What one file takes of the disk. */
export interface SpoolShare {
  /** Refuses where the files of the org would take more than they may. */
  take(bytes: number): void;
  giveBack(): void;
}

/** How much of the disk the files of each org take at the moment, so that those of one do not fill it for all. */
export class SpoolRoom {
  readonly #most: number;
  readonly #taken = new Map<number, number>();

  constructor(mostBytesOfOneOrg: number) {
    this.#most = mostBytesOfOneOrg;
  }

  open(orgId: number): SpoolShare {
    let own = 0;
    return {
      take: (bytes) => {
        const taken = this.#takenBy(orgId) + bytes;
        if (taken > this.#most) throw refuseForFiles(this.#most);
        own += bytes;
        this.#taken.set(orgId, taken);
      },
      giveBack: () => {
        const left = this.#takenBy(orgId) - own;
        own = 0;
        if (left > 0) this.#taken.set(orgId, left);
        else this.#taken.delete(orgId);
      },
    };
  }

  #takenBy(orgId: number): number {
    return this.#taken.get(orgId) ?? 0;
  }
}

function refuseForFiles(most: number): Refusal {
  return new Refusal('too-many-calls', {
    retryAfterS: 30,
    message:
      `The files that your organisation sends at this moment would take more than ${most / 1_048_576} MiB of the ` +
      "server's disk together. Send them one after the other.",
  });
}
