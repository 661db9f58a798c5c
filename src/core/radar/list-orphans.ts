import sql, { empty, type Sql } from 'sql-template-tag';
import { Refusal } from '../../contract/refusal.ts';
import { type OrphanKind, orphanKinds } from '../../contract/words/orphan-words.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg, type Transaction } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { cursorOf, type Page, type PageAsk, toPage } from '../paging/page-rules.ts';
import { personOf } from '../users/person.ts';
import { countHeads } from './count-heads.ts';
import { findOrphansInSight } from './find-orphans-in-sight.ts';
import { describeOrphan, type FoundOrphan, type Orphan } from './orphan-rules.ts';

export interface OrphanPage extends Page<Orphan> {
  /** How many active users are heads. */
  heads: number;
  /** Of every kind asked for, how many there are now, whatever the page shows. */
  counts: Partial<Record<OrphanKind, number>>;
}

const cursor = cursorOf('orphans', /^([a-z-]+),(\d{1,15}),([^\0]*)$/);

interface Place {
  kind: OrphanKind;
  id: number;
  part: string;
}

type KindOfFound = FoundOrphan & { kind: OrphanKind };

/** Everything in sight that points at nobody who could answer for it, kind after kind. */
export async function listOrphans(
  database: Database,
  reader: Reader,
  ask: { kind?: OrphanKind | undefined } & PageAsk,
): Promise<OrphanPage> {
  const kinds = ask.kind ? [ask.kind] : orphanKinds;
  const after = readPlace(reader.orgId, ask.after, kinds);
  return readInOrg(database, reader.orgId, async (tx) => {
    const [orgs, heads, ...counted] = await Promise.all([
      tx.read(sql`select from org where org_id = ${reader.orgId}`),
      countHeads(tx, reader.orgId),
      ...kinds.map((kind) => countOrphans(tx, reader, kind)),
    ]);
    if (orgs.length === 0) throw new Refusal('organisation-not-found');
    const found: KindOfFound[] = [];
    for (const kind of kinds.filter((_, place) => counted[place])) {
      const wanted = ask.limit + 1 - found.length;
      if (wanted > 0 && !isBehind(kind, after))
        found.push(...(await readOrphans(tx, reader, { kind, after, wanted })));
    }
    const { items, next } = toPage(found, ask.limit, (last) =>
      cursor.seal(reader.orgId, `${last.kind},${last.id},${last.part}`),
    );
    const counts = Object.fromEntries(kinds.map((kind, place) => [kind, counted[place] ?? 0]));
    return { heads, counts, items: items.map((orphan) => describeOrphan(orphan.kind, orphan)), next };
  });
}

function readPlace(
  orgId: number,
  after: string | undefined,
  kinds: readonly OrphanKind[],
): Place | undefined {
  const [name, id, part] = cursor.open(orgId, after) ?? [];
  const kind = kinds.find((each) => each === name);
  return kind && { kind, id: Number(id), part: part ?? '' };
}

function isBehind(kind: OrphanKind, after: Place | undefined): boolean {
  return after !== undefined && orphanKinds.indexOf(kind) < orphanKinds.indexOf(after.kind);
}

async function countOrphans(tx: Transaction, reader: Reader, kind: OrphanKind): Promise<number> {
  const found = findOrphansInSight(kind, reader);
  const [row] = await tx.read<{ count: number }>(sql`select count(*) from (${found}) f`);
  return row?.count ?? 0;
}

async function readOrphans(
  tx: Transaction,
  reader: Reader,
  { kind, after, wanted }: { kind: OrphanKind; after: Place | undefined; wanted: number },
): Promise<KindOfFound[]> {
  const { orgId } = reader;
  const rows = await tx.read<FoundOrphan>(sql`select f.id, f.part, f.role, f.book,
      ${personOf('u')} as user, ${personOf('m')} as manager
    from (select * from (${findOrphansInSight(kind, reader)}) f ${beyond(kind, after)}
      order by f.id, f.part limit ${wanted}) f
    left join org_user u on u.org_id = ${orgId} and u.user_id = f.user_id
    left join org_user m on m.org_id = ${orgId} and m.user_id = f.manager_id
    order by f.id, f.part`);
  return rows.map((row) => ({ ...row, kind }));
}

function beyond(kind: OrphanKind, after: Place | undefined): Sql {
  return after?.kind === kind
    ? sql`where (f.id, f.part) > (${after.id}::bigint, ${after.part}::text)`
    : empty;
}
