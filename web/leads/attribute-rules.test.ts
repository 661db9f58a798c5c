import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAttributes, readAttributes, spellAttributes } from './attribute-rules.ts';

test('attributes are read as they were spelled, whatever blanks and signs are in them', () => {
  const attributes = { branch: 'Denver', 'loan amount': '250000', formula: 'a = b' };
  assert.deepEqual(parseAttributes(spellAttributes(attributes)), attributes);
  assert.deepEqual(parseAttributes(['branch=Denver', ' branch = Boise ']), { branch: 'Boise' });
});

test('what is no name with a value is no attribute', () => {
  assert.equal(parseAttributes(['Denver', ' = Denver']), undefined);
  for (const value of [undefined, null, 'branch', ['branch'], {}, { branch: { of: 1 } }]) {
    assert.equal(readAttributes(value), undefined);
  }
  assert.deepEqual(readAttributes({ branch: 'Denver', units: 2, of: [] }), { branch: 'Denver', units: '2' });
});
