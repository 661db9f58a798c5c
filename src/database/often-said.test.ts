import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OftenSaid } from './often-said.ts';

function say(oftenSaid: OftenSaid, text: string, times: number): (string | undefined)[] {
  return Array.from({ length: times }, () => oftenSaid.nameOf(text));
}

test('what is said again and again gets one name, and what is said now and then none', () => {
  const oftenSaid = new OftenSaid();
  assert.deepEqual(new Set(say(oftenSaid, 'select 1', 9)), new Set([undefined]));
  const [first, ...others] = new Set(say(oftenSaid, 'select 2', 20).slice(9));
  assert.equal(typeof first, 'string');
  assert.deepEqual(others, []);
  assert.notEqual(oftenSaid.nameOf('select 1'), first);
});

test('two texts never share a name, and no more are named than a connection should keep', () => {
  const oftenSaid = new OftenSaid();
  const names = Array.from({ length: 500 }, (_, n) => say(oftenSaid, `select ${n}`, 10).at(-1));
  const named = names.filter((name) => name !== undefined);
  assert.equal(new Set(named).size, named.length);
  assert.equal(named.length, 128);
  assert.deepEqual(
    names.map((_, n) => oftenSaid.nameOf(`select ${n}`)),
    names,
  );
});

test('texts without end keep none from a name that is said often among them', () => {
  const oftenSaid = new OftenSaid();
  for (let n = 0; n < 100_000; n += 1) {
    oftenSaid.nameOf(`select ${n}`);
    if (n % 50 === 0) oftenSaid.nameOf('select name');
  }
  assert.notEqual(oftenSaid.nameOf('select name'), undefined);
});
