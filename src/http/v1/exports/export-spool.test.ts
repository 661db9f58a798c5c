import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExportRoom } from './export-room.ts';
import { ExportSpool } from './export-spool.ts';

async function* count(most: number, onEach: (number: number) => void) {
  for (let number = 1; number <= most; number += 1) {
    onEach(number);
    yield `${number}\n`;
  }
}

async function readAll(spool: ExportSpool): Promise<string> {
  return Buffer.concat(await Array.fromAsync(spool.read())).toString();
}

test('what fills it waits for no reader, and all of it is read in its order', async () => {
  let last = 0;
  const spool = await ExportSpool.open((into) => into.fill(count(1_000, (number) => (last = number))));
  await spool.begun;
  const chunks = spool.read();
  const { value } = await chunks.next();
  while (last < 1_000) await new Promise(setImmediate);
  const rest = Buffer.concat(await Array.fromAsync(chunks));
  assert.equal(`${value}${rest}`, Array.from({ length: 1_000 }, (_, place) => `${place + 1}\n`).join(''));
  spool.leave();
});

test('whoever leaves stops what fills it', async () => {
  let last = 0;
  let hasEnded = false;
  const spool = await ExportSpool.open(async (into) => {
    await into
      .fill(count(Number.MAX_SAFE_INTEGER, (number) => (last = number)))
      .finally(() => (hasEnded = true));
  });
  await spool.begun;
  spool.leave();
  while (!hasEnded) await new Promise(setImmediate);
  assert.ok(last >= 1);
});

test('what fails before anything came is told at once, and later it breaks the reading off', async () => {
  const early = await ExportSpool.open(() => Promise.reject(new Error('refused')));
  await assert.rejects(early.begun, /refused/);
  const late = await ExportSpool.open(async (into) => {
    await into.fill(count(3, () => {}));
    throw new Error('lost');
  });
  await late.begun;
  await assert.rejects(readAll(late), /lost/);
  const empty = await ExportSpool.open(async () => {});
  await empty.begun;
  assert.equal(await readAll(empty), '');
  for (const spool of [early, late, empty]) spool.leave();
});

test('nothing that was given can be given again, differently', async () => {
  const spool = await ExportSpool.open(async (into) => {
    await into.fill(count(2, () => {}));
    await into.fill(count(2, () => {}));
  });
  await spool.begun;
  await assert.rejects(readAll(spool), /anew/);
  spool.leave();
});

test('an organisation has room for so many exports at once, and another has its own', () => {
  const room = new ExportRoom(2);
  const leave = room.enter(1);
  room.enter(1);
  room.enter(2);
  assert.throws(() => room.enter(1), /takes 2 exports at this moment/);
  leave();
  room.enter(1);
});
