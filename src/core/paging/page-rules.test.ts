import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../../contract/refusal.ts';
import { cursorOf, idCursorOf } from './page-rules.ts';

const byName = cursorOf('leads by name', /^(\d{1,15}),([^\0]*)$/s);
const key = fc.tuple(
  fc.nat(),
  fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
);

function assertRefused(open: () => unknown): void {
  assert.throws(open, (error) => error instanceof Refusal && error.field === 'after');
}

test('a cursor gives back the key it was made of, whatever is in it', () => {
  fc.assert(
    fc.property(key, ([id, name]) => {
      assert.deepEqual(byName.open(7, byName.seal(7, `${id},${name}`)), [String(id), name]);
    }),
  );
  assert.equal(byName.open(7, undefined), undefined);
});

test('a cursor that was made up, changed or is of another list is refused', () => {
  const other = cursorOf('leads by -name', /^(\d{1,15}),([^\0]*)$/s);
  fc.assert(
    fc.property(key, fc.string(), fc.nat(), ([id, name], madeUp, place) => {
      const sealed = byName.seal(7, `${id},${name}`);
      assertRefused(() => byName.open(7, madeUp));
      assertRefused(() => byName.open(7, `${id},${name}`));
      assertRefused(() => other.open(7, sealed));
      assertRefused(() => byName.open(8, sealed));
      const at = place % sealed.length;
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      assertRefused(() => byName.open(7, changed));
      assertRefused(() => byName.open(7, `${sealed}=`));
    }),
  );
  for (const text of ['', '.', '1', '-1', '9'.repeat(40)])
    assertRefused(() => idCursorOf('users').open(7, text));
});
