// What is there in the end, by SQL, held against what callers were told.

import type { Database } from '../../src/database/database.ts';
import { readInOrg } from '../../src/database/transaction.ts';
import { findLostReassignments, findUnfinishedRequests } from '../support/acknowledged-changes.ts';
import type { Load } from '../support/load.ts';
import { findBreaches } from '../support/ownership-law.ts';
import { until } from '../support/until.ts';
import type { BulkLoad } from './clients.ts';

export interface Verdict {
  kills: Record<string, number>;
  /** Changes that callers were told of: reassignments, changes of managers, requests of many rows and undos. */
  acknowledged: { singles: number; managers: number; bulks: number };
  /** Calls that broke without an answer. */
  broken: number;
  /** Everything that is not as it ought to be. */
  faults: string[];
}

interface Judged {
  orgId: number;
  kills: ReadonlyMap<string, number>;
  load: Load;
  bulks: BulkLoad;
}

export async function judge(database: Database, { orgId, kills, load, bulks }: Judged): Promise<Verdict> {
  const read = (text: string, ...values: unknown[]) =>
    readInOrg(database, orgId, (tx) => tx.read<{ fault: string }>({ text, values: [orgId, ...values] }));
  await until('every request has ended', async () => (await read(notEnded)).length === 0, {
    patienceMs: 120_000,
  });
  const ids = bulks.accepted.map((bulk) => bulk.requestId);
  const keys = bulks.accepted.map((bulk) => bulk.key);
  const found = [await read(notThere, ids, keys), await read(madeTwice), await read(revisionsThatLie)].flat();
  return {
    kills: Object.fromEntries(kills),
    acknowledged: { singles: load.acknowledged.length, managers: load.accepted.length, bulks: ids.length },
    broken: load.broken,
    faults: [
      ...bulks.wrong,
      ...found.map(({ fault }) => fault),
      ...(await findLostReassignments(database, orgId, load.acknowledged)),
      ...(await findUnfinishedRequests(database, orgId, load.accepted)),
      ...(await findBreaches(database, orgId)),
    ],
  };
}

const notEnded = `select format('request %s is %s', request_id, state) as fault from request
  where org_id = $1 and state <> 'planned' and finished_at is null`;

/** A request is known by its id and by the key that came with it. */
const notThere = `select format('request %s was accepted and is not there', k.id) as fault
  from unnest($2::bigint[], $3::text[]) k (id, key)
  where not exists (select from keyed_call where org_id = $1 and request_id = k.id and key = k.key)`;

/** Each of these came with a key, which names one request: another one was made twice. */
const madeTwice = `select format('request %s was made by a call that had made another', r.request_id) as fault from request r
  where r.org_id = $1 and r.origin = 'api' and not exists (
    select from keyed_call k where k.org_id = r.org_id and k.request_id = r.request_id)`;

/** Every request that changed a lead made one revision of it, and nothing else did. */
const revisionsThatLie = `with touch as (
    select lead_id, from_request as request_id from assignment where org_id = $1
    union select lead_id, until_request from assignment where org_id = $1 and until_request is not null
  ), touched as (
    select lead_id, count(*) as times from touch group by lead_id
  )
  select format('lead %s changed %s times and is at revision %s', lead_id, times, revision) as fault
  from lead left join touched using (lead_id)
  where org_id = $1 and revision <> coalesce(times, 0)`;
