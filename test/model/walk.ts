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
  /** Then walks under way take no further step, and what was found is shortened no further. */
  mostMs?: number;
  /** Time is not up before whole walks took as many, however slow the machine is; left out: none. */
  fewestSteps?: number;
  /** How many organisations are walked through at once. */
  atOnce: number;
  begin(): Promise<{ model: Organisation; real: Product }>;
  onWalk?(walked: Walked): void;
}

/** Their lengths are spread evenly from none to this, so 100 on average. */
const mostSteps = 200;
const mostShrinkingMs = 120_000;

/** What the walks of a plan have in common. */
interface Course extends Pick<WalkPlan, 'of' | 'begin'> {
  isTimeUp: () => boolean;
  /** The seed of the walk that found something: the others make way while that is shortened. */
  foundBy?: number;
}

export async function walk(plan: WalkPlan): Promise<Walked> {
  const { seed, of, steps, mostMs = Number.POSITIVE_INFINITY, fewestSteps = 0, atOnce, begin } = plan;
  const { onWalk = () => {} } = plan;
  const endsAt = performance.now() + mostMs;
  const walked: Walked = { steps: 0, walks: 0 };
  const isTimeUp = () => performance.now() > endsAt && walked.steps >= fewestSteps;
  const course: Course = { of, begin, isTimeUp };
  let nextSeed = seed;
  const lane = async () => {
    while (walked.steps < steps && !isOver(course, nextSeed)) {
      const at = nextSeed;
      nextSeed += 1;
      const { taken, failure } = await walkOnce(at, course);
      walked.steps += taken;
      walked.walks += 1;
      if (failure) walked.failure ??= failure;
      onWalk(walked);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return walked;
}

function isOver({ isTimeUp, foundBy }: Course, seed: number): boolean {
  return isTimeUp() || (foundBy !== undefined && foundBy !== seed);
}

type OneWalk = { taken: number; failure?: Walked['failure'] };

async function walkOnce(seed: number, course: Course): Promise<OneWalk> {
  let taken = 0;
  let giveUpAt = Number.POSITIVE_INFINITY;
  const mayGoOn = () => performance.now() < giveUpAt && !isOver(course, seed);
  const property = fc.asyncProperty(walkOf(course.of), async (commands) => {
    if (!mayGoOn()) return; // what was found is short enough
    const { model, real } = await course.begin();
    try {
      for (const step of commands) if (mayGoOn() && (await step.check(model))) await step.run(model, real);
      await compareAll(model, real);
    } catch (error) {
      course.foundBy ??= seed;
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

/** Those that were taken, for fast-check notes so of each. */
function listSteps(counterexample: [Iterable<Step>] | null): string[] {
  const steps = counterexample ? [...counterexample[0]] : [];
  return steps.filter((step) => 'hasRan' in step && step.hasRan === true).map(String);
}
