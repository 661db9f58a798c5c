import type { RequestBody } from '../../contract/v1/kinds/kinds.ts';
import { planAccount } from '../../core/kinds/account/plan-account.ts';
import { planFacts } from '../../core/kinds/facts/plan-facts.ts';
import { planManagers } from '../../core/kinds/managers/plan-managers.ts';
import { planOffboarding } from '../../core/kinds/offboard/plan-offboarding.ts';
import { planReassignment } from '../../core/kinds/reassign/plan-reassignment.ts';
import { planRecord } from '../../core/kinds/record/plan-record.ts';
import type { Accepted } from '../../core/ledger/accept-plan.ts';
import type { PlanOptions } from '../../core/ledger/plan-rules.ts';
import type { Database } from '../../database/database.ts';
import { readAccountPlan } from './read-account-plan.ts';
import { readFactsPlan } from './read-facts-plan.ts';
import { readOffboardPlan } from './read-offboard-plan.ts';
import { readReassignPlan } from './read-reassign-plan.ts';
import { readRecordPlan } from './read-record-plan.ts';

/** Plans what a JSON body asks for. A kind that is missing here does not compile. */
export async function planBody(
  bulk: Database,
  orgId: number,
  body: RequestBody,
  options: PlanOptions,
): Promise<Accepted> {
  switch (body.kind) {
    case 'reassign':
      return planReassignment(bulk, orgId, { ...readReassignPlan(body), options });
    case 'managers':
      return planManagers(bulk, orgId, { rows: pagesOf(body.rows), options });
    case 'offboard':
      return planOffboarding(bulk, orgId, { ...readOffboardPlan(body), options });
    case 'facts':
      return planFacts(bulk, orgId, { ...readFactsPlan(body), options });
    case 'record':
      return planRecord(bulk, orgId, readRecordPlan(body, options));
    case 'account':
      return planAccount(bulk, orgId, readAccountPlan(body, options));
  }
}

async function* pagesOf<Row>(rows: Row[]): AsyncGenerator<Row[]> {
  yield rows;
}
