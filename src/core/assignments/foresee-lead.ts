import { orRefusal, Refusal } from '../../contract/refusal.ts';
import type { LeadNow, StagedAsk } from '../leads/select-leads.ts';
import { failBy, type Outcome, outcomeOf, type RowDetail } from '../requests/request-rules.ts';
import type { AssignmentChange, OtherUsers } from './assignment-rules.ts';
import type { Choice } from './choose-receivers.ts';
import { type JudgedLead, type Judging, judgeLead } from './judge-lead.ts';

/** What a row asks for besides its receiver, where that differs from the request's terms; its users are found. */
export interface RowInput {
  listed?: number[];
  others?: OtherUsers;
}

/** What every lead of a plan is judged by. */
export interface Foreseeing extends Judging {
  others: OtherUsers;
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
  book: number | undefined;
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
    book: choice.book,
    key: lead.key,
  };
  const judged = orRefusal(() => judge(lead, choice, by));
  if (judged instanceof Refusal) {
    const why = choice.receiver ? undefined : choice.why;
    return Object.assign(row, failBy(judged), { input: toUnread(lead.ask), why });
  }
  const { change, primaryId: receiverId, listedIds } = judged;
  const input = toInput(listedIds, lead.ask.others);
  return Object.assign(row, { receiverId, input, outcome: outcomeOf(change), change });
}

function judge(
  { leadId, revision, current, ask }: LeadNow,
  { receiver, refusal }: Choice,
  { others, ...by }: Foreseeing,
): JudgedLead {
  return judgeLead(by, {
    leadId,
    exists: revision !== null,
    current,
    primary: receiver ?? refusal ?? refuseForRoom(leadId),
    listed: ask.listed ?? [],
    others: ask.others ?? others,
  });
}

function refuseForRoom(leadId: number): Refusal {
  return new Refusal('no-room', { message: `Every receiver's book is full, so lead ${leadId} stays.` });
}

function toInput(listed: readonly number[], others: OtherUsers | undefined): RowInput | null {
  if (listed.length === 0 && !others) return null;
  return { ...(listed.length > 0 ? { listed: [...listed] } : {}), ...(others ? { others } : {}) };
}

/** Kept so that a retry can read it again; null where it leaves everything to the request. */
function toUnread({ primary, listed, others }: StagedAsk): StagedAsk | null {
  if (!primary && !listed && !others) return null;
  return { ...(primary ? { primary } : {}), ...(listed ? { listed } : {}), ...(others ? { others } : {}) };
}
