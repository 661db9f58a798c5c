import sql from 'sql-template-tag';
import { notFound } from '../../contract/rules/not-found.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { type Reader, sightOf } from '../access/access-rules.ts';
import { seesLead } from '../access/sight.ts';
import { heldAt } from '../moments/held-at.ts';
import { readOptionalMoment } from '../moments/read-moment.ts';
import { refuseFuture } from '../moments/refuse-future.ts';
import { type Person, personOf } from '../users/person.ts';

/** The primary of a role on a lead, and whom they report to, directly and through others. */
export interface Chain {
  role: string;
  primary: Person;
  since: string;
  /** The request that made the user primary. */
  requestId: number;
  /** The nearest first. */
  managers: (Person & { since: string })[];
}

export interface ShownChains {
  leadId: number;
  chains: Chain[];
}

interface Link {
  role: string;
  user: Person;
  since: string;
  requestId: number;
}

/** The chain of command of a lead in sight, one for each role on it: now, or as of a moment. */
export async function showChain(
  database: Database,
  reader: Reader,
  ask: { leadId: number; asOf?: string | undefined },
): Promise<ShownChains> {
  const { orgId } = reader;
  const asOf = readOptionalMoment(ask.asOf, 'asOf');
  const [leads, links] = await readInOrg(database, orgId, (tx) =>
    Promise.all([
      tx.read(sql`select from lead l
        where org_id = ${orgId} and lead_id = ${ask.leadId} and ${seesLead(reader, sql`l.lead_id`)}`),
      tx.read<Link>(sql`with recursive chain as (
          select a.role, 0 as height, a.user_id, a.from_at, a.from_request from assignment a
          where a.org_id = ${orgId} and a.lead_id = ${ask.leadId} and a.standing = 'primary' and ${heldAt('a', asOf)}
          union all
          select c.role, c.height + 1, l.manager_id, l.from_at, l.from_request from chain c, lateral (
            select l.* from reporting_line l
            where l.org_id = ${orgId} and l.user_id = c.user_id and ${heldAt('l', asOf)} offset 0) l
        )
        select c.role, ${personOf('u', asOf)} as user, c.from_at as since, c.from_request as "requestId"
        from chain c join org_user u on u.org_id = ${orgId} and u.user_id = c.user_id
        order by c.role, c.height`),
      refuseFuture(tx, asOf),
    ]),
  );
  if (leads.length === 0) throw notFound('lead', ask.leadId, { sight: sightOf(reader) });
  return { leadId: ask.leadId, chains: groupLinks(links) };
}

function groupLinks(links: readonly Link[]): Chain[] {
  const byRole = Map.groupBy(links, (link) => link.role).values();
  return byRole
    .map(([first, ...above]) => first && toChain(first, above))
    .filter((chain) => chain !== undefined)
    .toArray();
}

function toChain({ role, user, since, requestId }: Link, above: readonly Link[]): Chain {
  const managers = above.map((link) => ({ ...link.user, since: link.since }));
  return { role, primary: user, since, requestId, managers };
}
