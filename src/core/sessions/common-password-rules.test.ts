import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isCommon } from './common-password-rules.ts';
import { refuseCommonPassword } from './refuse-common-password.ts';

const common = ['password', 'dragon', 'letmein', 'iloveyou'] as const;
const digits = fc.stringMatching(/^[0-9]{0,8}[!.]{0,2}$/);

test('a common password is common in any case, with digits and signs around it, in leet and repeated', () => {
  const list = new Set(common);
  const forms = fc.constantFrom(
    (text: string) => text.toUpperCase(),
    (text: string) => text.replaceAll('a', '@').replaceAll('o', '0').replaceAll('e', '3'),
    (text: string) => `${text} ${text}`,
  );
  fc.assert(
    fc.property(fc.constantFrom(...common), forms, digits, digits, (word, form, before, after) => {
      assert.ok(isCommon(`${before}${form(word)}${after}`, list));
    }),
  );
});

test('the list that passwords are judged by knows the usual ones, and takes a sentence', async () => {
  for (const text of ['password1234', 'P@ssw0rd1234', 'Qwertyuiop123!', '123456789012', 'iloveyou2024!']) {
    await assert.rejects(refuseCommonPassword(text, 'next'), { code: 'invalid-input' }, text);
  }
  await refuseCommonPassword('the kettle sings at nine', 'next');
  await refuseCommonPassword('correct horse battery staple', 'next');
});
