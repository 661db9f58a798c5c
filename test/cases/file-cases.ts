import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import type { CsvTerms, ShownRequest } from '../../src/client/client.ts';
import { type Case, people, type World } from './begin-case.ts';

async function plan(
  { baton }: World,
  csv: string | Uint8Array<ArrayBuffer>,
  terms: CsvTerms = { kind: 'reassign' },
): Promise<ShownRequest> {
  return baton.requests.createFromCsv(new Blob([csv]), terms, { plan: true });
}

async function assertOneChanges(world: World, csv: string | Uint8Array<ArrayBuffer>): Promise<void> {
  const { counts, preview } = await plan(world, csv);
  assert.deepEqual([counts.total, preview?.changed], [1, 1], String(csv));
}

function toUtf16(csv: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(`\uFEFF${csv}`, 'utf16le'));
}

/** Files as spreadsheets and other systems write them. */
export const fileCases: readonly Case[] = [
  {
    says: 'empty columns at the end of a spreadsheet say nothing, and a value without a column is refused',
    play: async (world) => {
      await assertOneChanges(world, 'lead_id,primary_email,,\n7,dee@team.example,,\n');
      await assertOneChanges(world, 'lead_id,primary_email\n7,dee@team.example,,,\n,,,\n');
      await assert.rejects(plan(world, 'lead_id,primary_email,\n7,dee@team.example,lost\n'), { status: 400 });
    },
  },
  {
    says: 'a file is read as Excel writes it in any country: sep=, semicolons, tabs, UTF-16',
    play: async (world) => {
      await assertOneChanges(world, 'sep=,\r\nlead_id,primary_email\r\n7,dee@team.example\r\n');
      await assertOneChanges(world, 'sep=;\r\nlead_id;primary_email\r\n7;dee@team.example\r\n');
      await assertOneChanges(world, 'lead_id;primary_email\r\n7;dee@team.example\r\n');
      await assertOneChanges(world, 'lead_id\tprimary_email\n7\tdee@team.example\n');
      await assertOneChanges(world, toUtf16('lead_id\tprimary_email\r\n7\tdee@team.example\r\n'));
    },
  },
  {
    says: 'the rows of a request can be mended in a spreadsheet and sent again as they are',
    play: async (world) => {
      const file = 'lead_id,primary_email,key\n7,dee@team.example,=A1\n8,nobody@team.example,+44 20\n';
      const { requestId } = await world.baton.requests.createFromCsv(file, { kind: 'reassign' });
      await world.baton.requests.wait(requestId);
      const rows = await text(await world.baton.requests.rows(requestId).csv());
      assert.match(rows, /'=A1/);
      const again = await plan(world, rows.replaceAll('nobody@team.example', 'eli@team.example'));
      assert.deepEqual([again.preview?.changed, again.preview?.unchanged, again.preview?.failed], [1, 1, 0]);
      const { items } = await world.baton.requests.rows(again.requestId).first();
      assert.deepEqual(
        items.map(({ key, receiver }) => [key, receiver?.userId]),
        [
          ['=A1', people.dee],
          ['+44 20', people.eli],
        ],
      );
    },
  },
  {
    says: 'columns of another CRM that say nothing here are named, and ignored when asked',
    play: async (world) => {
      const file = 'Id,Owner.Email,CreatedDate,Rating\n7,dee@team.example,2026-03-29T02:30:00.000+0000,Hot\n';
      await assert.rejects(plan(world, file), { status: 400, message: /Rating[\s\S]*ignoreColumns/ });
      const terms = { kind: 'reassign', ignoreColumns: 'unknown' } as const;
      assert.equal((await plan(world, file, terms)).preview?.changed, 1);
    },
  },
  {
    says: 'blank cells of managers are told before anybody loses theirs',
    play: async (world) => {
      const file =
        'user_email,manager_email\ncy@team.example,\ndee@team.example,\neli@team.example,ada@team.example\n';
      const planned = await plan(world, file, { kind: 'managers' });
      assert.equal(planned.kind === 'managers' && planned.preview?.managersLost, 2);
      const { preview } = planned;
      assert.match(preview?.warnings.map(({ message }) => message).join() ?? '', /2 people .*nobody/);
    },
  },
  {
    says: 'the head of an organisation whom the HR feed names as their own manager reports to nobody still',
    play: async (world) => {
      const file =
        'user_email,manager_email\nada@team.example,ada@team.example\nben@team.example,ada@team.example\n';
      const { preview } = await plan(world, file, { kind: 'managers' });
      assert.deepEqual([preview?.unchanged, preview?.failed], [2, 0]);
    },
  },
  {
    says: 'a path too long to be told says so, with how many it leaves out',
    play: async (world) => {
      const chain = Array.from({ length: 200 }, (_, place) => {
        const manager = place === 0 ? '' : `chain${place - 1}@team.example`;
        return `Chain,${place},chain${place}@team.example,Loan Officer,agent,${1_000 + place},${manager}`;
      });
      await world.importUsers(...chain);
      const ended = await world.make({
        kind: 'managers',
        rows: [{ user: { userId: 1_000 }, manager: { userId: 1_199 } }],
      });
      const [row] = (await world.baton.requests.rows(ended.requestId).first()).items;
      const path = row?.message?.split(': ')[1] ?? '';
      const named = path.split('→').filter((each) => !each.includes('more)')).length;
      const [, leftOut] = /\((\d+) more\)/.exec(path) ?? [];
      assert.match(path, /^Chain 0 .*→ Chain 0\.$/);
      assert.equal(named - 1 + Number(leftOut), 200, path);
    },
  },
];
