import { orRefusal, Refusal } from '../../../contract/refusal.ts';
import type { RowInput } from '../../../contract/v1/kinds/kept-rows.ts';
import type { OtherUsers } from '../../../contract/words/term-words.ts';
import { type AssignmentChange, empties } from '../../law/assignment-rules.ts';
import { fillIn, nobodyReceives, type RemovalAsk } from '../../law/removal-rules.ts';
import type { Unwritten } from '../../ledger/read-spec.ts';
import { failBy, type Outcome, outcomeOf, type RowDetail } from '../../ledger/request-rules.ts';
import type { UserReference } from '../../users/user-reference.ts';
import type { Choice } from '../choice.ts';
import { type JudgedLead, type Judging, judgeLead } from '../judge-lead.ts';
import type { StagedAsk } from '../row-input.ts';
import { refuseForRoom } from '../take-room.ts';
import type { LeadNow } from './select-leads.ts';

/** What every lead of a plan is judged by. */
export interface Foreseeing extends Judging {
  terms: RemovalAsk<UserReference> & { others: OtherUsers };
}

/** One lead of a plan, frozen. */
export interface ForeseenRow {
  leadId: number;
  revision: number;
  receiverId: number;
  /** Of a row whose users were not all found: as it was asked. */
  input: Unwritten<RowInput> | null;
  outcome: Outcome;
  change: AssignmentChange | undefined;
  /** Somebody stood on the lead, and nobody will. */
  isEmptied: boolean;
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
    isEmptied: false,
    detail: undefined,
    why: choice.why,
    book: choice.book,
    key: lead.key,
  };
  const judged = orRefusal(() => judge(lead, choice, by));
  if (judged instanceof Refusal) {
    const frozen = freezeRefused(choice, judged);
    return Object.assign(row, failBy(judged), { input: toUnread(lead.ask), ...frozen });
  }
  const { change, primaryId, listedIds, removedIds, heirs } = judged;
  const receiverId = primaryId ?? nobodyReceives;
  const input = toInput(lead.ask, { listed: listedIds, remove: removedIds, heirs });
  const isEmptied = empties(lead.current, change);
  return Object.assign(row, { receiverId, input, outcome: outcomeOf(change), change, isEmptied });
}

function judge(
  { leadId, revision, isArchived, current, ask }: LeadNow,
  { receiver, refusal, heirs }: Choice,
  { terms, ...by }: Foreseeing,
): JudgedLead {
  return judgeLead(by, {
    leadId,
    exists: revision !== null,
    isArchived,
    current,
    primary: receiver === undefined ? (refusal ?? refuseForRoom(leadId)) : receiver,
    listed: ask.listed ?? [],
    removal: fillIn(ask, terms, receiver === null),
    heirs,
  });
}

/**
 * A row that will fail has nobody, and looks again when it runs: for whom it names, or for whom its request does. A
 * distribution gives the turn of one that cannot be done to the next; one whose receiver is full has found no room.
 */
function freezeRefused(
  { receiver, why, giveBack }: Choice,
  { code }: Refusal,
): Pick<ForeseenRow, 'receiverId' | 'why'> {
  if (receiver === null) return { receiverId: nobodyReceives, why: undefined };
  if (receiver === undefined) return { receiverId: 0, why };
  if (code !== 'no-room') giveBack?.();
  return { receiverId: 0, why: giveBack && code === 'no-room' ? 'n' : undefined };
}

/** What of the row differs from its request, with everybody by their id; null where nothing does. */
function toInput(
  ask: StagedAsk,
  { listed, remove, heirs }: { listed: number[]; remove: number[]; heirs: JudgedLead['heirs'] },
): Unwritten<RowInput> | null {
  const { primary, others, agentRole } = ask;
  return orNull({
    ...(primary === null ? { primary } : {}),
    ...(listed.length > 0 ? { listed } : {}),
    ...(others ? { others } : {}),
    ...(agentRole === undefined ? {} : { agentRole }),
    ...(ask.remove ? { remove } : {}),
    ...(heirs ? { heirs } : {}),
  });
}

/** Kept so that a retry can read it again; null where it leaves everything to the request. */
function toUnread({ why: _why, ...ask }: StagedAsk): StagedAsk | null {
  return orNull(ask);
}

function orNull<Input extends object>(input: Input): Input | null {
  return Object.keys(input).length > 0 ? input : null;
}
