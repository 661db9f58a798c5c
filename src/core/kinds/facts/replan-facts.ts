import type { Transaction } from '../../../database/transaction.ts';
import { freezeLeadFacts, type LeadRowAsk } from '../../facts/freeze-lead-facts.ts';
import type { UserFactsAsk } from '../../facts/freeze-user-facts.ts';
import { readKeptFacts } from '../../facts/run-user-facts-chunk.ts';
import type { NewRoles } from '../../law/role-move-rules.ts';
import type { Frozen } from '../../ledger/plan-rules.ts';
import { type Retrying, refuseReceiver } from '../../ledger/replanning.ts';
import { readRowsToRetry } from '../../ledger/retry-store.ts';
import { findUsers } from '../../users/user-store.ts';
import { freezeUserChanges } from './freeze-user-changes.ts';
import { newRolesOf } from './run-role-moves-chunk.ts';

/** Freezes the rows that failed or were not attempted, with what is known of their users now. */
export async function replanFacts(
  tx: Transaction,
  orgId: number,
  { retried, spec, requestId, to, options }: Retrying<'facts'>,
): Promise<Frozen> {
  refuseReceiver({ to, retried }, 'facts');
  if (spec.about === 'leads') {
    const leads = await listLeadsToRetry(tx, orgId, retried);
    return {
      kind: 'facts',
      spec,
      ...(await freezeLeadFacts(tx, orgId, { requestId, asker: options.requester, asks: leads })),
    };
  }
  const asks: UserFactsAsk[] = [];
  for await (const rows of readRowsToRetry(tx, orgId, { requestId: retried, part: 'user-facts' })) {
    asks.push(...rows.map(({ subject, input, key }) => ({ ...readKeptFacts(input, subject), key })));
  }
  const moving = await listMovedAlready(tx, orgId, newRolesOf(spec));
  const { onRoleChange = 'leave' } = spec;
  return freezeUserChanges(tx, orgId, { requestId, asker: options.requester, asks, onRoleChange, moving });
}

/** Users to whom the request gave their new role, though they may not have moved on every lead. */
async function listMovedAlready(tx: Transaction, orgId: number, roles: NewRoles): Promise<NewRoles> {
  const users = await findUsers(tx, orgId, { userIds: [...roles.keys()] });
  const moved = users.filter(
    ({ userId, agentRole, isActive }) => isActive && roles.get(userId) === agentRole,
  );
  return new Map(moved.map(({ userId, agentRole }) => [userId, agentRole]));
}

async function listLeadsToRetry(tx: Transaction, orgId: number, requestId: number): Promise<LeadRowAsk[]> {
  const asks: LeadRowAsk[] = [];
  for await (const rows of readRowsToRetry(tx, orgId, { requestId, part: 'lead-facts' })) {
    asks.push(
      ...rows.map(({ subject, input, key }) => ({ leadId: subject, facts: input?.facts ?? {}, key })),
    );
  }
  return asks;
}
