// The product held against the rules as test/model states them anew, with chance choosing what is done.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { beginWalks } from '../model/begin-walks.ts';
import { stepsOf } from '../model/step.ts';
import { allSteps } from '../model/steps/any-step.ts';
import { walk } from '../model/walk.ts';
import { type Door, openInside } from '../support/doors.ts';
import { useDatabase } from '../support/use-world.ts';

/** 200 walks of 100 steps where the machine makes them in this time, and else as many as it makes. */
const steps = 20_000;
const mostMs = 9_000;
const fewestSteps = 150;
const atOnce = 4;

let door: Door;

after(() => door.close());
const db = useDatabase(async () => {
  door = await openInside(db.url);
});

test('walks through organisations, 100 steps on average, find the product as the rules say', async (t) => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const beganAt = performance.now();
  const walked = await walk({
    seed,
    of: allSteps,
    steps,
    mostMs,
    fewestSteps,
    atOnce,
    begin: beginWalks(door),
  });
  t.diagnostic(
    `${walked.steps} steps, ${Math.round(walked.steps / ((performance.now() - beganAt) / 1_000))} a second`,
  );
  assert.equal(walked.failure, undefined);
  assert.ok(walked.steps >= fewestSteps, `only ${walked.steps} steps`);
});

const slow = stepsOf('a slow step', fc.constant(null), () => delay(40));
const wrong = stepsOf('a wrong step', fc.constant(null), async () => assert.fail('they differ'));

/** Whose walks are a hundred times as long as their time. */
const shortOfTime = { seed: 1, steps, mostMs: 4_000, atOnce: 4 };

test('when their time is up, walks under way end where they are', async () => {
  const beganAt = performance.now();
  const walked = await walk({ ...shortOfTime, of: [slow], begin: beginWalks(door, 100_000) });
  assert.ok(performance.now() - beganAt < 15_000);
  assert.equal(walked.failure, undefined);
  assert.ok(walked.steps > 0);
});

test('when their time is up, what was found is told with the steps that were taken', async () => {
  const beganAt = performance.now();
  const of = [slow, slow, slow, wrong];
  const { failure } = await walk({ ...shortOfTime, of, begin: beginWalks(door, 200_000) });
  assert.ok(performance.now() - beganAt < 15_000);
  assert.match(failure?.problem ?? '', /they differ/);
  assert.match(failure?.steps.join() ?? '', /^(a slow step null,)*a wrong step null$/);
});
