import sql from 'sql-template-tag';
import type { Database } from '../../database/database.ts';
import { readWhole } from '../../database/read-whole.ts';
import { readInOrg } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { heldAt } from '../moments/held-at.ts';
import { readOptionalMoment } from '../moments/read-moment.ts';
import { refuseFuture } from '../moments/refuse-future.ts';
import { type Person, personOf } from '../users/person.ts';
import { rowsAFetch } from './rows-a-fetch.ts';

/** A user reported to a manager, or still does. */
export interface ExportedLine {
  user: Person;
  manager: Person;
  fromAt: string;
  fromRequestId: number;
  untilAt: string | null;
  untilRequestId: number | null;
}

export interface LinesAsk {
  asOf?: string | undefined;
  /** Those that ended, too. */
  past?: boolean | undefined;
}

/** Gives the reporting lines of all users in sight, by their ids and the oldest first, while one transaction sees them. */
export async function exportLines(
  database: Database,
  reader: Reader,
  ask: LinesAsk,
  take: (pages: AsyncGenerator<ExportedLine[], void>) => Promise<void>,
): Promise<void> {
  const asOf = readOptionalMoment(ask.asOf, 'asOf');
  const { orgId } = reader;
  const isHeld = ask.past && asOf === undefined ? sql`true` : heldAt('l', asOf);
  await readInOrg(database, orgId, async (tx) => {
    await refuseFuture(tx, asOf);
    const lines = sql`select ${personOf('u', asOf)} as user, ${personOf('m', asOf)} as manager,
        l.from_at as "fromAt", l.from_request as "fromRequestId", l.until_at as "untilAt", l.until_request as "untilRequestId"
      from reporting_line l join org_user u on u.org_id = l.org_id and u.user_id = l.user_id
        join org_user m on m.org_id = l.org_id and m.user_id = l.manager_id
      where l.org_id = ${orgId} and ${isHeld} and ${seesUser(reader, sql`l.user_id`)}
      order by l.user_id, l.from_at, l.from_request`;
    await take(await readWhole<ExportedLine>(tx, lines, rowsAFetch));
  });
}
