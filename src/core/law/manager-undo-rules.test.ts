// Any sequence of changes and undos of one user's manager, and then one more undo.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decideManagerUndo, type LineRecord, type ManagerUndo } from './manager-undo-rules.ts';

/** Whom the user reports to after a request; `origin` names the state that an undo put back. */
interface State {
  request: number;
  managerId: number | null;
  origin: number;
}

/** One user's line as the database keeps it. A request that changes nothing leaves no trace. */
class Line {
  records: LineRecord[] = [];
  /** The first is from before any request. */
  readonly states: State[] = [{ request: 0, managerId: null, origin: 0 }];
  readonly undone = new Map<number, number>();
  #moments = 0;

  get now(): State {
    return this.states.at(-1) ?? { request: 0, managerId: null, origin: 0 };
  }

  /** Ids fall as time goes by: only moments may tell what came later. */
  change(managerId: number | null, origin?: number): number {
    this.#moments += 1;
    const request = 1_000_000 - this.#moments;
    if (managerId === this.now.managerId) return request;
    const at = `2026-11-22T00:00:00.${String(this.#moments).padStart(6, '0')}Z`;
    this.records = this.records.map((line) =>
      line.untilAt === null ? { ...line, untilRequest: request, untilAt: at } : line,
    );
    if (managerId !== null) {
      this.records.push({ managerId, fromRequest: request, fromAt: at, untilRequest: null, untilAt: null });
    }
    this.states.push({ request, managerId, origin: origin ?? request });
    return request;
  }

  undo(requestId: number): { request: number; undo: ManagerUndo } {
    const undo = decideManagerUndo(this.records, { requestId, undone: this.undone });
    const before = this.states[this.states.findIndex((state) => state.request === requestId) - 1];
    const managerId = undo.kind === 'restore' ? undo.managerId : this.now.managerId;
    const request = this.change(managerId, before?.origin);
    this.undone.set(request, requestId);
    return { request, undo };
  }
}

const stepsArbitrary = fc.array(
  fc.oneof(
    fc.record({ managerId: fc.option(fc.integer({ min: 1, max: 3 })) }),
    fc.record({ undoes: fc.nat() }),
  ),
  { minLength: 1, maxLength: 10 },
);
type Steps = typeof stepsArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

function lineAfter(steps: Steps): Line {
  const line = new Line();
  for (const step of steps) {
    if ('undoes' in step) line.undo(line.states[step.undoes % line.states.length]?.request ?? 0);
    else line.change(step.managerId);
  }
  return line;
}

test('a manager returns where the line is as the request left it, or was put back so; else later work is named', () => {
  const property = fc.property(stepsArbitrary, fc.nat(), (steps, choice) => {
    const line = lineAfter(steps);
    const place = choice % line.states.length;
    const [before, left] = [line.states[place - 1], line.states[place]];
    const { now } = line;
    const later = line.states.slice(place + 1).find((state) => state.origin === now.origin);
    const isUndo = later !== undefined && line.undone.get(later.request) === left?.request;
    const { undo } = line.undo(left?.request ?? 0);
    if (!before) return assert.deepEqual(undo, { kind: 'untouched' });
    const isAsLeft = left?.origin === now.origin;
    assert.deepEqual(
      undo,
      isAsLeft
        ? { kind: 'restore', managerId: before.managerId }
        : isUndo
          ? { kind: 'put-back', by: later.request }
          : { kind: 'changed-later', laterRequest: later?.request },
    );
  });
  fc.assert(property, { numRuns: 3000 });
});

test('undone from the last to the first, undos among them, changes of a manager give back every state', () => {
  const property = fc.property(stepsArbitrary, (steps) => {
    const line = lineAfter(steps);
    const states = line.states.slice();
    const undos: number[] = [];
    for (const [place, { request }] of [...states.entries()].reverse()) {
      if (place === 0) continue;
      undos.push(line.undo(request).request);
      assert.equal(line.now.managerId, states[place - 1]?.managerId);
    }
    for (const undo of undos.reverse()) line.undo(undo);
    assert.equal(line.now.managerId, states.at(-1)?.managerId);
  });
  fc.assert(property, { numRuns: 3000 });
});
