import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { EventStream } from './event-stream.ts';

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

test('A reader who is slow misses what is no longer true, and gets the latest and the end.', async () => {
  const stream = new EventStream();
  for (const step of [1, 2, 3]) stream.tell({ name: 'progress', id: String(step), data: { step } });
  stream.finish();
  let text = '';
  for await (const part of stream) text += part;
  assert.equal(text, 'retry: 2000\n\nevent: progress\nid: 3\ndata: {"step":3}\n\n');
});

test('A stream on which nothing happens is kept open by comments, and ends after an hour.', async () => {
  mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
  try {
    const stream = new EventStream();
    const parts: unknown[] = [];
    stream.on('data', (part) => parts.push(part));
    let hasEnded = false;
    stream.on('end', () => {
      hasEnded = true;
    });
    for (let minute = 0; minute < 60; minute += 1) {
      await nextTurn();
      mock.timers.tick(60_000);
    }
    await nextTurn();
    await nextTurn();
    assert.equal(parts[0], 'retry: 2000\n\n');
    assert.ok(parts.length > 50 && parts.slice(1).every((part) => part === ': still here\n\n'));
    assert.ok(hasEnded);
  } finally {
    mock.timers.reset();
  }
});
