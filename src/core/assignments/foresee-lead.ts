import { Refusal } from '../../contract/refusal.ts';
import type { Reach } from '../access/access-rules.ts';
import type { LeadNow, StagedAsk } from '../leads/select-leads.ts';
import type { Outcome, RowDetail } from '../requests/request-rules.ts';
import type { UserDirectory } from '../users/user-reference.ts';
import type { AssignmentChange, DecideLead, OtherUsers } from './assignment-rules.ts';
import type { Caps } from './caps.ts';
import type { Choice } from './choose-receivers.ts';
import { refuseOutOfReach, refuseUnseenLead } from './reach-rules.ts';
import { takeRoom } from './take-room.ts';

/** What a row asks for besides its receiver, where that differs from the request's terms; its users are found. */
export interface RowInput {
  listed?: number[];
  others?: OtherUsers;
}

/** What every lead of a plan is judged by. */
export interface Foreseeing {
  users: UserDirectory;
  others: OtherUsers;
  decide: DecideLead;
  reach: Reach;
  /** Moves on with every row, as in the run. */
  caps: Caps;
}

/** One lead of a plan, frozen. */
export interface ForeseenRow {
  leadId: number;
  revision: number;
  receiverId: number;
  /** Of a row whose users were not all found: as it was asked. */
  input: RowInput | StagedAsk | null;
  outcome: Outcome;
  change: AssignmentChange | undefined;
  detail: RowDetail | undefined;
  why: Choice['why'];
  key: string | null;
}

/** Judges one lead as if its row ran now. A row that will fail is part of the plan, and says why. */
export function foreseeLead(lead: LeadNow, choice: Choice, by: Foreseeing): ForeseenRow {
  const row: ForeseenRow = {
    leadId: lead.leadId,
    revision: lead.revision ?? 0,
    receiverId: 0,
    input: null,
    outcome: 'failed',
    change: undefined,
    detail: undefined,
    why: choice.why,
    key: lead.key,
  };
  try {
    const { receiverId, input, change } = judge(lead, choice, by);
    const outcome = change.close.length + change.open.length > 0 ? 'changed' : 'unchanged';
    return Object.assign(row, { receiverId, input, outcome, change });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, field } = error;
    return Object.assign(row, {
      input: toUnread(lead.ask),
      why: choice.receiver ? undefined : choice.why,
      detail: { code, message, ...(field ? { field } : {}) },
    });
  }
}

function judge(lead: LeadNow, { receiver, refusal }: Choice, by: Foreseeing) {
  const { users, others, decide, reach } = by;
  const { ask, leadId, current } = lead;
  refuseUnseenLead(reach, { leadId, exists: lead.revision !== null, current });
  if (!receiver)
    throw (
      refusal ??
      new Refusal('no-room', { message: `Every receiver's book is full, so lead ${leadId} stays.` })
    );
  const primary = users.getActive(receiver, 'primary', reach);
  const listed = (ask.listed ?? []).map((each, place) => users.getActive(each, `listed[${place}]`, reach));
  const change = decide(current, { primary, listed, others: ask.others ?? others });
  refuseOutOfReach(reach, { leadId, current, change });
  takeRoom(by, { leadId, change });
  return { receiverId: primary.userId, input: toInput(listed, ask.others), change };
}

function toInput(listed: readonly { userId: number }[], others: OtherUsers | undefined): RowInput | null {
  if (listed.length === 0 && !others) return null;
  return {
    ...(listed.length > 0 ? { listed: listed.map((user) => user.userId) } : {}),
    ...(others ? { others } : {}),
  };
}

/** Kept so that a retry can read it again; null where it leaves everything to the request. */
function toUnread({ primary, listed, others }: StagedAsk): StagedAsk | null {
  if (!primary && !listed && !others) return null;
  return { ...(primary ? { primary } : {}), ...(listed ? { listed } : {}), ...(others ? { others } : {}) };
}
