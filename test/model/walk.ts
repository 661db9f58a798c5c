// Walks: each takes an organisation of its own through steps that its seed chose.

import fc from 'fast-check';
import { compareAll } from './compare.ts';
import type { Organisation } from './organisation.ts';
import type { Product } from './product.ts';
import type { Step } from './step.ts';

export interface Walked {
  steps: number;
  walks: number;
  /** The first walk on which product and rules differ, with the fewest steps on which they do. */
  failure?: { seed: number; steps: readonly string[]; problem: string };
}

export interface WalkPlan {
  seed: number;
  /** Of which steps a walk is made. */
  of: readonly fc.Arbitrary<Step>[];
  /** As many are taken at least, whole walks all of them, unless time is up before. */
  steps: number;
  mostMs?: number;
  /** How many organisations are walked through at once. */
  atOnce: number;
  begin(): Promise<{ model: Organisation; real: Product }>;
  onWalk?(walked: Walked): void;
}

/** Their lengths are spread evenly from none to this, so 100 on average. */
const mostSteps = 200;
const mostShrinkingMs = 120_000;

export async function walk(plan: WalkPlan): Promise<Walked> {
  const { seed, of, steps, mostMs = Number.POSITIVE_INFINITY, atOnce, begin, onWalk = () => {} } = plan;
  const endsAt = performance.now() + mostMs;
  const walked: Walked = { steps: 0, walks: 0 };
  let nextSeed = seed;
  const lane = async () => {
    while (walked.steps < steps && !walked.failure && performance.now() < endsAt) {
      const at = nextSeed;
      nextSeed += 1;
      const { taken, failure } = await walkOnce(at, of, begin);
      walked.steps += taken;
      walked.walks += 1;
      if (failure) walked.failure ??= failure;
      onWalk(walked);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return walked;
}

type OneWalk = { taken: number; failure?: Walked['failure'] };

async function walkOnce(seed: number, of: WalkPlan['of'], begin: WalkPlan['begin']): Promise<OneWalk> {
  let taken = 0;
  let giveUpAt = Number.POSITIVE_INFINITY;
  const property = fc.asyncProperty(walkOf(of), async (commands) => {
    if (performance.now() > giveUpAt) return; // what was found is short enough
    const { model, real } = await begin();
    try {
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await compareAll(model, real);
    } catch (error) {
      giveUpAt = Math.min(giveUpAt, performance.now() + mostShrinkingMs);
      throw error;
    } finally {
      taken += real.steps;
    }
  });
  const details = await fc.check(property, { seed, numRuns: 1 });
  if (!details.failed) return { taken };
  return {
    taken,
    failure: { seed, steps: listSteps(details.counterexample), problem: String(details.errorInstance) },
  };
}

/** Without the bias of fast-check towards short ones. */
function walkOf(steps: WalkPlan['of']) {
  return fc.noBias(fc.commands([...steps], { maxCommands: mostSteps, size: 'max' }));
}

function listSteps(counterexample: [Iterable<Step>] | null): string[] {
  return counterexample ? [...counterexample[0]].map(String) : [];
}
