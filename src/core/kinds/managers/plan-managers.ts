import { Refusal } from '../../../contract/refusal.ts';
import { mostRows } from '../../../contract/words/limits.ts';
import type { Database } from '../../../database/database.ts';
import { refuseUnlessAdministrator } from '../../access/access-rules.ts';
import type { Accepted } from '../../ledger/accept-plan.ts';
import { planRequest } from '../../ledger/plan-request.ts';
import type { PlanOptions } from '../../ledger/plan-rules.ts';
import { freezeManagers, type ManagerRowAsk } from '../../reporting/freeze-managers.ts';

/**
 * Freezes a change of managers: whom each row names, the line each user has now, and what the final tree
 * makes of it. A line that changes before the plan runs has drifted.
 */
export async function planManagers(
  database: Database,
  orgId: number,
  { rows, options }: { rows: AsyncIterable<ManagerRowAsk[]>; options: PlanOptions },
): Promise<Accepted> {
  refuseUnlessAdministrator(options.requester, 'Changing managers');
  refuseStop(options);
  const asks = await gather(rows);
  return planRequest(database, orgId, options, async (tx, requestId) => ({
    kind: 'managers',
    spec: {},
    ...(await freezeManagers(tx, orgId, { requestId, asks })),
  }));
}

function refuseStop({ onFailure, onDrift }: PlanOptions): void {
  if (onFailure !== 'stop' && onDrift !== 'stop') return;
  throw new Refusal('invalid-input', {
    field: onFailure === 'stop' ? 'onFailure' : 'onDrift',
    message:
      'Managers are judged as one tree, so a request cannot stop midway: choose continue or all-or-nothing.',
  });
}

async function gather(pages: AsyncIterable<ManagerRowAsk[]>): Promise<ManagerRowAsk[]> {
  const asks: ManagerRowAsk[] = [];
  for await (const page of pages) {
    asks.push(...page);
    if (asks.length > mostRows) {
      throw new Refusal('invalid-input', {
        message: `A manager request takes at most ${mostRows.toLocaleString('en')} rows, for its tree is judged as a whole.`,
      });
    }
  }
  return asks;
}
