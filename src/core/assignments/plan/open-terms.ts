import { Refusal } from '../../../contract/refusal.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Asker, Reach } from '../../access/access-rules.ts';
import { describeBoth, fillIn, findAskProblem, findRemovalProblem } from '../../law/removal-rules.ts';
import { findUsersInReach } from '../../reporting/find-users-in-reach.ts';
import { refuseUnknownRole } from '../../users/agent-roles.ts';
import { refuseDoubledUsers } from '../../users/doubled-users.ts';
import type { UserDirectory, UserReference } from '../../users/user-reference.ts';
import type { ReassignmentTerms, ReassignmentTermsAsk } from '../reassignment-terms.ts';

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
  const remove = asked.remove && (await findRemoved(tx, orgId, asker, asked));
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
  { to, remove = [] }: ReassignmentTermsAsk,
): Promise<{ userId: number }[]> {
  const receiving = listReceiving(to);
  const references = [...remove, ...receiving.map(({ user }) => user)];
  const { users, reach } = await findUsersInReach(tx, orgId, asker, references);
  refuseDoubledUsers(users, remove, { field: 'remove', reach });
  refuseBoth({ users, reach }, receiving, remove);
  return remove.map((each, place) => ({ userId: users.get(each, `remove[${place}]`, reach).userId }));
}

/** Everybody whom the terms name to receive, each with where. */
export function listReceiving(to: ReassignmentTermsAsk['to']): { user: UserReference; field: string }[] {
  if (!to) return [];
  if ('user' in to) return [{ user: to.user, field: 'to.user' }];
  const fieldOf = (place: number) => `to.distribution.receivers[${place}]`;
  return to.distribution.receivers.map(({ user }, place) => ({ user, field: fieldOf(place) }));
}

function refuseBoth(
  { users, reach }: { users: UserDirectory; reach: Reach },
  receiving: readonly { user: UserReference; field: string }[],
  remove: readonly UserReference[],
): void {
  const fields = new Map(receiving.map(({ user, field }) => [users.keyOf(user, reach), field]));
  for (const [place, reference] of remove.entries()) {
    const field = fields.get(users.keyOf(reference, reach));
    if (field === undefined) continue;
    const who = users.describeNamed(reference, reach);
    const message = describeBoth(who, field, `remove[${place}]`);
    throw new Refusal('invalid-input', { field: `remove[${place}]`, message });
  }
}

/** Whether the terms ask for a removal, whatever the rows say. */
export function removesUsers({ to, agentRole, remove }: ReassignmentTerms): boolean {
  return to === null || agentRole !== undefined || remove !== undefined;
}
