import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createEmptyDatabase } from '../../test/support/test-database.ts';
import { QueuePool } from './queue-pool.ts';

let empty: Awaited<ReturnType<typeof createEmptyDatabase>>;
let pool: QueuePool;

before(async () => {
  empty = await createEmptyDatabase();
  pool = new QueuePool({ connectionString: empty.url, max: 1 });
});
after(async () => {
  await pool.end();
  await empty.drop();
});

test('a connection that is given back twice is given back once, and not from whoever took it since', async () => {
  const { promise, resolve, reject } = Promise.withResolvers<() => void>();
  pool.connect((error, _client, done) => {
    if (error) return reject(error);
    done();
    resolve(done);
  });
  const giveBackAgain = await promise;
  const next = await pool.connect();
  giveBackAgain();
  assert.deepEqual([pool.totalCount, pool.idleCount], [1, 0]);
  assert.equal((await next.query('select 1')).rowCount, 1);
  next.release();
  assert.deepEqual([pool.totalCount, pool.idleCount], [1, 1]);
});

test('whoever asks a pool that has ended is told, and has nothing to give back', async () => {
  const ended = new QueuePool({ connectionString: empty.url, max: 1 });
  await ended.end();
  const { promise, resolve } = Promise.withResolvers<Error | undefined>();
  ended.connect((error, _client, done) => {
    done();
    resolve(error);
  });
  assert.match(String(await promise), /after calling end/);
});
