import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toOwnPath } from './return-rules.ts';

const origin = 'https://baton.example:4800';
const pieces = fc.constantFrom(
  ...[
    '/',
    '\\',
    '\t',
    '\n',
    ' ',
    '.',
    '..',
    ':',
    '@',
    '?',
    '#',
    '%2f',
    '%5c',
    'leads',
    'evil.example',
    'https:',
  ],
  ...['javascript:', 'data:', '\u0000', '／', '。', '[::1]', '127.1'],
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces).map((some) => some.join('')),
);

test('whatever the address says, whoever signed in is led to a path of this site', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const wanted of [text, `/${text}`]) {
        const path = toOwnPath(wanted, origin);
        if (path === undefined) continue;
        assert.match(path, /^\/(?![/\\])/);
        assert.equal(new URL(path, origin).origin, origin);
        assert.equal(toOwnPath(path, origin), path, 'what was read once reads the same again');
      }
    }),
  );
});

test('a page of the product that somebody wanted is led to as it was, and another site never', () => {
  for (const path of ['/', '/leads?q=a%20b&order=name#row', '/leads/7', '/people/126?to=//x']) {
    assert.equal(toOwnPath(path, origin), path);
  }
  const elsewhere = [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    'leads',
    '',
  ];
  for (const path of elsewhere) assert.equal(toOwnPath(path, origin), undefined, path);
  assert.equal(toOwnPath(undefined, origin), undefined);
});
