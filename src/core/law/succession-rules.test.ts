import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  afterChange,
  listBreaches,
  momentOf,
  readLead,
  user,
  writeLead,
} from '../../../test/support/lead-notation.ts';
import type { Assignment, Slot } from './assignment-rules.ts';
import { decideSuccession } from './succession-rules.ts';

const leaverId = user('l').userId;
const leaverIds = new Set([leaverId]);

/** The leaver is always l, a Loan Officer. */
function succeed(lead: string, successor: string): string {
  const current = readLead(lead);
  const change = decideSuccession(current, { leaverIds, successor: user(successor) });
  return writeLead(afterChange(current, change));
}

const cases: [before: string, successor: string, after: string][] = [
  ['LO:L', 'a', 'LO:A'],
  ['LO:L,a', 'a', 'LO:A'],
  ['LO:L,b,a', 'a', 'LO:A,b'],
  ['LO:L,b', 'a', 'LO:A,b'],
  ['LO:A,l', 'b', 'LO:A,b'],
  ['LO:A,l', 'a', 'LO:A'],
  ['LO:A,b,l', 'b', 'LO:A,b'],
  ['LO:A,l PR:X', 'x', 'LO:A PR:X'],
  ['LO:A,l PR:X', 'y', 'LO:A PR:X,y'],
  ['LO:A,l', 'x', 'LO:A PR:X'],
  ['LO:L', 'x', 'PR:X'],
  ['LO:L,b,a', 'x', 'LO:B,a PR:X'],
  ['LO:L PR:X', 'y', 'PR:Y,x'],
  ['PR:L,x', 'a', 'LO:A PR:X'],
  ['LO:A PR:X', 'b', 'LO:A PR:X'],
];

for (const [before, successor, after] of cases) {
  test(`${before || 'nobody'}, l left to ${successor}: ${after}`, () =>
    assert.equal(succeed(before, successor), after));
}

test('where nobody takes the place, whoever has stood longest rises, or the role is empty', () => {
  const leave = (lead: string) => {
    const current = readLead(lead);
    const change = decideSuccession(current, { leaverIds, successor: null });
    return writeLead(afterChange(current, change));
  };
  assert.equal(leave('LO:L,b,a PR:X'), 'LO:B,a PR:X');
  assert.equal(leave('LO:A,l PR:X'), 'LO:A PR:X');
  assert.equal(leave('LO:L PR:X'), 'PR:X');
  assert.equal(leave('LO:A'), 'LO:A');
});

const letters = ['a', 'b', 'l', 'x', 'y'];
const leadArbitrary = fc
  .record({
    order: fc.shuffledSubarray(letters),
    roles: fc.array(fc.constantFrom('LO', 'PR'), { minLength: 5, maxLength: 5 }),
  })
  .map(({ order, roles }): Assignment[] => {
    const led = new Set<string>();
    return order.map((letter, place) => {
      const role = roles[place] ?? 'LO';
      const standing = led.has(role) ? 'secondary' : 'primary';
      led.add(role);
      const at = momentOf(place);
      return { userId: user(letter).userId, role, standing, fromAt: at, roleSince: at };
    });
  });
function forAnySuccession(check: (before: Assignment[], after: Slot[], successorId: number) => void): void {
  const successorArbitrary = fc.constantFrom('a', 'b', 'x', 'y', 'c', 'p');
  const property = fc.property(leadArbitrary, successorArbitrary, (before, letter) => {
    const successor = user(letter);
    check(before, afterChange(before, decideSuccession(before, { leaverIds, successor })), successor.userId);
  });
  fc.assert(property, { numRuns: 3_000 });
}

test('the law holds, the leaver is gone, and nobody else is lost', () => {
  forAnySuccession((before, after) => {
    const staying = before.filter((row) => row.userId !== leaverId).map((row) => row.userId);
    const standing = new Set(after.map((slot) => slot.userId));
    assert.deepEqual(listBreaches(after), []);
    assert.ok(!standing.has(leaverId));
    assert.ok(staying.every((userId) => standing.has(userId)));
  });
});

test('where the leaver stood the successor stands, as primary where the leaver was one', () => {
  forAnySuccession((before, after, successorId) => {
    const left = before.find((row) => row.userId === leaverId);
    const slot = after.find((row) => row.userId === successorId);
    if (left) assert.ok(slot);
    if (left?.standing === 'primary') assert.equal(slot?.standing, 'primary');
  });
});

test('a leaver who was secondary moves nobody who stays, and one who does not stand on the lead moves nothing', () => {
  forAnySuccession((before, after, successorId) => {
    const left = before.find((row) => row.userId === leaverId);
    if (left?.standing === 'primary') return;
    const stayed = before.filter((row) => row.userId !== leaverId);
    const others = after.filter(
      (slot) => slot.userId !== successorId || stayed.some((row) => row.userId === successorId),
    );
    assert.equal(writeLead(others), writeLead(stayed));
    if (!left) assert.equal(writeLead(after), writeLead(before));
  });
});

/** Of several who leave: who gets the place of whom, as `a>c`; whoever is not named there is followed by the last. */
function succeedSeveral(lead: string, leavers: string, heirs: string, successor: string): string {
  const current = readLead(lead);
  const pairs = heirs
    .split(' ')
    .filter(Boolean)
    .map((pair) => pair.split('>'));
  const change = decideSuccession(current, {
    leaverIds: new Set([...leavers].map((letter) => user(letter).userId)),
    successor: user(successor),
    heirs: new Map(pairs.map(([leaver = '', heir = '']) => [user(leaver).userId, user(heir)])),
  });
  return writeLead(afterChange(current, change));
}

const several: [before: string, leavers: string, heirs: string, successor: string, after: string][] = [
  ['LO:A,b', 'ab', '', 'c', 'LO:C'],
  ['LO:A,b', 'ab', 'b>p', 'c', 'LO:C PR:P'],
  ['LO:A PR:X', 'ax', 'x>y', 'c', 'LO:C PR:Y'],
  ['LO:A,c PR:X,y', 'ax', 'x>y', 'c', 'LO:C PR:Y'],
  ['LO:A,b,l', 'ab', '', 'x', 'LO:L PR:X'],
  ['LO:A,b PR:X', 'ab', 'a>y b>c', 'c', 'LO:C PR:Y,x'],
  ['LO:A PR:X', 'a', '', 'c', 'LO:C PR:X'],
];

for (const [before, leavers, heirs, successor, after] of several) {
  test(`${before}, left by ${[...leavers].join(' and ')}${heirs && ` (${heirs})`} to ${successor}: ${after}`, () =>
    assert.equal(succeedSeveral(before, leavers, heirs, successor), after));
}

test('of any leavers and heirs the law holds, no leaver stands or succeeds, and whoever stays stays', () => {
  const heirArbitrary = fc.constantFrom('c', 'p', 'y');
  const property = fc.property(
    leadArbitrary,
    fc.subarray(['a', 'b', 'l', 'x']),
    heirArbitrary,
    fc.array(heirArbitrary, { minLength: 4, maxLength: 4 }),
    fc.nat({ max: 4 }),
    (before, leavers, letter, letters, named) => {
      const ids = leavers.map((each) => user(each).userId);
      const heirs = new Map(ids.slice(0, named).map((id, place) => [id, user(letters[place] ?? letter)]));
      const successor = user(letter);
      const ask = { leaverIds: new Set(ids), successor, heirs };
      const after = afterChange(before, decideSuccession(before, ask));
      assert.deepEqual(listBreaches(after), []);
      assert.ok(after.every(({ userId }) => !ids.includes(userId)));
      for (const { userId, standing } of before) {
        const next = ids.includes(userId) ? (heirs.get(userId) ?? successor).userId : userId;
        const slot = after.find((each) => each.userId === next);
        assert.ok(slot);
        if (
          standing === 'primary' &&
          ids.filter((id) => before.some((row) => row.userId === id)).length === 1
        )
          if (ids.includes(userId)) assert.equal(slot.standing, 'primary');
      }
      const reversed = afterChange(before, decideSuccession(before.toReversed(), ask));
      assert.equal(writeLead(reversed), writeLead(after), 'whatever the order of the rows');
    },
  );
  fc.assert(property, { numRuns: 3_000 });
});
