import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldEmail, foldEmailLikeness, looksLikeEmail, parseEmail } from './email-rules.ts';

test('an address is kept as it was written, without what stands around it', () => {
  for (const [text, email] of [
    ["o'neil+leads@sub.example.com", "o'neil+leads@sub.example.com"],
    [' Ana@X.Example\u200B', 'Ana@X.Example'],
    ['gx7@bücher.example', 'gx7@bücher.example'],
    ['İSMAİL@example.com', 'İSMAİL@example.com'],
    ['ana@localhost', 'ana@localhost'],
    ['ju\u0308rgen@example.com', 'jürgen@example.com'],
  ] as const) {
    assert.deepEqual(parseEmail(text), { email });
  }
});

test('what is no address is refused with what is wrong', () => {
  const cases: [text: string, problem: RegExp][] = [
    ['ana', /has no @/],
    ['ana@', /nothing after its @/],
    ['@x.example', /nothing before its @/],
    ['a@b@c', /more than one @/],
    ['a b@c', /a blank/],
    ['Ana <a@b.c>', /only the address/],
    ['"Ana Ash" a@b.c', /only the address/],
    ['mailto:gx2@example.com', /as a link does/],
    ['https://gx2@example.com', /as a link does/],
    ['a@b.c,d@e.f', /more than one @/],
    ['a,b@c.d', /","/],
    ['gx5@example.com.', /ends with a dot/],
    ['.gx5@example.com', /a dot too many/],
    ['g..x5@example.com', /a dot too many/],
    ['ｇｘ８@example.com', /"ｇ" \(U\+FF47\)/],
    ['gx8@ｅxample.com', /"ｅ"/],
    ['gx\u200B8@example.com', /nobody sees \(U\+200B\)/],
    ['a@-x.com', /mail server/],
    ['a@x..com', /mail server/],
    ['a@1.2.3.4', /mail server/],
    ['a@x.example:25', /mail server/],
    ['a@x.example/b', /mail server/],
    [`${'a'.repeat(65)}@x.example`, /64 characters/],
  ];
  for (const [text, problem] of cases) {
    const parsed = parseEmail(text);
    assert.match('problem' in parsed ? parsed.problem : 'none', problem, text);
  }
});

test('one address has one key, whichever way it is spelt', () => {
  const same = [
    ['ΝΙΚΟΣ@example.com', 'νικος@example.com', 'νικοσ@EXAMPLE.com'],
    ['İSMAİL@example.com', 'i\u0307smai\u0307l@example.com'],
    ['jürgen@example.com', 'JU\u0308RGEN@example.com'],
    ['gx7@bücher.example', 'GX7@XN--BCHER-KVA.example', 'gx7@BÜCHER.example'],
  ];
  for (const spellings of same) {
    assert.equal(new Set(spellings.map(foldEmail)).size, 1, spellings.join(' '));
    for (const email of spellings) assert.equal(foldEmail(foldEmail(email)), foldEmail(email));
  }
  assert.notEqual(foldEmail('gx5@example.com.'), foldEmail('gx5@example.com'));
});

test('an address with letters of another alphabet reads like the one without', () => {
  assert.equal(foldEmailLikeness('аna@example.com'), foldEmailLikeness('ana@example.com'));
  assert.equal(foldEmailLikeness('ana@exаmple.com'), foldEmailLikeness('ANA@example.com'));
  assert.notEqual(foldEmailLikeness('ana-lee@example.com'), foldEmailLikeness('analee@example.com'));
});

test('whoever names somebody may write any address, and nothing that is none', () => {
  assert.ok(looksLikeEmail(' a,b@x '));
  for (const text of ['a', 'a@', 'a b@c', 'a@b@c', 'a\u200Bb@c']) assert.ok(!looksLikeEmail(text), text);
});
