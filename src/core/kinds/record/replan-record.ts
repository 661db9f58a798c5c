import type { Transaction } from '../../../database/transaction.ts';
import type { Frozen } from '../../ledger/plan-rules.ts';
import { type Retrying, refuseReceiver } from '../../ledger/replanning.ts';
import { readRowsToRetry } from '../../ledger/retry-store.ts';
import { freezeNewLeads } from '../../records/freeze-new-leads.ts';
import { freezeRecords } from '../../records/freeze-records.ts';
import { type KeptLead, readKeptLead } from '../../records/new-lead-ask.ts';

/** Freezes the leads that failed or were not attempted, as they are now. */
export async function replanRecord(
  tx: Transaction,
  orgId: number,
  { retried, spec, requestId, to, options: { requester: asker } }: Retrying<'record'>,
): Promise<Frozen> {
  refuseReceiver({ to, retried }, 'leads that are made, archived or brought back');
  const { isArchived } = spec;
  const leads: (KeptLead & { key?: string | undefined })[] = [];
  const leadIds: number[] = [];
  for await (const rows of readRowsToRetry(tx, orgId, { requestId: retried, part: 'record' })) {
    leads.push(...rows.map(({ input, key }) => ({ ...readKeptLead(input), key })));
    leadIds.push(...rows.map(({ subject }) => subject));
  }
  const frozen =
    isArchived === undefined
      ? await freezeNewLeads(tx, orgId, { requestId, asker, leads })
      : await freezeRecords(tx, orgId, { requestId, asker, leadIds, isArchived });
  return { kind: 'record', spec, ...frozen };
}
