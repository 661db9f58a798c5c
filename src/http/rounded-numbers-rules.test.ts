import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findRoundedNumber } from './rounded-numbers-rules.ts';

test('a number is found that would be read as another, as it is written', () => {
  for (const number of [
    '9007199254740993',
    '-9007199254740993',
    '90071992547409930',
    '1001.0000000000000001',
  ]) {
    for (const json of [number, `[1,${number}]`, `{"a":{"b":[ ${number} ]}}`, `{"a":"x\\"","b":${number}}`]) {
      assert.equal(findRoundedNumber(json), number, json);
    }
  }
});

test('numbers that are read as they are, and digits in texts, are let be', () => {
  const fine = [
    '9007199254740991',
    '33.333333333333336',
    '1e3',
    '0.10000000000000000555',
    '1000000.0000000000000',
  ];
  for (const number of fine) assert.equal(findRoundedNumber(`{"a":${number}}`), undefined, number);
  for (const json of [
    '{"a":"9007199254740993"}',
    '{"9007199254740993":1}',
    '["\\\\",1,"9007199254740993"]',
    '',
  ]) {
    assert.equal(findRoundedNumber(json), undefined, json);
  }
});

test('of any whole numbers in any JSON exactly those are found that come out changed', () => {
  const number = fc.oneof(
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
    fc.bigInt({ min: 0n, max: 2n ** 54n }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), number)), (members) => {
      const json = `[${members.map(([text, each]) => `${JSON.stringify(text)},${each}`).join()}]`;
      const first = members.find(([, each]) => BigInt(Number(each)) !== each);
      assert.equal(findRoundedNumber(json), first && String(first[1]), json);
    }),
  );
});
