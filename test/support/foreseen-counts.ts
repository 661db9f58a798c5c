// Counts of what a plan foresees, and what it does about rows that fail.

import fc from 'fast-check';

export const counts = fc
  .record({
    changed: fc.nat(2_000),
    inPart: fc.nat(3),
    unchanged: fc.nat(2),
    skipped: fc.nat(2),
    failed: fc.nat(2_000),
    room: fc.nat(2_000),
  })
  .map(({ inPart, room, ...each }) => ({
    ...each,
    changedInPart: Math.min(inPart, each.changed),
    withoutRoom: Math.min(room, each.failed),
  }));
export const onFailure = fc.constantFrom('continue' as const, 'stop' as const, 'all-or-nothing' as const);
