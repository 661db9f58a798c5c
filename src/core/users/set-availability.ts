import sql from 'sql-template-tag';
import { notFound } from '../../contract/rules/not-found.ts';
import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { type Reader, refuseAgents, sightOf } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { describeUserName, isNamed, type UserName } from './user-name.ts';

/**
 * Says whether a user takes new leads from a distribution. It moves nothing, and a lead can still be given to
 * them by name. Refuses agents, and users out of sight as unknown.
 */
export async function setAvailability(
  database: Database,
  asker: Reader,
  ask: { name: UserName; isAvailable: boolean },
): Promise<void> {
  refuseAgents(asker, 'Saying who takes new leads');
  const rows = await inOrg(database, asker.orgId, (tx) =>
    tx.read(sql`update org_user u set is_available = ${ask.isAvailable}
      where u.org_id = ${asker.orgId} and ${isNamed(ask.name)} and ${seesUser(asker, sql`u.user_id`)}
      returning u.user_id`),
  );
  if (rows.length === 0) throw notFound('user', describeUserName(ask.name), { sight: sightOf(asker) });
}
