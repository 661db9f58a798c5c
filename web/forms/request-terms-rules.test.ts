import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRequestTerms, readRequestTermsSearch, writeRequestTerms } from './request-terms-rules.ts';

test('the terms of a change of managers are read as they were written', () => {
  const terms = { reason: 'The branches merge', runAt: '2026-11-30T18:00', isWhole: true };
  assert.deepEqual(readRequestTerms(writeRequestTerms(terms)), terms);
});

test('terms that are so by default or make no sense are not in the address', () => {
  assert.deepEqual(readRequestTermsSearch({}), {});
  assert.deepEqual(readRequestTermsSearch({ reason: ' ', runAt: 'soon', whole: 'yes' }), {});
  assert.deepEqual(readRequestTermsSearch({ reason: 7, whole: true }), { reason: '7', whole: true });
});
