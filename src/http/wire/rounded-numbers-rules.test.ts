import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findMisreadNumber } from './rounded-numbers-rules.ts';

const findNumber = (json: string) => findMisreadNumber(json)?.number;

test('a number is found that would be read as another, as it is written', () => {
  for (const number of [
    '9007199254740993',
    '-9007199254740993',
    '90071992547409930',
    '1001.0000000000000001',
    '1e400',
    '-1E+0309',
  ]) {
    for (const json of [number, `[1,${number}]`, `{"a":{"b":[ ${number} ]}}`, `{"a":"x\\"","b":${number}}`]) {
      assert.equal(findNumber(json), number, json);
    }
  }
});

test('numbers that are read as they are, and digits in texts, are let be', () => {
  const fine = [
    '9007199254740991',
    '33.333333333333336',
    '1e3',
    '1e-400',
    '1e308',
    '0.10000000000000000555',
    '1000000.0000000000000',
  ];
  for (const number of fine) assert.equal(findNumber(`{"a":${number}}`), undefined, number);
  for (const json of [
    '{"a":"9007199254740993"}',
    '{"9007199254740993":1}',
    '["\\\\",1,"9007199254740993"]',
    '',
  ]) {
    assert.equal(findNumber(json), undefined, json);
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
      assert.equal(findNumber(json), first && String(first[1]), json);
    }),
  );
});

const anyMember = fc.dictionary(fc.string(), fc.array(fc.oneof(fc.string(), fc.integer())));

test('where such a number stands is told, whatever stands before it', () => {
  const json = '{"kind":"a]b","to":{"receivers":[{"share":1},{"user":{"a":[2]},"sh\\u0061re":1e400}]}}';
  assert.deepEqual(findMisreadNumber(json), {
    number: '1e400',
    path: 'to.receivers[1].share',
    isTooLarge: true,
  });
  fc.assert(
    fc.property(fc.array(anyMember, { maxLength: 5 }), fc.stringMatching(/^[a-z]+$/), (before, name) => {
      const text = `[${[...before.map((each) => JSON.stringify(each)), `{"${name}":[0,1e999]}`].join()}]`;
      assert.equal(findMisreadNumber(text)?.path, `[${before.length}].${name}[1]`);
    }),
  );
});
