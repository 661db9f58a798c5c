import { setTimeout as delay } from 'node:timers/promises';

/** What ends together: first whatever takes and does work, then who waits for it, then what both stand on. */
const stages = ['work', 'callers', 'pools', 'postgres'] as const;
type Stage = (typeof stages)[number];

/** For how long each stage may take, in milliseconds. */
export type Patience = Record<Stage, number>;

interface Release {
  stage: Stage;
  part: string;
  release: () => Promise<unknown>;
}

/** Whatever is opened adds its own release, with its name. */
export class Releases {
  readonly #releases: Release[] = [];

  add(stage: Stage, part: string, release: () => Promise<unknown>): void {
    this.#releases.push({ stage, part, release });
  }

  /** Ends everything, stage after stage; gives the parts that did not end in time, or failed to, and were left. */
  async run(patience: Patience): Promise<string[]> {
    const left: string[] = [];
    for (const stage of stages) {
      const due = this.#releases.filter((each) => each.stage === stage);
      await Promise.all(
        due.map(async ({ part, release }) => {
          if (!(await settlesWithin(patience[stage], release()))) left.push(part);
        }),
      );
    }
    return left;
  }
}

async function settlesWithin(patienceMs: number, release: Promise<unknown>): Promise<boolean> {
  const patience = new AbortController();
  const timeout = delay(patienceMs, false, { signal: patience.signal }).catch(() => false);
  const settled = release.then(
    () => true,
    () => false,
  );
  const isSettled = await Promise.race([settled, timeout]);
  patience.abort();
  return isSettled;
}
