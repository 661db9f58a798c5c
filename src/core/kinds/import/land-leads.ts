import { foldEmail } from '../../../contract/rules/email-rules.ts';
import { tellMissing } from '../../../contract/rules/sight-rules.ts';
import { readMoment } from '../../../database/moment.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { type LeadChange, saveChanges } from '../../assignments/assignment-store.ts';
import type { ValueProblem } from '../../csv/row-reader.ts';
import { findLargestLeadId, insertLeads, type NewLead, takeNumberTurn } from '../../leads/insert-leads.ts';
import { tellInactive } from '../../users/user-reference.ts';
import { lockUsers, type UserForChange } from '../../users/user-store.ts';
import type { LeadEntry } from './import-lead-rules.ts';
import type { ImportTarget, Landing, Numbered } from './land-rows.ts';

/** A lead to be written, and who is to stand on it. */
type Candidate = { lead: NewLead; primary: UserForChange | undefined } | { problem: ValueProblem };

/** Inserts the leads of a batch that collide with no other; the first in the file with an id has it. */
export async function landLeads(
  tx: Transaction,
  { orgId, requestId }: ImportTarget,
  entries: readonly Numbered<LeadEntry>[],
): Promise<Landing[]> {
  const emailKeys = [
    ...new Set(
      entries.flatMap(({ entry }) => (entry.primaryEmail === null ? [] : foldEmail(entry.primaryEmail))),
    ),
  ];
  takeNumberTurn(tx, orgId);
  const [users, largest, at] = await Promise.all([
    lockUsers(tx, orgId, { emailKeys }),
    findLargestLeadId(tx, orgId),
    readMoment(tx),
  ]);
  const candidates = judgeEntries(entries, users, largest);
  const fitting = candidates.filter((each) => 'lead' in each);
  const existing = await insertLeads(
    tx,
    orgId,
    fitting.map(({ lead }) => lead),
  );
  const changes = fitting.flatMap(({ lead, primary }): LeadChange[] => {
    if (!primary || existing.has(lead.leadId)) return [];
    const { userId, agentRole: role } = primary;
    const open = [{ userId, role, standing: 'primary' as const, roleSince: null }];
    return [{ leadId: lead.leadId, requestId, close: [], open }];
  });
  saveChanges(tx, orgId, at, changes);
  return candidates.map((each) => toLanding(each, existing));
}

/** Leads without an id get the next free ones, above every id there is and every id that the batch asks for. */
function judgeEntries(
  entries: readonly Numbered<LeadEntry>[],
  users: readonly UserForChange[],
  largest: number,
): Candidate[] {
  const byEmail = new Map(users.map((user) => [user.emailKey, user]));
  const lineOf = new Map<number, number>();
  let last = entries.reduce((most, { entry }) => Math.max(most, entry.leadId ?? 0), largest);
  return entries.map(({ line, entry }): Candidate => {
    const primary = entry.primaryEmail === null ? undefined : byEmail.get(foldEmail(entry.primaryEmail));
    const problem = describePrimary(entry, primary) ?? describeRepeated(entry, lineOf);
    if (problem) return { problem };
    if (entry.leadId === null && last >= Number.MAX_SAFE_INTEGER) return { problem: noFreeId };
    if (entry.leadId === null) last += 1;
    else lineOf.set(entry.leadId, line);
    return { lead: { ...entry, leadId: entry.leadId ?? last, revision: primary ? 1 : 0 }, primary };
  });
}

function describePrimary(
  { primaryEmail }: LeadEntry,
  primary: UserForChange | undefined,
): ValueProblem | undefined {
  if (primaryEmail === null || primary?.isActive) return undefined;
  return primary
    ? {
        code: 'user-inactive',
        column: 'primary_email',
        reason: `User ${primaryEmail} ${tellInactive(primary)}.`,
      }
    : {
        code: 'user-not-found',
        column: 'primary_email',
        reason: tellMissing('user', primaryEmail, 'everything'),
      };
}

function describeRepeated(
  { leadId }: LeadEntry,
  lineOf: ReadonlyMap<number, number>,
): ValueProblem | undefined {
  const line = leadId === null ? undefined : lineOf.get(leadId);
  return line === undefined
    ? undefined
    : { code: 'already-exists', column: 'lead_id', reason: `\`lead_id\` ${leadId} is on line ${line} too.` };
}

function toLanding(candidate: Candidate, existing: ReadonlySet<number>): Landing {
  if ('problem' in candidate) return candidate;
  const { leadId } = candidate.lead;
  if (!existing.has(leadId)) return { subject: leadId };
  const reason = `Lead ${leadId} exists already.`;
  return { problem: { code: 'already-exists', column: 'lead_id', reason } };
}

const noFreeId: ValueProblem = {
  code: 'invalid-input',
  column: 'lead_id',
  reason: 'There is no free `lead_id` above the largest one; give the row one.',
};
