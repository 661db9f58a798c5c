// The product held against the rules as test/model states them anew, with chance choosing what is done.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { beginWalks } from './model/begin-walks.ts';
import { allSteps } from './model/steps/any-step.ts';
import { walk } from './model/walk.ts';
import { type Door, openInside } from './support/doors.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

/** 200 walks of 100 steps where the machine makes them in this time, and else as many as it makes. */
const steps = 20_000;
const mostMs = 40_000;
const fewestSteps = 300;
const atOnce = 8;

let db: TestDatabase;
let door: Door;

before(async () => {
  db = await createTestDatabase();
  door = await openInside(db.url);
});
after(async () => {
  await door.close();
  await db.drop();
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
    atOnce,
    begin: beginWalks(door),
  });
  t.diagnostic(
    `${walked.steps} steps, ${Math.round(walked.steps / ((performance.now() - beganAt) / 1_000))} a second`,
  );
  assert.equal(walked.failure, undefined);
  assert.ok(walked.steps >= fewestSteps, `only ${walked.steps} steps`);
});
