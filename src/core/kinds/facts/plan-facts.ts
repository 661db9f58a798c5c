import type { Database } from '../../../database/database.ts';
import { refuseUnlessAdministrator } from '../../access/access-rules.ts';
import { freezeUserFacts, readUserFacts, type UserFactsAsk } from '../../facts/freeze-user-facts.ts';
import type { Accepted } from '../../ledger/accept-plan.ts';
import { planRequest } from '../../ledger/plan-request.ts';
import type { PlanOptions } from '../../ledger/plan-rules.ts';

/** What becomes known of whom. */
export interface FactsPlanAsk {
  users: readonly UserFactsAsk[];
  options: PlanOptions;
}

/** Freezes changes of facts: of each user from what to what. For administrators. */
export async function planFacts(
  database: Database,
  orgId: number,
  { users, options }: FactsPlanAsk,
): Promise<Accepted> {
  refuseUnlessAdministrator(options.requester, 'Changing what is known of people');
  const asks = users.map((ask, place) => ({
    ...ask,
    facts: readUserFacts(ask.facts, (fact) => `users[${place}].facts.${fact}`),
  }));
  return planRequest(database, orgId, options, async (tx, requestId) => ({
    kind: 'facts',
    spec: {},
    ...(await freezeUserFacts(tx, orgId, { requestId, asks })),
  }));
}
