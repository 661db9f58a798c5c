import { Refusal } from '../../contract/refusal.ts';
import { refuseDoubled } from '../../contract/rules/doubled-rules.ts';
import { letOthers } from '../../database/take-turns.ts';
import type { Transaction } from '../../database/transaction.ts';
import { refuseDoubledKeys } from '../facts/judge-external-keys.ts';
import { foreseeRows } from '../ledger/foresee-rows.ts';
import type { FrozenRows } from '../ledger/plan-rules.ts';
import { insertPlannedChunk, keysOf } from '../ledger/plan-store.ts';
import {
  collectDetails,
  encodeOutcomes,
  failBy,
  type Requester,
  type RowResult,
} from '../ledger/request-rules.ts';
import { findUsersInReach } from '../reporting/find-users-in-reach.ts';
import { refuseDoubledUsers } from '../users/doubled-users.ts';
import { findUsers } from '../users/user-store.ts';
import { judgeNewLeads } from './judge-new-leads.ts';
import { type KeptLead, toInput } from './new-lead-ask.ts';

const rowsAChunk = 4_000;

interface NewLeads {
  requestId: number;
  asker: Requester;
  leads: readonly (KeptLead & { key?: string | undefined })[];
  /** What a member of a row is called in the body. */
  at?: (place: number, member: string) => string;
}

/** Freezes leads that are to be. What is their id is known once they are made, unless they ask for one. */
export async function freezeNewLeads(
  tx: Transaction,
  orgId: number,
  { requestId, asker, leads, at = (place, member) => `newLeads[${place}].${member}` }: NewLeads,
): Promise<FrozenRows> {
  refuseDoubledIds(leads, at);
  refuseDoubledKeys(
    leads.map(({ facts }) => facts),
    at,
  );
  await refuseListedTwice(tx, orgId, { asker, leads, at });
  const results: RowResult[] = [];
  for (let start = 0; start < leads.length; start += rowsAChunk) {
    const rows = leads.slice(start, start + rowsAChunk);
    const judged = await judgeNewLeads(tx, orgId, {
      asks: rows.map((lead) => ({ lead, asker })),
      loadUsers: findUsers,
    });
    const foreseen = judged.map(
      (each): RowResult => (each instanceof Refusal ? failBy(each) : { outcome: 'changed' }),
    );
    insertPlannedChunk(tx, orgId, requestId, {
      ...{ chunkNo: start / rowsAChunk + 1, part: 'record', revisions: null, receivers: null, whys: null },
      subjects: rows.map(() => 0),
      inputs: rows.map(toInput),
      planned: encodeOutcomes(foreseen),
      keys: keysOf(rows),
      details: collectDetails(foreseen),
    });
    results.push(...foreseen);
    await letOthers();
  }
  return foreseeRows(results, 'leads');
}

function refuseDoubledIds(leads: readonly KeptLead[], at: NonNullable<NewLeads['at']>): void {
  const ids = leads.flatMap(({ leadId }, place) => (leadId === null ? [] : [{ leadId, place }]));
  refuseDoubled(
    ids.map(({ leadId }) => leadId),
    {
      at: (place) => at(ids[place]?.place ?? 0, 'leadId'),
      nameOf: (place) => `Lead ${ids[place]?.leadId}`,
    },
  );
}

async function refuseListedTwice(
  tx: Transaction,
  orgId: number,
  { asker, leads, at }: Pick<NewLeads, 'asker' | 'leads'> & { at: NonNullable<NewLeads['at']> },
): Promise<void> {
  const several = leads.flatMap(({ listed }) => (listed.length > 1 ? listed : []));
  if (several.length === 0) return;
  const { users, reach } = await findUsersInReach(tx, orgId, asker, several);
  for (const [place, { listed }] of leads.entries()) {
    if (listed.length > 1) refuseDoubledUsers(users, listed, { field: at(place, 'listed'), reach });
  }
}
