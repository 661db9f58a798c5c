import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { generateRecoveryCodes, hashRecoveryCode, isAppCode } from './sign-in-code.ts';

test('ten recovery codes are made, no two alike, and none that an app could show', () => {
  const codes = generateRecoveryCodes();
  assert.equal(new Set(codes).size, 10);
  for (const code of codes) {
    assert.match(code, /^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
    assert.ok(!isAppCode(code));
  }
});

test('a code is the same in any case, grouped in any way, and with the letters that look like digits', () => {
  const forms = fc.constantFrom(
    (code: string) => code.toUpperCase(),
    (code: string) => code.replaceAll('-', ''),
    (code: string) => ` ${code.replaceAll('-', ' ')} `,
    (code: string) => code.replaceAll('0', 'O').replaceAll('1', 'l'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...generateRecoveryCodes()), forms, (code, form) => {
      assert.deepEqual(hashRecoveryCode(form(code)), hashRecoveryCode(code));
    }),
  );
  for (const code of ['492039', ' 492 039', '492-039']) assert.ok(isAppCode(code), code);
  for (const code of ['49203', '4920399', 'abcdef']) assert.ok(!isAppCode(code), code);
});
