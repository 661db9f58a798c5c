// The law over a whole organisation, at every moment of its history: read anew from the tables by no code of ours.

import type { Slot } from '../../src/core/assignments/assignment-rules.ts';
import type { Database } from '../../src/database/database.ts';
import { readInOrg } from '../../src/database/transaction.ts';
import { listBreaches } from './lead-notation.ts';

interface Lasting {
  fromAt: string;
  untilAt: string | null;
}
type AssignmentRow = Slot & Lasting & { leadId: number };
type LineRow = Lasting & { userId: number; managerId: number };

/** Everything in an organisation that breaks the law, now or at any moment before; empty when nothing does. */
export async function findBreaches(database: Database, orgId: number): Promise<string[]> {
  const [assignments, lines, requests, strays] = await readInOrg(database, orgId, (tx) =>
    Promise.all([
      tx.read<AssignmentRow>({
        text: `select lead_id as "leadId", user_id as "userId", role, standing, from_at as "fromAt",
          until_at as "untilAt" from assignment where org_id = $1`,
        values: [orgId],
      }),
      tx.read<LineRow>({
        text: `select user_id as "userId", manager_id as "managerId", from_at as "fromAt", until_at as "untilAt"
          from reporting_line where org_id = $1`,
        values: [orgId],
      }),
      tx.read<{ requestId: number }>({ text: requestsThatDoNotAddUp, values: [orgId] }),
      tx.read<{ leadId: number; userId: number }>({ text: assignmentsToNobody, values: [orgId] }),
    ]),
  );
  const byLead = Map.groupBy(assignments, (row) => row.leadId);
  return [
    ...[...byLead].flatMap(([leadId, rows]) =>
      replay(rows, listBreaches).map((breach) => `lead ${leadId}: ${breach}`),
    ),
    ...replay(lines, listLineBreaches),
    ...requests.map(({ requestId }) => `request ${requestId} does not add up`),
    ...strays.map(({ leadId, userId }) => `lead ${leadId} or user ${userId} is not there`),
  ];
}

/** What foreign keys would refuse. */
const assignmentsToNobody = `select lead_id as "leadId", user_id as "userId" from assignment
  where org_id = $1 and (
    (org_id, lead_id) not in (select org_id, lead_id from lead where org_id = $1)
    or (org_id, user_id) not in (select org_id, user_id from org_user where org_id = $1))`;

/** The counts of a request that ended are those of its rows, and those that it says changed are those that it wrote. */
const requestsThatDoNotAddUp = `with rows as (
    select c.request_id, s.subject, s.letter, coalesce(c.part, case r.kind when 'reassign' then 'leads'
      when 'managers' then 'users' when 'undo' then r.spec->>'subjects' end) as part
    from request r join request_chunk c using (org_id, request_id), unnest(c.subjects,
      string_to_array(coalesce(c.outcomes, repeat('n', cardinality(c.subjects))), null)) s (subject, letter)
    where c.org_id = $1
  ), counted as (
    select request_id, count(*) as total, count(*) filter (where letter in ('c', 'p')) as changed,
      count(*) filter (where letter = 'p') as changed_in_part,
      count(*) filter (where letter = 'u') as unchanged, count(*) filter (where letter = 'f') as failed,
      count(*) filter (where letter = 's') as skipped
    from rows group by request_id
  ), told as (
    select request_id, part, subject from rows where letter in ('c', 'p') and part in ('leads', 'users')
  ), wrote as (
    select from_request as request_id, 'leads' as part, lead_id as subject from assignment where org_id = $1
    union select until_request, 'leads', lead_id from assignment where org_id = $1 and until_at is not null
    union select from_request, 'users', user_id from reporting_line where org_id = $1
    union select until_request, 'users', user_id from reporting_line where org_id = $1 and until_at is not null
  ), differing as (
    (table told except table wrote) union all (table wrote except table told)
  )
  select request_id as "requestId" from request r left join counted c using (request_id)
  where org_id = $1 and kind <> 'import' and (request_id in (select request_id from differing)
    or finished_at is not null and
    (r.total, r.changed, r.changed_in_part, r.unchanged, r.failed, r.skipped) is distinct from (coalesce(c.total, 0),
      coalesce(c.changed, 0), coalesce(c.changed_in_part, 0), coalesce(c.unchanged, 0), coalesce(c.failed, 0),
      coalesce(c.skipped, 0)))`;

/** What is wrong, at any moment, with the rows that hold at it. */
function replay<Row extends Lasting>(rows: readonly Row[], listWrong: (rows: Row[]) => string[]): string[] {
  const begins = Map.groupBy(rows, (row) => row.fromAt);
  const ends = Map.groupBy(rows, (row) => row.untilAt ?? '');
  ends.delete('');
  const holding = new Set<Row>();
  return [...new Set([...begins.keys(), ...ends.keys()])].sort().flatMap((moment) => {
    for (const row of ends.get(moment) ?? []) holding.delete(row);
    for (const row of begins.get(moment) ?? []) holding.add(row);
    return listWrong([...holding]).map((wrong) => `at ${moment} ${wrong}`);
  });
}

function listLineBreaches(lines: readonly LineRow[]): string[] {
  const managerOf = new Map(lines.map((line) => [line.userId, line.managerId]));
  if (managerOf.size < lines.length) return ['somebody has two managers'];
  const safe = new Set<number>();
  return [...managerOf.keys()].flatMap((userId) => {
    const path = new Set<number>();
    for (let at: number | undefined = userId; at !== undefined && !safe.has(at); at = managerOf.get(at)) {
      if (path.has(at)) return [`user ${userId} is below a cycle`];
      path.add(at);
    }
    for (const passed of path) safe.add(passed);
    return [];
  });
}
