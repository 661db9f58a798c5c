import sql, { type Sql } from 'sql-template-tag';
import { notFound } from '../../contract/rules/not-found.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { type Reader, sightOf } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { externalKeysOf } from '../external-keys/external-key-store.ts';
import { heldAt } from '../moments/held-at.ts';
import { readOptionalMoment } from '../moments/read-moment.ts';
import { refuseFuture } from '../moments/refuse-future.ts';
import { type UserSummary, userColumns } from './list-users.ts';
import { type SeenPerson, seenPersonOf } from './seen-person.ts';
import { describeUserName, isNamed, type UserName } from './user-name.ts';
import { versionOf } from './user-version.ts';

export interface ShownUser extends UserSummary {
  /** Everyone above the user, the nearest first. */
  managers: Manager[];
  /** How many users report to this one without anybody between. */
  directReports: number;
  /** For administrators; null for others, and where there is none. */
  secondFactorSince: string | null;
  /** By system; as they are now. */
  externalKeys: Record<string, string>;
  /** The ETag, by which a change says what it knows; null as of a moment. */
  version: string | null;
}

type Manager = SeenPerson & { since: string };

/** A user in sight with their managers and their direct reports, now or as of a moment; the account is as it is now. */
export async function showUser(
  database: Database,
  reader: Reader,
  ask: { name: UserName; asOf?: string | undefined },
): Promise<ShownUser> {
  const { orgId } = reader;
  const isShown = reader.userId === null || reader.accessRole === 'administrator';
  const asOf = readOptionalMoment(ask.asOf, 'asOf');
  const held = heldAt('l', asOf);
  const [[user], above] = await readInOrg(database, orgId, (tx) =>
    Promise.all([
      tx.read<Omit<ShownUser, 'managers' | 'version'>>(sql`select ${userColumns(asOf)},
          ${externalKeysOf('user', 'u')} as "externalKeys",
          (select count(*) from reporting_line l
            where l.org_id = u.org_id and l.manager_id = u.user_id and ${held}) as "directReports",
          (select f.confirmed_at from second_factor f
            where f.org_id = u.org_id and f.user_id = u.user_id and ${isShown}) as "secondFactorSince"
        from org_user u
        left join reporting_line l on l.org_id = u.org_id and l.user_id = u.user_id and ${held}
        left join org_user m on m.org_id = u.org_id and m.user_id = l.manager_id
        where u.org_id = ${orgId} and ${isNamed(ask.name)}
          and ${seesUser(reader, sql`u.user_id`)}`),
      tx.read<{ person: SeenPerson; since: string }>(selectManagers(reader, ask.name, asOf)),
      refuseFuture(tx, asOf),
    ]),
  );
  if (!user) throw notFound('user', describeUserName(ask.name), { sight: sightOf(reader) });
  const managers = above.map(({ person, since }) => ({ ...person, since }));
  const managerId = user.manager?.userId ?? null;
  return { ...user, managers, version: asOf === undefined ? versionOf({ ...user, managerId }) : null };
}

/** Line by line upwards; `offset 0` holds the planner to the index of a user's line. */
function selectManagers(reader: Reader, name: UserName, asOf: string | undefined): Sql {
  const { orgId } = reader;
  const held = heldAt('l', asOf);
  const lineOf = (user: Sql) => sql`lateral (select l.* from reporting_line l
    where l.org_id = ${orgId} and l.user_id = ${user} and ${held} offset 0) l`;
  return sql`with recursive above as (
      select l.manager_id, l.from_at, 1 as height from org_user u, ${lineOf(sql`u.user_id`)}
      where u.org_id = ${orgId} and ${isNamed(name)}
      union all
      select l.manager_id, l.from_at, a.height + 1 from above a, ${lineOf(sql`a.manager_id`)}
    )
    select ${seenPersonOf('m', reader, asOf)} as person, a.from_at as since
    from above a join org_user m on m.org_id = ${orgId} and m.user_id = a.manager_id order by a.height`;
}
