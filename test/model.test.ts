// The product held against the rules as test/model states them anew, with chance choosing what is done.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { beginWalks } from './model/begin-walks.ts';
import { shortSteps } from './model/steps/any-step.ts';
import { walk } from './model/walk.ts';
import { type ServedProgram, serveProgram } from './support/serve-program.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

const steps = 3_000;
const atOnce = 16;

let db: TestDatabase;
let server: ServedProgram;

before(async () => {
  db = await createTestDatabase();
  server = await serveProgram(['--database-url', db.url, '--log-level', 'warn']);
});
after(async () => {
  await server.stop();
  await db.drop();
});

test('walks through organisations, 100 steps on average, find the product as the rules say', async (t) => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const beganAt = performance.now();
  const walked = await walk({
    seed,
    of: shortSteps,
    steps,
    atOnce,
    begin: beginWalks(db.database, server.address),
  });
  t.diagnostic(
    `${walked.steps} steps, ${Math.round(walked.steps / ((performance.now() - beganAt) / 1_000))} a second`,
  );
  assert.equal(walked.failure, undefined);
  assert.ok(walked.steps >= steps, `only ${walked.steps} steps`);
});
