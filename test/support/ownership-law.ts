// The law over a whole organisation, at every moment of its history: read anew from the tables by SQL of its own.

import type { Database } from '../../src/database/database.ts';
import { readInOrg } from '../../src/database/transaction.ts';
import { listMisread } from './misread.ts';

/**
 * Everything in an organisation that breaks the law, now or at any moment before, and what its requests keep otherwise
 * than the contract tells; empty when there is none.
 */
export async function findBreaches(database: Database, orgId: number): Promise<string[]> {
  const [lines, ...found] = await readInOrg(database, orgId, (tx) =>
    Promise.all([
      tx.read<LineRow>({ text: everyLine, values: [orgId] }),
      ...laws.map((text) => tx.read<{ breach: string }>({ text, values: [orgId] })),
    ]),
  );
  const breaches = found.flat().map(({ breach }) => breach);
  return [...breaches, ...listLineBreaches(lines), ...(await listMisread(database, orgId))];
}

/** Each begin and end of an assignment, with what it adds from that moment on. */
const touches = `touch as (
    select lead_id, user_id, role, from_at as at, 1 as stands, (standing = 'primary')::integer as leads
    from assignment where org_id = $1
    union all
    select lead_id, user_id, role, until_at, -1, -(standing = 'primary')::integer
    from assignment where org_id = $1 and until_at is not null)`;

const onePrimaryInEachRole = `with ${touches}, state as (
    select lead_id, role, at, sum(sum(stands)) over past as standing, sum(sum(leads)) over past as primaries
    from touch group by lead_id, role, at window past as (partition by lead_id, role order by at))
  select format('lead %s: at %s %s has %s primaries', lead_id, at, role, primaries) as breach from state
  where primaries <> least(standing, 1)`;

const nobodyTwiceOnALead = `with ${touches}, state as (
    select lead_id, user_id, at, sum(sum(stands)) over (partition by lead_id, user_id order by at) as times
    from touch group by lead_id, user_id, at)
  select format('lead %s: at %s user %s stands %s times', lead_id, at, user_id, times) as breach from state
  where times not in (0, 1)`;

/** What foreign keys would refuse. */
const nobodyWhoIsNotThere = `select distinct format('lead %s or user %s is not there', lead_id, user_id) as breach
  from assignment where org_id = $1 and (
    (org_id, lead_id) not in (select org_id, lead_id from lead where org_id = $1)
    or (org_id, user_id) not in (select org_id, user_id from org_user where org_id = $1))`;

/** The counts of a request that ended are those of its rows, and those that it says changed are those that it wrote. */
const requestsAddUp = `with rows as (
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
  select format('request %s does not add up', request_id) as breach from request r left join counted c using (request_id)
  where org_id = $1 and kind <> 'import' and (request_id in (select request_id from differing)
    or finished_at is not null and
    (r.total, r.changed, r.changed_in_part, r.unchanged, r.failed, r.skipped) is distinct from (coalesce(c.total, 0),
      coalesce(c.changed, 0), coalesce(c.changed_in_part, 0), coalesce(c.unchanged, 0), coalesce(c.failed, 0),
      coalesce(c.skipped, 0)))`;

const laws = [onePrimaryInEachRole, nobodyTwiceOnALead, nobodyWhoIsNotThere, requestsAddUp];

interface LineRow {
  userId: number;
  managerId: number;
  fromAt: string;
  untilAt: string | null;
}

const everyLine = `select user_id as "userId", manager_id as "managerId", from_at as "fromAt", until_at as "untilAt"
  from reporting_line where org_id = $1`;

/** What is wrong with the tree, at any moment. */
function listLineBreaches(lines: readonly LineRow[]): string[] {
  const begins = Map.groupBy(lines, (line) => line.fromAt);
  const ends = Map.groupBy(lines, (line) => line.untilAt ?? '');
  ends.delete('');
  const holding = new Set<LineRow>();
  return [...new Set([...begins.keys(), ...ends.keys()])].sort().flatMap((moment) => {
    for (const line of ends.get(moment) ?? []) holding.delete(line);
    for (const line of begins.get(moment) ?? []) holding.add(line);
    return listWrongLines([...holding]).map((wrong) => `at ${moment} ${wrong}`);
  });
}

function listWrongLines(lines: readonly LineRow[]): string[] {
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
