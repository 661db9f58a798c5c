import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findDoubledMember } from './doubled-members-rules.ts';

/** JSON as it may be written: an object is a list of members here, so that it can have one twice. */
type Written = string | number | null | Written[] | { members: [string, Written][] };

const name = fc.oneof(
  fc.constantFrom('a', 'b', '', '"', '\\', ':', '{', '__proto__', 'a:"b', 'é'),
  fc.string({ unit: 'binary' }),
);

function written(hasTwice: boolean): fc.Arbitrary<Written> {
  const { value } = fc.letrec<{ value: Written }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      name,
      fc.integer(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc
        .array(fc.tuple(name, tie('value')), { maxLength: 4 })
        .map((members) => ({ members: hasTwice ? members : [...new Map(members)] })),
    ),
  }));
  return value;
}

/** As text, with white space between and any character escaped where `chance` says so. */
function write(value: Written, chance: () => boolean): string {
  const blank = () => (chance() ? ' \n\t' : '');
  const text = (each: string) => {
    const units = each.split('').map((unit) => {
      const escaped = `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
      return chance() ? escaped : JSON.stringify(unit).slice(1, -1);
    });
    return `"${units.join('')}"`;
  };
  const join = (parts: string[]) => parts.join(`${blank()},${blank()}`);
  if (typeof value === 'string') return text(value);
  if (value === null || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `[${blank()}${join(value.map((each) => write(each, chance)))}]`;
  const members = value.members.map(
    ([each, inside]) => `${text(each)}${blank()}:${blank()}${write(inside, chance)}`,
  );
  return `{${join(members)}${blank()}}`;
}

function hasDoubled(value: Written): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasDoubled);
  const names = value.members.map(([each]) => each);
  return new Set(names).size < names.length || value.members.some(([, inside]) => hasDoubled(inside));
}

function find(text: string): string | undefined {
  return findDoubledMember(Buffer.from(text), JSON.parse(text));
}

test('a member that is there twice is found however it is written, and nothing else is', () => {
  const chance = fc.infiniteStream(fc.boolean());
  fc.assert(
    fc.property(fc.oneof(written(true), written(false)), chance, (value, coins) => {
      const text = write(value, () => coins.next().value === true);
      assert.equal(find(text) !== undefined, hasDoubled(value), text);
    }),
    { numRuns: 2_000 },
  );
});

test('it is told by its path', () => {
  assert.equal(find('{"rows":[{"a":{}},{"to":{"b":1,"\\u0062":2}}],"b":1}'), 'rows[1].to.b');
  assert.equal(find('[{"__proto__":1,"__proto__":2}]'), '[0].__proto__');
  assert.equal(find(`${'{"a":'.repeat(30)}{"b":1,"b":2}${'}'.repeat(30)}`), `${'a.'.repeat(19)}b`);
});

test('a name that V8 takes for another, since it saw that one there before, is told apart', () => {
  JSON.parse('{"b":1,"\\\\":2}');
  assert.equal(find('{"b":1,"\\u0062":2}'), 'b');
});

test('depth and length cost no more than they have', () => {
  const deep = `${'[{"a":'.repeat(100_000)}{"b":1,"b":2}${'}]'.repeat(100_000)}`;
  assert.ok((find(deep)?.length ?? 0) < 300);
  assert.equal(find(`{"ids":[${'1,'.repeat(1_000_000)}1],"text":"${'\\"'.repeat(500_000)}"}`), undefined);
});
