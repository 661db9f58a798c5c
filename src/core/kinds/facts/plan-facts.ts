import type { OnRoleChange } from '../../../contract/words/term-words.ts';
import type { Database } from '../../../database/database.ts';
import { refuseAgents, refuseUnlessAdministrator } from '../../access/access-rules.ts';
import { freezeLeadFacts } from '../../facts/freeze-lead-facts.ts';
import { readUserFacts, type UserFactsAsk, type UserFactsSaid } from '../../facts/freeze-user-facts.ts';
import { type LeadFactsAsk, readLeadFacts } from '../../facts/read-lead-facts.ts';
import type { Accepted } from '../../ledger/accept-plan.ts';
import { planRequest } from '../../ledger/plan-request.ts';
import type { PlanOptions } from '../../ledger/plan-rules.ts';
import { freezeUserChanges } from './freeze-user-changes.ts';

/** What becomes known of whom, or of which leads. */
export type FactsPlanAsk = { options: PlanOptions } & (
  | {
      users: readonly (Omit<UserFactsAsk, 'facts'> & { facts: UserFactsSaid })[];
      onRoleChange?: OnRoleChange | undefined;
    }
  | { leads: readonly { leadId: number; facts: LeadFactsAsk; key?: string | undefined }[] }
);

/**
 * Freezes changes of facts, of each user or lead from what to what. Users are changed by administrators, leads by managers,
 * too, where they see them.
 */
export async function planFacts(database: Database, orgId: number, ask: FactsPlanAsk): Promise<Accepted> {
  const { options } = ask;
  if ('leads' in ask) {
    refuseAgents(options.requester, 'Changing what is known of leads');
    const asks = ask.leads.map(({ facts, ...row }, place) => ({
      ...row,
      facts: readLeadFacts(facts, (fact) => `leads[${place}].facts.${fact}`),
    }));
    return planRequest(database, orgId, options, async (tx, requestId) => ({
      kind: 'facts',
      spec: { about: 'leads' },
      ...(await freezeLeadFacts(tx, orgId, { requestId, asker: options.requester, asks })),
    }));
  }
  refuseUnlessAdministrator(options.requester, 'Changing what is known of people');
  const asks = ask.users.map((row, place) => ({
    ...row,
    facts: readUserFacts(row.facts, (fact) => `users[${place}].facts.${fact}`),
  }));
  const { onRoleChange = 'leave' } = ask;
  return planRequest(database, orgId, options, async (tx, requestId) =>
    freezeUserChanges(tx, orgId, { requestId, asker: options.requester, asks, onRoleChange }),
  );
}
