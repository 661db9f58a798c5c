import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BatonError } from '../../client/client.ts';
import { Refusal, type RefusalCode, refusals } from '../../contract/refusal.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';

const codes = Object.keys(refusals).filter((code): code is RefusalCode => code in refusals);

test('whoever refuses, the database or a server, a refusal ends a command with the same code', () => {
  for (const code of codes) {
    const refusal = new Refusal(code);
    const told = new BatonError({ code, status: refusal.status, detail: refusal.message });
    assert.equal(exitCodeOf(told), exitCodeOf(refusal), code);
  }
});

const unknownEnds = [
  ['no-answer', 0],
  ['internal-error', 500],
  ['not-baton', 200],
  ['not-baton', 404],
] as const;

test('what may be tried again as it is ends with no answer, and nothing else does', () => {
  for (const code of codes) {
    const mayBeTriedAgain = [408, 429, 503].includes(refusals[code].status);
    assert.equal(exitCodeOf(new Refusal(code)) === exitCodes.noAnswer, mayBeTriedAgain, code);
  }
  for (const [code, status] of unknownEnds) {
    assert.equal(exitCodeOf(new BatonError({ code, status, detail: '' })), exitCodes.noAnswer, code);
  }
});
