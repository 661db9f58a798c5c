import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../../test/support/until.ts';
import { type KeptRunner, keepRunning } from './keep-running.ts';

const mostSilentMs = 300;

/** A job runner as it looks from outside; what it tells is up to the test. */
interface Told {
  tell(event: string): void;
  end(): void;
  fail(): void;
}

interface Keeping {
  kept: KeptRunner;
  told: Told[];
  troubles: unknown[];
}

async function keep(concurrency = 2, start: () => void = () => {}): Promise<Keeping> {
  const told: Told[] = [];
  const troubles: unknown[] = [];
  const kept = await keepRunning({
    concurrency,
    mostSilentMs,
    onTrouble: (trouble) => troubles.push(trouble),
    start: async () => {
      start();
      const events = new EventEmitter();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      promise.catch(() => {});
      told.push({ tell: (event) => events.emit(event), end: resolve, fail: () => reject(new Error('lost')) });
      return { promise, events, stop: async () => resolve() };
    },
  });
  return { kept, told, troubles };
}

async function tellFor(runner: Told | undefined, event: string, ms: number): Promise<void> {
  for (const until = performance.now() + ms; performance.now() < until; await delay(20)) runner?.tell(event);
}

test('a runner that goes on asking, even in vain, is kept; whether it may take jobs is told', async () => {
  const { kept, told, troubles } = await keep();
  await tellFor(told[0], 'worker:getJob:empty', mostSilentMs * 2);
  assert.equal(kept.findTrouble(), undefined);
  await tellFor(told[0], 'worker:getJob:error', mostSilentMs * 2);
  assert.match(kept.findTrouble() ?? '', /No job could be asked for/);
  await tellFor(told[0], 'worker:getJob:empty', 50);
  assert.equal(kept.findTrouble(), undefined);
  await kept.stop();
  assert.deepEqual([told.length, troubles.length], [1, 0]);
});

test('a runner that falls silent with room for a job has died: another takes its place', async () => {
  const { kept, told, troubles } = await keep();
  told[0]?.tell('job:start');
  await until('another takes its place', () => told.length === 2);
  assert.match(String(troubles[0]), /silent/);
  assert.equal(kept.findTrouble(), undefined);
  await kept.stop();
});

test('a runner that has all the jobs it can hold is not disturbed', async () => {
  const { kept, told } = await keep(1);
  told[0]?.tell('job:start');
  await delay(mostSilentMs * 3);
  assert.equal(kept.findTrouble(), undefined);
  assert.equal(told.length, 1);
  told[0]?.tell('job:complete');
  await until('it is watched again', () => told.length === 2);
  await kept.stop();
});

test('a runner that ends or fails by itself is followed by another, however often none can be started', async () => {
  let starts = 0;
  const { kept, told, troubles } = await keep(2, () => {
    starts += 1;
    if (starts === 2 || starts === 3) throw new Error('too many clients');
  });
  told[0]?.fail();
  await until('it is known', () => kept.findTrouble() !== undefined);
  await until('another is at work', () => told.length === 2);
  assert.equal(kept.findTrouble(), undefined);
  assert.equal(troubles.length, 3);
  told[1]?.end();
  await until('and another', () => told.length === 3);
  await kept.stop();
});
