import sql, { type Sql } from 'sql-template-tag';
import { type OrphanKind, orphanKinds } from '../../contract/words/orphan-words.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg, type Transaction } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { personOf } from '../users/person.ts';
import { countHeads } from './count-heads.ts';
import { findOrphansInSight } from './find-orphans-in-sight.ts';
import { describeOrphan, type FoundOrphan, type Orphan } from './orphan-rules.ts';

/** Orphans that are mended in one step. */
export interface OrphanGroup {
  count: number;
  /** The first of them. */
  sample: Orphan[];
}

export interface RadarKind {
  kind: OrphanKind;
  count: number;
  /** The largest. */
  groups: OrphanGroup[];
}

interface FoundInGroup extends FoundOrphan {
  /** Of the kind, however many are read. */
  total: number;
  size: number;
  place: number;
}

const samples = 3;
const mostRows = 60;

/** What those of one group have in common. */
const groupings: Record<OrphanKind, Sql> = {
  'lead-unassigned': sql`null::integer`,
  'lead-primary-inactive': sql`f.user_id, f.role`,
  'lead-secondary-inactive': sql`f.user_id, f.role`,
  'role-without-primary': sql`f.part`,
  'user-manager-inactive': sql`f.manager_id`,
  'user-without-manager': sql`null::integer`,
  'book-over-limit': sql`f.user_id`,
  'request-names-leaver': sql`f.user_id`,
};

/** Everything in sight that points at nobody who could answer for it, by what is mended together. */
export async function showRadar(
  database: Database,
  reader: Reader,
): Promise<{ heads: number; kinds: RadarKind[] }> {
  return readInOrg(database, reader.orgId, async (tx) => ({
    heads: await countHeads(tx, reader.orgId),
    kinds: await Promise.all(orphanKinds.map((kind) => showKind(tx, reader, kind))),
  }));
}

async function showKind(tx: Transaction, reader: Reader, kind: OrphanKind): Promise<RadarKind> {
  const { orgId } = reader;
  const by = groupings[kind];
  const rows = await tx.read<FoundInGroup>(sql`with numbered as (
      select f.*, count(*) over () as total, count(*) over (partition by ${by}) as size,
        row_number() over (partition by ${by} order by f.id, f.part) as place,
        dense_rank() over (order by ${by}) as group_no
      from (${findOrphansInSight(kind, reader)}) f
    ), page as (
      select * from numbered where place <= ${samples} order by size desc, group_no, place limit ${mostRows}
    )
    select f.id, f.part, f.role, f.book, f.total, f.size, f.place, ${personOf('u')} as user, ${personOf('m')} as manager
    from page f
    left join org_user u on u.org_id = ${orgId} and u.user_id = f.user_id
    left join org_user m on m.org_id = ${orgId} and m.user_id = f.manager_id
    order by f.size desc, f.group_no, f.place`);
  return { kind, count: rows[0]?.total ?? 0, groups: groupRows(kind, rows) };
}

/** Rows of one group follow each other, its first one at place 1. */
function groupRows(kind: OrphanKind, rows: readonly FoundInGroup[]): OrphanGroup[] {
  const groups: OrphanGroup[] = [];
  for (const row of rows) {
    if (row.place === 1) groups.push({ count: row.size, sample: [] });
    groups.at(-1)?.sample.push(describeOrphan(kind, row));
  }
  return groups;
}
