import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { LeadHistory } from '../../../test/support/lead-history.ts';
import { afterChange, listBreaches, readLead, user, writeLead } from '../../../test/support/lead-notation.ts';
import type { OtherUsers } from '../../contract/words/term-words.ts';
import {
  type Assignment,
  type Candidate,
  decideReassignment,
  empties,
  type Reassignment,
  type Slot,
} from './assignment-rules.ts';

const users = (letters: string) => [...letters].map((letter) => user(letter));

function reassign(before: string, ask: Reassignment): string {
  const current = readLead(before);
  const change = decideReassignment(current, ask);
  return change.close.length + change.open.length === 0
    ? 'unchanged'
    : writeLead(afterChange(current, change));
}

test('a lead is emptied by a change that leaves nobody where somebody stood', () => {
  const emptied = (before: string, closed: string, opened: string) =>
    empties(readLead(before), { close: readLead(closed), open: readLead(opened) });
  assert.equal(emptied('LO:A', 'LO:A', ''), true);
  assert.equal(emptied('LO:A,b', 'LO:A,b', ''), true);
  assert.equal(emptied('LO:A,b', 'LO:A', ''), false);
  assert.equal(emptied('LO:A', 'LO:A', 'LO:B'), false);
  assert.equal(emptied('', '', ''), false, 'nobody stood on it before');
});

describe('the table of cases', () => {
  const cases: [before: string, listed: string, primary: string, others: OtherUsers, after: string][] = [
    ['', '', 'a', 'same-role', 'LO:A'],
    ['LO:A', '', 'b', 'same-role', 'LO:B'],
    ['LO:A', '', 'b', 'keep', 'LO:B,a'],
    ['LO:A,c', 'c', 'b', 'same-role', 'LO:B,c'],
    ['LO:A,c PR:X', '', 'b', 'same-role', 'LO:B PR:X'],
    ['LO:A PR:X', 'y', 'b', 'same-role', 'LO:B PR:X,y'],
    ['LO:A', 'xy', 'a', 'keep', 'LO:A PR:X,y'],
    ['LO:A,b', '', 'b', 'keep', 'LO:B,a'],
    ['LO:A', '', 'a', 'same-role', 'unchanged'],
    ['LO:A PR:X', '', 'y', 'same-role', 'LO:A PR:Y'],

    ['LO:A PR:X,y', 'y', 'b', 'all', 'LO:B PR:Y'],
    ['LO:A PR:Y,x,w UW:U', 'wxb', 'b', 'all', 'LO:B PR:X,w'],
    ['LO:A PR:X', 'y', 'b', 'all', 'LO:B PR:Y'],
    ['LO:A PR:X', '', 'a', 'all', 'LO:A'],
    ['LO:A,b', 'a', 'b', 'same-role', 'LO:B,a'],
    ['LO:A', 'aab', 'a', 'same-role', 'LO:A,b'],
    ['LO:A', 'yx', 'a', 'keep', 'LO:A PR:Y,x'],
  ];
  for (const [before, listed, primary, others, after] of cases) {
    test(`${before || 'nobody'}: ${primary} primary, ${listed || 'nobody'} listed, ${others} → ${after}`, () => {
      assert.equal(reassign(before, { primary: user(primary), listed: users(listed), others }), after);
    });
  }
});

describe('the table of removals', () => {
  type Ask = Partial<Reassignment>;
  const removed = (letters: string) => users(letters).map(({ userId }) => userId);
  const cases: [before: string, what: string, ask: Ask, after: string][] = [
    ['LO:A,b PR:X', 'everybody', { others: 'all' }, ''],
    ['LO:A,b PR:X', 'everybody but who is listed', { others: 'all', listed: users('bx') }, 'LO:B PR:X'],
    ['LO:A,b PR:X', 'everybody for somebody else', { others: 'all', listed: users('c') }, 'LO:C'],
    ['LO:A,b PR:X,y', 'a role', { others: 'same-role', role: 'PR' }, 'LO:A,b'],
    ['LO:A,b', 'a role that nobody stands in', { others: 'same-role', role: 'PR' }, 'unchanged'],
    ['LO:A,b PR:X', 'a secondary', { removed: removed('b') }, 'LO:A PR:X'],
    ['LO:A,c,b PR:X', 'a primary, and the longest-standing rises', { removed: removed('a') }, 'LO:C,b PR:X'],
    ['LO:A PR:X', 'a primary, and the role is empty', { removed: removed('a') }, 'PR:X'],
    ['LO:A', 'the only one', { removed: removed('a') }, ''],
    ['LO:A', 'somebody who does not stand there', { removed: removed('b') }, 'unchanged'],
    ['LO:A,b PR:X', 'several', { removed: removed('ax') }, 'LO:B'],
    ['LO:A PR:X', 'one, while another comes', { removed: removed('x'), listed: users('by') }, 'LO:A,b PR:Y'],
    ['', 'everybody where nobody stands', { others: 'all' }, 'unchanged'],
    [
      'LO:A,c PR:X',
      'one, while another becomes primary',
      { primary: user('b'), removed: removed('a') },
      'LO:B,c PR:X',
    ],
    ['LO:A PR:X,y', 'one of another role', { primary: user('b'), removed: removed('x') }, 'LO:B,a PR:Y'],
  ];
  for (const [before, what, ask, after] of cases) {
    test(`${before || 'nobody'}: ${what} goes → ${after || 'nobody'}`, () => {
      assert.equal(reassign(before, { primary: null, listed: [], others: 'keep', ...ask }), after);
    });
  }
});

describe('a listed user whose agent role is another one now', () => {
  const ask = (primary: Candidate, ...listed: Candidate[]): Reassignment => ({
    primary,
    listed,
    others: 'keep',
  });
  const [b, toProcessor] = [user('b'), (letter: string) => user(letter, 'PR')];

  test('moves, and the old role passes to whoever has stood in it longest', () => {
    assert.equal(reassign('LO:A,c,d PR:X', ask(user('x'), toProcessor('a'))), 'LO:C,d PR:X,a');
  });
  test('moves as the primary asked for', () => {
    assert.equal(reassign('LO:A,c PR:X', ask(toProcessor('a'))), 'LO:C PR:A,x');
  });
  test('leaves no role behind where nobody else stood', () => {
    assert.equal(reassign('LO:A PR:X', ask(toProcessor('a'))), 'PR:A,x');
  });
  test('becomes primary where nobody stood, the first listed before the others', () => {
    assert.equal(reassign('LO:A,b,c,d', ask(b, toProcessor('d'), toProcessor('c'))), 'LO:B,a PR:D,c');
  });
  test('comes after those who stay, even where the primary moves away in the same change', () => {
    const swap = ask(b, toProcessor('a'), user('x', 'UW'), toProcessor('c'));
    assert.equal(reassign('LO:A,c PR:X,y', swap), 'LO:B PR:Y,a,c UW:X');
  });
  test('takes over a role that everybody else leaves', () => {
    assert.equal(reassign('LO:A PR:X', ask(b, toProcessor('a'), user('x', 'LO'))), 'LO:B,x PR:A');
  });
});

test('a former primary keeps their time in the role: it passes to them before whoever came later', () => {
  const lead = new LeadHistory('LO:A,c');
  const leave = (letter: string) => ({ primary: user(letter, 'PR'), listed: [], others: 'keep' as const });
  lead.reassign({ primary: user('b'), listed: [], others: 'keep' });
  assert.equal(lead.toString(), 'LO:B,a,c');
  lead.reassign(leave('b'));
  assert.equal(lead.toString(), 'LO:A,c PR:B');
  lead.reassign(leave('a'));
  assert.equal(lead.toString(), 'LO:C PR:A,b');
});

test('of secondaries who came at the same moment the lowest user id rises', () => {
  const at = readLead('LO:A')[0]?.fromAt ?? '';
  const current = readLead('LO:A,d,c').map((row) => ({ ...row, roleSince: at }));
  const change = decideReassignment(current, { primary: user('a', 'PR'), listed: [], others: 'keep' });
  assert.equal(writeLead(afterChange(current, change)), 'LO:C,d PR:A');
});

test('rows that stay as they are are neither closed nor opened', () => {
  const current = readLead('LO:A,c PR:X,y');
  const { close, open } = decideReassignment(current, { primary: user('c'), listed: [], others: 'keep' });
  assert.equal(writeLead(close), 'LO:A,c');
  assert.equal(writeLead(open), 'LO:C,a');
});

describe('for any lead and any reassignment', () => {
  const roleArbitrary = fc.constantFrom('LO', 'PR', 'UW');
  const candidateArbitrary = fc.record({
    userId: fc.integer({ min: 97, max: 105 }),
    agentRole: roleArbitrary,
    isActive: fc.constant(true),
  });
  const askArbitrary: fc.Arbitrary<Reassignment> = fc
    .record({
      primary: fc.option(candidateArbitrary, { freq: 2 }),
      listed: fc.array(candidateArbitrary, { maxLength: 5 }),
      others: fc.constantFrom<OtherUsers[]>('keep', 'same-role', 'all'),
      role: roleArbitrary,
      removed: fc.uniqueArray(fc.integer({ min: 97, max: 105 }), { maxLength: 3 }),
    })
    .map(({ primary, listed, removed, ...ask }) => {
      const named = (primary ? [primary, ...listed] : listed).map(({ userId }) => userId);
      return { ...ask, primary, listed, removed: removed.filter((userId) => !named.includes(userId)) };
    });
  const leadArbitrary = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 97, max: 105 }), roleArbitrary, fc.nat(3)), {
      selector: ([id]) => id,
    })
    .map((rows) => rows.map(([userId, role, tick], place) => toRow(rows, { userId, role, tick, place })));

  /** Lawful: the first of a role is its primary. */
  function toRow(
    rows: readonly [number, string, number][],
    { userId, role, tick, place }: { userId: number; role: string; tick: number; place: number },
  ): Assignment {
    const isFirst = rows.findIndex((row) => row[1] === role) === place;
    return {
      userId,
      role,
      standing: isFirst ? 'primary' : 'secondary',
      fromAt: `${tick + 4}`,
      roleSince: `${tick}`,
    };
  }

  const forAny = (check: (after: Slot[], current: Assignment[], ask: Reassignment) => void) => () =>
    fc.assert(
      fc.property(leadArbitrary, askArbitrary, (current, ask) =>
        check(afterChange(current, decideReassignment(current, ask)), current, ask),
      ),
      { numRuns: 2000 },
    );
  const listedOf = ({ primary, listed }: Reassignment) =>
    new Map(
      [...listed.toReversed(), ...(primary ? [primary] : [])].map((each) => [each.userId, each.agentRole]),
    );
  const roleOf = ({ primary, role }: Reassignment) => (primary ? primary.agentRole : role);
  const primaryOf = (slots: readonly Slot[], role: string) =>
    slots.find((slot) => slot.role === role && slot.standing === 'primary')?.userId;

  test(
    'the law holds and the primary asked for is primary',
    forAny((after, _, { primary }) => {
      assert.deepEqual(listBreaches(after), []);
      if (primary) assert.equal(primaryOf(after, primary.agentRole), primary.userId);
    }),
  );

  test(
    'whoever is listed stands in their role, whoever is not stays or goes as was asked, and who is removed goes',
    forAny((after, current, ask) => {
      const expected = listedOf(ask);
      for (const { userId, role } of current) {
        const isInScope =
          ask.others === 'all' ||
          (ask.others === 'same-role' && role === roleOf(ask)) ||
          ask.removed?.includes(userId);
        if (!expected.has(userId) && !isInScope) expected.set(userId, role);
      }
      assert.deepEqual(new Map(after.map(({ userId, role }) => [userId, role])), expected);
    }),
  );

  test(
    'another role keeps its primary while they stand in it, else passes to who has stood in it longest, never to an arrival',
    forAny((after, current, ask) => {
      for (const role of new Set(after.map((slot) => slot.role))) {
        if (role === ask.primary?.agentRole) continue;
        const stayed = current.filter((row) =>
          after.some((slot) => isSamePlace(slot, row) && row.role === role),
        );
        const before = primaryOf(stayed, role);
        if (before !== undefined) assert.equal(primaryOf(after, role), before);
        else if (stayed.length > 0) assert.equal(primaryOf(after, role), findLongest(stayed));
      }
    }),
  );
  const findLongest = (rows: readonly Assignment[]) =>
    rows.toSorted((a, b) => a.roleSince.localeCompare(b.roleSince) || a.userId - b.userId)[0]?.userId;
  const isSamePlace = (a: Slot, b: Slot) => a.userId === b.userId && a.role === b.role;

  test('whoever stays in a role keeps their time in it, whatever their standing, and whoever comes has none', () => {
    const property = fc.property(leadArbitrary, askArbitrary, (current, ask) => {
      for (const slot of decideReassignment(current, ask).open) {
        const stayed = current.find((row) => isSamePlace(row, slot));
        assert.equal(slot.roleSince, stayed?.roleSince ?? null);
      }
    });
    fc.assert(property, { numRuns: 2000 });
  });

  test(
    'asked again it finds nothing to change, and rows in any order give the same',
    forAny((after, current, ask) => {
      const rows = after.map((slot) => ({ ...slot, fromAt: '9', roleSince: '9' }));
      assert.deepEqual(decideReassignment(rows, ask), { close: [], open: [] });
      const reversed = current.toReversed();
      assert.equal(writeLead(afterChange(reversed, decideReassignment(reversed, ask))), writeLead(after));
    }),
  );

  test('no row is closed only to be opened as it was', () => {
    fc.assert(
      fc.property(leadArbitrary, askArbitrary, (current, ask) => {
        const { close, open } = decideReassignment(current, ask);
        const same = open.filter((slot) =>
          close.some((row) => isSamePlace(row, slot) && row.standing === slot.standing),
        );
        assert.deepEqual(same, []);
      }),
    );
  });
});
