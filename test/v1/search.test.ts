// Whoever searches types what they remember: a part of a name, without accents, in small letters, last name first.

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { importLeads } from '../../src/core/kinds/import/import-leads.ts';
import { importUsers } from '../../src/core/kinds/import/import-users.ts';
import { refreshStatistics } from '../../src/database/refresh-statistics.ts';
import { connectAsOwner } from '../support/owner-client.ts';
import { spell } from '../support/spellings.ts';
import { useWorld } from '../support/use-world.ts';

const orgId = 41;
const options = { allOrNothing: false, newRoles: true, requester: { userId: null, origin: 'cli' } } as const;
const people = [
  ['Véronique', 'Dupré'],
  ['José', 'Núñez'],
  ['María José', 'de la Cruz'],
  ['Ada', 'Straße'],
  ['Łukasz', 'Żak'],
  ['Sean', 'O’Brien'],
] as const;
const named = [
  'ΟΔΟΣ ΑΘΗΝΑΣ',
  'Çelik',
  'Straße 5',
  'Über',
  'Zed',
  'abel',
  'Dora',
  'İstanbul',
  'Ørsted',
  '100% (_\\)',
];
const firstLead = 9001;

const world = useWorld({ orgId, users: { root: {} } }, async () => {
  const users = people.map(
    ([first, last], at) => `${first},${last},p${at}@bücher.example,Closer,${1001 + at}`,
  );
  const leads = named.map((name, at) => `${firstLead + at},${name},Names,Web,TX`);
  const crowd = Array.from({ length: 4_000 }, (_, at) => `${20_001 + at},Crowd ${at},Crowd,Web,TX`);
  await takeFile(importUsers, `first_name,last_name,email,agent_role,user_id\n${users.join('\n')}\n`);
  await takeFile(importLeads, `lead_id,name,status,source,state\n${[...leads, ...crowd].join('\n')}\n`);
  await refreshStatistics(world.database, orgId);
});
const root = world.as('root');
async function takeFile(take: typeof importUsers | typeof importLeads, text: string): Promise<void> {
  assert.deepEqual((await take(world.database, orgId, Readable.from([text]), options)).problems, []);
}

async function list(path: string): Promise<{ leadId: number; userId: number; name: string }[]> {
  const answer = await root.get(path);
  assert.equal(answer.statusCode, 200, `${path} ${answer.body}`);
  return answer.json<{ items: { leadId: number; userId: number; name: string }[] }>().items;
}

const typed: Readonly<Record<string, readonly [string, string][]>> = {
  users: [
    ['veronique', 'Véronique Dupré'],
    ['nunez', 'José Núñez'],
    ['maria jose', 'María José de la Cruz'],
    ['lukasz', 'Łukasz Żak'],
    ['strasse', 'Ada Straße'],
    ["o'brien", 'Sean O’Brien'],
    ['Dupré Véronique', 'Véronique Dupré'],
    ['Ve\u0301ronique', 'Véronique Dupré'],
    ['p5@BUCHER', 'Sean O’Brien'],
    ['p5@xn--bcher-kva.example', 'Sean O’Brien'],
  ],
  leads: [
    ['celik', 'Çelik'],
    ['STRASSE', 'Straße 5'],
    ['οδος αθηνας', 'ΟΔΟΣ ΑΘΗΝΑΣ'],
    ['αθηνασ', 'ΟΔΟΣ ΑΘΗΝΑΣ'],
    ['uber', 'Über'],
    ['tanb', 'İstanbul'],
    ['orsted', 'Ørsted'],
    ['% (_\\', '100% (_\\)'],
  ],
};

for (const [what, searches] of Object.entries(typed)) {
  test(`${what} are found by what is typed without accents, in any case, form and order`, async () => {
    for (const [q, name] of searches) {
      const found = await list(`/api/v1/${what}?q=${encodeURIComponent(q)}`);
      assert.deepEqual(
        found.map((each) => each.name),
        [name],
        q,
      );
    }
  });
}

test('any part of a name finds its lead however it is spelt, whichever way is the shorter one', async () => {
  const parts = fc.sample(
    fc.nat({ max: named.length - 1 }).chain((at) => {
      const letters = Array.from(named[at] ?? '');
      return fc
        .tuple(fc.nat({ max: letters.length - 1 }), fc.integer({ min: 1, max: 6 }))
        .map(([from, length]) => ({
          at,
          part: letters
            .slice(from, from + length)
            .join('')
            .trim(),
        }));
    }),
    40,
  );
  for (const { at, part } of parts) {
    const [spelling = part] = fc.sample(fc.constantFrom(...spell(part)), 1);
    const found = await list(`/api/v1/leads?status=Names&q=${encodeURIComponent(spelling)}`);
    const ids = found.map(({ leadId }) => leadId);
    assert.ok(part === '' || ids.includes(firstLead + at), JSON.stringify([named[at], spelling]));
  }
  const crowd = await list('/api/v1/leads?q=row%20333&limit=100&sort=-name');
  assert.deepEqual(crowd.map(({ name }) => name).slice(0, 3), ['Crowd 3339', 'Crowd 3338', 'Crowd 3337']);
  assert.equal(crowd.length, 13);
});

test('names stand in the order of people: marks and case make no difference', async () => {
  const found = await list('/api/v1/leads?status=Names&sort=name');
  assert.deepEqual(
    found.map(({ name }) => name),
    ['100% (_\\)', 'abel', 'Çelik', 'Dora', 'İstanbul', 'Ørsted', 'Straße 5', 'Über', 'Zed', 'ΟΔΟΣ ΑΘΗΝΑΣ'],
  );
});

test('a reassignment touches nothing of what leads are searched by', async () => {
  const client = await connectAsOwner(world.url);
  const { rows } = await client.query(`select indexdef from pg_indexes
    where tablename = 'lead' and (indexdef like '%gin%' or indexdef like '%trigrams%')`);
  const { rows: triggers } = await client.query(`select tgname, array(select attname::text from pg_attribute
      where attrelid = tgrelid and attnum = any(tgattr)) as columns
    from pg_trigger where tgrelid = 'lead'::regclass and not tgisinternal and (tgtype & 16) > 0`);
  await client.end();
  const renaming = { tgname: 'keep_names_of_renamed', columns: ['name_key'] }; // which a reassignment does not write
  assert.deepEqual([rows, triggers], [[], [renaming]]);
});
