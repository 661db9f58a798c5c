import { foldEmail } from '../../contract/rules/email-rules.ts';
import type { Transaction } from '../../database/transaction.ts';
import { findLeads } from '../leads/lead-store.ts';
import { namesOf, type UserDirectory, type UserReference } from '../users/user-reference.ts';
import { findUsers, type UserForChange } from '../users/user-store.ts';

/** What is there and was not locked, because somebody else holds it; or it came just now, which is looked at again. */
export interface Held {
  leads: ReadonlySet<number>;
  users: readonly UserForChange[];
}

/** Asks nothing where everything that is named was locked. */
export async function findHeld(
  tx: Transaction,
  orgId: number,
  named: {
    leadIds: readonly number[];
    revisions: ReadonlyMap<number, number>;
    references: readonly UserReference[];
    locked: UserDirectory;
  },
): Promise<Held> {
  const leadIds = named.leadIds.filter((leadId) => !named.revisions.has(leadId));
  const references = named.locked.without(named.references);
  const [leads, people] = await Promise.all([
    findLeads(tx, orgId, leadIds),
    references.length === 0 ? [] : findUsers(tx, orgId, namesOf(references)),
  ]);
  return { leads, users: people.filter(({ userId }) => !named.locked.find(userId)) };
}

/** Whether a change of this lead that names these people would need what somebody else holds. */
export function needsHeld(
  { leads, users }: Held,
  { leadId, references }: { leadId: number; references: readonly UserReference[] },
): boolean {
  if (leads.has(leadId)) return true;
  return users.some((user) =>
    references.some(
      ({ userId, email }) =>
        userId === user.userId || (email !== undefined && foldEmail(email) === user.emailKey),
    ),
  );
}
