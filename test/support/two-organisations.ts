// Two organisations side by side, whose ids nowhere meet, and the ids of what is in neither.

import { setCallLimit } from '../../src/core/organisations/set-call-limit.ts';
import type { Database } from '../../src/database/database.ts';
import { inOrg, readInOrg } from '../../src/database/transaction.ts';
import { anOrganisation } from './an-organisation.ts';
import type { Ids } from './operations.ts';

/** In everything of the other organisation that has a text, and nowhere else. */
export const marker = 'Zanzibar';

export interface TwoOrganisations {
  own: Ids;
  headers: Record<string, string>;
  others: Ids;
  othersHeaders: Record<string, string>;
  /** Ids of the same length as the others', of nothing at all. */
  nobodys: Ids;
}

export async function twoOrganisations(database: Database): Promise<TwoOrganisations> {
  const mine = await anOrganisation(database, {
    orgId: 71,
    users: {
      ada: { accessRole: 'administrator', reports: ['ben'] },
      ben: {},
      cy: { agentRole: 'Processor' },
    },
    leads: { 1001: ['ben', 'cy'] },
  });
  // Nobody, so that the users of the other organisation have ids that this one does not have.
  const fillers = Object.fromEntries(Array.from({ length: 20 }, (_, place) => [`filler${place}`, {}]));
  const theirs = await anOrganisation(database, {
    orgId: 84,
    users: { ...fillers, zoe: { accessRole: 'administrator', reports: ['zed'] }, zed: {}, zac: {} },
    leads: { 7001: ['zed', 'zac'], 7003: ['zoe'] },
  });
  await markOthers(database);
  for (const orgId of [71, 84]) await setCallLimit(database, orgId, 1_000_000);
  const zed = theirs.user('zed');
  return {
    own: idsOf(mine, mine.user('ben'), 1001),
    headers: await mine.signIn('ada'),
    others: { ...idsOf(theirs, zed, 7001), email: zed.email.replace('zed', `zed.${marker.toLowerCase()}`) },
    othersHeaders: await theirs.signIn('zac'),
    nobodys: {
      orgId: 85,
      leadId: 7002,
      userId: zed.userId + 100,
      guid: `${zed.guid.slice(0, -12)}000000000000`,
      email: `zeb.${marker.toLowerCase()}@org84.example`,
      requestId: theirs.requestId + 1_000_000,
    },
  };
}

function idsOf(
  { orgId, requestId }: { orgId: number; requestId: number },
  { userId, guid, email }: { userId: number; guid: string; email: string },
  leadId: number,
): Ids {
  return { orgId, requestId, leadId, userId, guid, email };
}

async function markOthers(database: Database): Promise<void> {
  await inOrg(database, 84, async (tx) => {
    const write = (text: string) => tx.write({ text, values: [84, marker] });
    write('update org set name = $2 where org_id = $1');
    write(`update org_user set first_name = first_name || $2, last_name = $2 where org_id = $1`);
    write(`update org_user set email = replace(email, 'zed@', 'zed.' || lower($2) || '@') where org_id = $1`);
    write(`update lead set name = $2, status = $2, source = $2, state = $2,
      attributes = jsonb_build_object($2::text, $2::text) where org_id = $1`);
  });
}

/** One text that changes with anything in the tables of an organisation. */
export async function fingerprint(database: Database, orgId: number): Promise<string> {
  const tables = [
    'org',
    'org_user',
    'access_key',
    'lead',
    'request',
    'request_chunk',
    'assignment',
    'reporting_line',
  ];
  const prints = await readInOrg(database, orgId, (tx) =>
    Promise.all(
      tables.map((table) =>
        tx.read<{ print: string }>({
          text: `select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) || count(*) as print
            from ${table} t where org_id = $1`,
          values: [orgId],
        }),
      ),
    ),
  );
  return prints.map(([row], place) => `${tables[place]} ${row?.print}`).join('\n');
}
