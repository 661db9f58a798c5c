import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../../contract/refusal.ts';
import { SpoolRoom } from './spool-room.ts';

test('the files of an org never take more than it may, those of another take their own, and what is gone makes room', () => {
  const part = fc.record({ orgId: fc.constantFrom(1, 2), bytes: fc.nat(60), isLast: fc.boolean() });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 100 }), (parts) => {
      const room = new SpoolRoom(100);
      const files = new Map([1, 2].map((orgId) => [orgId, { share: room.open(orgId), bytes: 0 }]));
      for (const { orgId, bytes, isLast } of parts) {
        const file = files.get(orgId) ?? assert.fail();
        if (file.bytes + bytes <= 100) {
          file.share.take(bytes);
          file.bytes += bytes;
        } else {
          assert.throws(
            () => file.share.take(bytes),
            (error) => error instanceof Refusal && error.status === 429,
          );
        }
        if (!isLast) continue;
        file.share.giveBack();
        files.set(orgId, { share: room.open(orgId), bytes: 0 });
      }
    }),
  );
});
