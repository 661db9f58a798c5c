// A short `npm run chaos`: each sort of harm once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { harms } from '../chaos/harm.ts';
import { wreak } from '../chaos/wreak.ts';

test('Baton and PostgreSQL are killed in every way under load, and all that was acknowledged is there once', async (t) => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const { faults, ...told } = await wreak({
    seed,
    mostKills: harms.length,
    mostMinutes: 5,
    clients: { reassigning: 2, changingManagers: 1, restMs: 40, bulks: 1 },
    say: () => {},
  });
  t.diagnostic(JSON.stringify(told));
  assert.deepEqual(faults, []);
  assert.equal(Object.keys(told.kills).length, harms.length);
  assert.ok(
    Object.values(told.acknowledged).every((count) => count > 2),
    'clients of every sort were answered',
  );
});
