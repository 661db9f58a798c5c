// Any sequence of reassignments and undos on one lead, and then one more undo.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LeadHistory, type LeadState } from '../../../test/support/lead-history.ts';
import { listBreaches, writeLead } from '../../../test/support/lead-notation.ts';
import {
  type AssignmentRecord,
  type Candidate,
  isSameSlot,
  type Reassignment,
  type Slot,
} from '../law/assignment-rules.ts';
import { decideLeadUndo, listTouchedRoles, type RoleUndo } from '../law/undo-rules.ts';

const roles = ['LO', 'PR', 'UW'];
const userIdArbitrary = fc.integer({ min: 97, max: 102 });
const candidateArbitrary: fc.Arbitrary<Candidate> = fc.record({
  userId: userIdArbitrary,
  agentRole: fc.constantFrom(...roles),
  isActive: fc.constant(true),
});
const reassignmentArbitrary: fc.Arbitrary<Reassignment> = fc.record({
  primary: candidateArbitrary,
  listed: fc.array(candidateArbitrary, { maxLength: 3 }),
  others: fc.constantFrom('keep', 'same-role', 'all'),
});
const stepsArbitrary = fc.array(
  fc.oneof({ weight: 4, arbitrary: reassignmentArbitrary }, { weight: 1, arbitrary: fc.nat() }),
  { minLength: 1, maxLength: 7 },
);

/** A step that is a number undoes one of the requests so far. */
function leadAfter(steps: readonly (Reassignment | number)[]): LeadHistory {
  const lead = new LeadHistory();
  for (const step of steps) {
    if (typeof step === 'number') lead.undo(requestAt(lead, step));
    else lead.reassign(step);
  }
  return lead;
}

const requestAt = (lead: LeadHistory, choice: number) =>
  lead.states[choice % lead.states.length]?.request ?? 0;
const inRole = <Row extends Slot>(rows: readonly Row[], role: string) =>
  rows.filter((row) => row.role === role);
/** The very rows that stand: the same people put back by another request are others. */
const identify = (rows: readonly AssignmentRecord[]) =>
  rows
    .map((row) => `${row.userId} by ${row.fromRequest}`)
    .sort()
    .join();
const identifyRole = (state: LeadState, role: string) => identify(inRole(state.rows, role));
/** Since which request the role stands as it does in a state, where an undo gives back the state before the undone. */
function sinceWhich(lead: LeadHistory, place: number, role: string): number {
  const [before, state] = [lead.states[place - 1], lead.states[place]];
  if (!before || !state) return 0;
  if (identifyRole(before, role) === identifyRole(state, role)) return sinceWhich(lead, place - 1, role);
  const undone = lead.states.findIndex(({ request }) => request === lead.undone.get(state.request));
  return undone > 0 ? sinceWhich(lead, undone - 1, role) : state.request;
}
/** Since when the user has stood in the role in a state, told from the states alone. */
function beginOf(lead: LeadHistory, place: number, row: Slot): string {
  const isThere = (at: number) => lead.states[at]?.rows.some((each) => isSamePlace(each, row)) ?? false;
  if (!isThere(place)) return '';
  const undone = lead.states.findIndex(
    ({ request }) => request === lead.undone.get(lead.states[place]?.request ?? 0),
  );
  const isTouched =
    identifyRole(lead.states[place - 1] ?? never, row.role) !==
    identifyRole(lead.states[place] ?? never, row.role);
  if (undone > 0 && isTouched) return beginOf(lead, undone - 1, row);
  return isThere(place - 1) ? beginOf(lead, place - 1, row) : (lead.states[place]?.at ?? '');
}
const isSamePlace = (a: Slot, b: Slot) => a.userId === b.userId && a.role === b.role;
const never: LeadState = { request: 0, at: '', rows: [] };

interface Undone {
  lead: LeadHistory;
  /** The states from the one before the undone request to the one before its undo. */
  states: [before: LeadState, left: LeadState, ...later: LeadState[]];
  now: LeadState;
  after: LeadState;
  undos: RoleUndo[];
  mayReturn: (userId: number) => boolean;
}

function forAnyUndo(check: (undone: Undone) => void): void {
  const inactiveArbitrary = fc.array(userIdArbitrary, { maxLength: 2 });
  const property = fc.property(stepsArbitrary, fc.nat(), inactiveArbitrary, (steps, choice, inactive) => {
    const lead = leadAfter(steps);
    const mayReturn = (userId: number) => !inactive.includes(userId);
    const [before = never, left = never, ...later] = lead.states.slice(choice % steps.length);
    const { undos } = lead.undo(left.request, mayReturn);
    const after = lead.states.at(-1) ?? never;
    check({ lead, states: [before, left, ...later], now: later.at(-1) ?? left, after, undos, mayReturn });
  });
  fc.assert(property, { numRuns: 3000 });
}

test('the law holds after every request', () => {
  forAnyUndo(({ lead }) => {
    for (const { rows } of lead.states) assert.deepEqual(listBreaches(rows), []);
  });
});

test('history replays to every state there was, so the rows of a user never overlap', () => {
  forAnyUndo(({ lead }) => {
    for (const { at, rows } of lead.states) {
      const then = lead.records.filter(
        (row) => row.fromAt <= at && (row.untilAt === null || row.untilAt > at),
      );
      assert.equal(identify(then), identify(rows));
      assert.deepEqual(listBreaches(then), []);
    }
  });
});

test('no two rows of a user begin with one request', () => {
  forAnyUndo(({ lead }) => {
    const names = identify(lead.records).split(',');
    assert.equal(new Set(names).size, names.length);
  });
});

test('a role that is put back is as it was before, every other is left as it is', () => {
  forAnyUndo(({ states: [before], now, after, undos }) => {
    for (const role of roles) {
      if (undos.some((undo) => undo.role === role && undo.outcome === 'changed')) {
        assert.equal(writeLead(inRole(after.rows, role)), writeLead(inRole(before.rows, role)));
      } else {
        assert.equal(identifyRole(after, role), identifyRole(now, role));
      }
    }
  });
});

test('only what the request left is ever closed', () => {
  forAnyUndo(({ states: [, left], undos }) => {
    for (const undo of undos) {
      if (undo.outcome !== 'changed') continue;
      const taken = undo.change.close;
      assert.ok(taken.every((row) => left.rows.some((each) => isSameSlot(row, each))));
    }
  });
});

test('the roles decided are those the request touched', () => {
  forAnyUndo(({ lead, states: [before, left], undos }) => {
    const touched = roles.filter((role) => identifyRole(before, role) !== identifyRole(left, role));
    assert.deepEqual(
      undos.map((undo) => undo.role),
      touched,
    );
    assert.deepEqual(listTouchedRoles(lead.records, left.request), touched);
  });
});

test('whoever an undo puts back has stood in the role as long as before, so who stood longest stands longest', () => {
  forAnyUndo(({ states: [before], after, undos }) => {
    const timesIn = (state: LeadState, role: string) =>
      new Map(inRole(state.rows, role).map((row) => [row.userId, row.roleSince]));
    for (const { role } of undos.filter((undo) => undo.outcome === 'changed')) {
      assert.deepEqual(timesIn(after, role), timesIn(before, role));
    }
  });
});

test('the time in a role goes on while the user stands in it, and goes on from before where an undo puts them back', () => {
  forAnyUndo(({ lead }) => {
    for (const [place, state] of lead.states.entries()) {
      for (const row of place === 0 ? [] : state.rows) assert.equal(row.roleSince, beginOf(lead, place, row));
    }
  });
});

test('a role is skipped where it stands as it does by a later request, empty or not, and that request is named', () => {
  forAnyUndo(({ lead, states: [, left, ...later], now, undos }) => {
    for (const undo of undos) {
      const since = (state: LeadState) => sinceWhich(lead, lead.states.indexOf(state), undo.role);
      const named = later.find((state) => since(state) === since(now));
      const isLater = since(left) !== since(now) && !isUndoOf(lead, named, left);
      assert.equal(undo.outcome === 'skipped', isLater);
      if (undo.outcome === 'skipped') assert.equal(undo.laterRequest, named?.request);
    }
  });
});

test('a role that another undo of the request put back stays, and that undo is named', () => {
  forAnyUndo(({ lead, states: [, left, ...later], now, undos }) => {
    for (const undo of undos) {
      const since = (state: LeadState) => sinceWhich(lead, lead.states.indexOf(state), undo.role);
      const named = later.find((state) => since(state) === since(now));
      const isPutBack = since(left) !== since(now) && isUndoOf(lead, named, left);
      assert.equal('undoneBy' in undo ? undo.undoneBy : undefined, isPutBack ? named?.request : undefined);
    }
  });
});

function isUndoOf(lead: LeadHistory, state: LeadState | undefined, left: LeadState): boolean {
  return state !== undefined && lead.undone.get(state.request) === left.request;
}

test('as many roles as the law and absence allow are put back, and whoever fails one is named', () => {
  forAnyUndo(({ states: [before], now, undos, mayReturn }) => {
    const isDue = (undo: RoleUndo) => undo.outcome !== 'skipped' && !('undoneBy' in undo);
    const open = undos.filter(isDue).map((undo) => undo.role);
    const free = open.filter((role) => listAbsent(role, { before, now, mayReturn }).length === 0);
    const lawful = subsetsOf(free).filter((put) => isLawful(put, before, now));
    const putBack = undos.filter((undo) => undo.outcome === 'changed').map((undo) => undo.role);
    assert.deepEqual(new Set(putBack), new Set(lawful.flat()));
    for (const undo of undos) {
      if (undo.outcome !== 'failed') continue;
      assert.ok(inRole(before.rows, undo.role).some((row) => row.userId === undo.userId));
      assert.equal(undo.code === 'user-inactive', !free.includes(undo.role));
      assert.equal(undo.code === 'user-inactive', !mayReturn(undo.userId));
    }
  });
});

/** Inactive users who would come back to the role or become its primary. */
function listAbsent(
  role: string,
  { before, now, mayReturn }: Pick<Undone, 'now' | 'mayReturn'> & { before: LeadState },
) {
  const standing = inRole(now.rows, role);
  return inRole(before.rows, role).filter(
    ({ userId, standing: due }) =>
      !mayReturn(userId) &&
      !standing.some((row) => row.userId === userId && [row.standing, 'secondary'].includes(due)),
  );
}

function subsetsOf(items: readonly string[]): string[][] {
  return Array.from({ length: 2 ** items.length }, (_, bits) =>
    items.filter((_item, place) => (bits >> place) & 1),
  );
}

function isLawful(putBack: readonly string[], before: LeadState, now: LeadState): boolean {
  const rows = roles.flatMap((role) => inRole(putBack.includes(role) ? before.rows : now.rows, role));
  return listBreaches(rows).length === 0;
}

test('where nobody came since, who stands there and whom the request unassigned tell as much as the whole history', () => {
  const property = fc.property(stepsArbitrary, (steps) => {
    const lead = leadAfter(steps);
    const requestId = requestAt(lead, lead.states.length - 1);
    const ask = { requestId, undone: lead.undone, mayReturn: () => true };
    const few = lead.records.filter((row) => row.untilAt === null || row.untilRequest === requestId);
    assert.deepEqual(decideLeadUndo(few, ask), decideLeadUndo(lead.records, ask));
  });
  fc.assert(property, { numRuns: 3000 });
});

test('undoing an undo gives the state before it, whole', () => {
  const property = fc.property(stepsArbitrary, fc.nat(), (steps, choice) => {
    const lead = leadAfter(steps);
    const before = lead.toString();
    const { request } = lead.undo(requestAt(lead, choice));
    lead.undo(request);
    assert.equal(lead.toString(), before);
  });
  fc.assert(property, { numRuns: 3000 });
});

test('undone from the last to the first, undos among them, requests give back every state on the way', () => {
  const property = fc.property(stepsArbitrary, fc.nat(), (steps, choice) => {
    const lead = leadAfter(steps);
    const states = lead.states.slice(choice % steps.length);
    const undos = new Set<number>();
    for (const [place, { request }] of [...states.entries()].reverse()) {
      const before = states[place - 1];
      if (!before) continue;
      undos.add(lead.undo(request).request);
      assert.equal(lead.toString(), writeLead(before.rows));
    }
    for (const undo of [...undos].reverse()) lead.undo(undo);
    assert.equal(lead.toString(), writeLead(states.at(-1)?.rows ?? []));
  });
  fc.assert(property, { numRuns: 3000 });
});
