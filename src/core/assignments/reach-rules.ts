// A manager reassigns a lead where every role that changes is their team's: its primary, before and after, is in
// the team. A role that had no primary is free. A lead on which nobody of the team stands they do not see, so an
// unassigned lead is for administrators to give out.

import { Refusal } from '../../contract/refusal.ts';
import { notFound } from '../../contract/rules/not-found.ts';
import { isWithin, type Reach, sightOfReach } from '../access/access-rules.ts';
import type { Assignment, AssignmentChange } from '../law/assignment-rules.ts';

/** A lead, and who stands on it. */
interface LeadInQuestion {
  leadId: number;
  exists: boolean;
  isArchived?: boolean | undefined;
  current: readonly Assignment[];
}

/** Refuses a lead that is not there, and in the same words one that is out of sight; and one that is archived. */
export function refuseUnseenLead(
  reach: Reach,
  {
    leadId,
    exists,
    isArchived,
    current,
  }: Omit<LeadInQuestion, 'current'> & { current: readonly { userId: number }[] },
): void {
  const isSeen = reach === 'everyone' || current.some((row) => reach.has(row.userId));
  if (!exists || !isSeen) throw notFound('lead', leadId, { sight: sightOfReach(reach), field: 'leadId' });
  if (!isArchived) return;
  const message = `Lead ${leadId} is archived. Bring it back first, by a request of kind record or \`baton leads restore ${leadId}\`.`;
  throw new Refusal('lead-archived', { field: 'leadId', message });
}

/** Refuses a change that takes a role from a primary who is out of reach, or makes such a user primary. */
export function refuseOutOfReach(
  reach: Reach,
  { leadId, current, change }: Omit<LeadInQuestion, 'exists'> & { change: AssignmentChange },
): void {
  if (reach === 'everyone') return;
  const roles = new Set([...change.close, ...change.open].map((row) => row.role));
  const primaries = current.filter((row) => row.standing === 'primary' && roles.has(row.role));
  const before = primaries.find((row) => !isWithin(reach, row.userId));
  if (before) deny(`Lead ${leadId}'s primary, user ${before.userId}, is outside your team.`);
  const after = change.open.find((row) => row.standing === 'primary' && !isWithin(reach, row.userId));
  if (after) deny(`User ${after.userId} would become primary on lead ${leadId} and is outside your team.`);
}

function deny(message: string): never {
  throw new Refusal('access-denied', { field: 'leadId', message });
}
