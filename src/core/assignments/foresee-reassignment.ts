import { Refusal } from '../../contract/refusal.ts';
import type { LeadNow } from '../leads/select-leads.ts';
import type { Outcome, RowDetail } from '../requests/request-rules.ts';
import type { UserDirectory } from '../users/user-reference.ts';
import { type AssignmentChange, decideReassignment, type OtherUsers } from './assignment-rules.ts';
import type { Choice } from './choose-receivers.ts';

/** What a row asks for besides its receiver, where that differs from the request's terms. */
export interface RowInput {
  listed?: number[];
  others?: OtherUsers;
}

/** One lead of a plan, frozen. */
export interface ForeseenRow {
  leadId: number;
  revision: number;
  receiverId: number;
  input: RowInput | null;
  outcome: Outcome;
  change: AssignmentChange | undefined;
  detail: RowDetail | undefined;
  why: Choice['why'];
  key: string | null;
}

/** Judges one lead as if its row ran now. A row that will fail is part of the plan, and says why. */
export function foreseeReassignment(
  lead: LeadNow,
  choice: Choice,
  { users, others }: { users: UserDirectory; others: OtherUsers },
): ForeseenRow {
  const row = { leadId: lead.leadId, revision: lead.revision ?? 0, key: lead.key, why: choice.why };
  try {
    const { receiverId, input, change } = decide(lead, choice, users, others);
    const outcome = change.close.length + change.open.length > 0 ? 'changed' : 'unchanged';
    return { ...row, receiverId, input, outcome, change, detail: undefined };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const detail = {
      code: error.code,
      message: error.message,
      ...(error.field ? { field: error.field } : {}),
    };
    return { ...row, receiverId: 0, input: null, outcome: 'failed', change: undefined, detail };
  }
}

function decide(lead: LeadNow, { receiver }: Choice, users: UserDirectory, others: OtherUsers) {
  const { ask, leadId, current } = lead;
  if (lead.revision === null) {
    throw new Refusal('lead-not-found', { message: `There is no lead ${leadId} in this organisation.` });
  }
  if (!receiver)
    throw new Refusal('no-room', { message: `Every receiver's book is full, so lead ${leadId} stays.` });
  const primary = users.getActive(receiver, 'primary');
  const listed = (ask.listed ?? []).map((each, place) => users.getActive(each, `listed[${place}]`));
  const change = decideReassignment(current, { primary, listed, others: ask.others ?? others });
  return { receiverId: primary.userId, input: toInput(listed, ask.others), change };
}

function toInput(listed: readonly { userId: number }[], others: OtherUsers | undefined): RowInput | null {
  if (listed.length === 0 && !others) return null;
  return {
    ...(listed.length > 0 ? { listed: listed.map((user) => user.userId) } : {}),
    ...(others ? { others } : {}),
  };
}
