import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Asker } from '../access/access-rules.ts';
import { findUsersInReach } from '../access/find-users-in-reach.ts';
import { refuseUnknownRole } from '../users/agent-roles.ts';
import type { ReassignmentTerms, ReassignmentTermsAsk } from './reassignment-terms.ts';
import { fillIn, findAskProblem, findRemovalProblem } from './removal-rules.ts';

/**
 * The terms of a request with everybody whom they remove by their id. Refuses what contradicts itself, and where no row
 * can say so, terms for nobody that do not say who goes.
 */
export async function openTerms(
  tx: Transaction,
  orgId: number,
  asker: Asker,
  { asked, mayRowsSay }: { asked: ReassignmentTermsAsk; mayRowsSay: boolean },
): Promise<ReassignmentTerms> {
  refuse('agentRole', findAskProblem(asked, { what: 'the leads', receives: Boolean(asked.to) }));
  await refuseUnknownRole(tx, orgId, { role: asked.agentRole, field: 'agentRole' });
  const remove = asked.remove && (await findRemoved(tx, orgId, asker, asked.remove));
  const terms = { ...asked, others: asked.others ?? 'keep', remove };
  if (asked.to === null && !mayRowsSay)
    refuse('to', findRemovalProblem(fillIn({}, terms, true), 'the leads'));
  return terms;
}

function refuse(field: string, problem: string | undefined): void {
  if (problem !== undefined) throw new Refusal('invalid-input', { field, message: problem });
}

async function findRemoved(
  tx: Transaction,
  orgId: number,
  asker: Asker,
  remove: NonNullable<ReassignmentTermsAsk['remove']>,
): Promise<{ userId: number }[]> {
  const { users, reach } = await findUsersInReach(tx, orgId, asker, remove);
  return remove.map((each, place) => ({ userId: users.get(each, `remove[${place}]`, reach).userId }));
}

/** Whether the terms ask for a removal, whatever the rows say. */
export function removesUsers({ to, agentRole, remove }: ReassignmentTerms): boolean {
  return to === null || agentRole !== undefined || remove !== undefined;
}
