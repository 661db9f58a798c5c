import { orRefusal, Refusal } from '../../../contract/refusal.ts';
import type { Assignment, AssignmentChange } from '../../law/assignment-rules.ts';
import { fillIn, nobodyReceives } from '../../law/removal-rules.ts';
import type { LockedLeads } from '../../leads/lead-store.ts';
import { type ChunkResult, endsRequest, type RunningRequest } from '../../ledger/chunk-runner.ts';
import type { Chunk } from '../../ledger/request-chunk-store.ts';
import { failBy, outcomeOf, type RowResult } from '../../ledger/request-rules.ts';
import type { UserReference } from '../../users/user-reference.ts';
import type { LeadChange } from '../assignment-store.ts';
import type { Choice } from '../choice.ts';
import { type JudgedLead, type Judging, judgeLead } from '../judge-lead.ts';
import { refuseForRoom } from '../take-room.ts';
import type { FrozenRow } from './frozen-rows.ts';
import type { Lateness, LatePlacing } from './late-placing.ts';
import type { RunningTerms } from './read-terms.ts';
import { describeUnavailable, type ReceiverNow, refuseUntold } from './receiver-at-run.ts';

/** What the rows of a chunk are judged by: all of it locked, or read after the locks. */
interface Known extends Judging, LockedLeads {
  terms: RunningTerms;
  current: ReadonlyMap<number, Assignment[]>;
  lastRequests: ReadonlyMap<number, number>;
  /** Left out where every row has somebody. */
  late: LatePlacing | undefined;
}

/** A row whose turn has come, and whom it is for. */
interface Turn {
  row: FrozenRow;
  receiver: ReceiverNow;
}

/** What became of a row, and who received it and why where that is not as the plan froze it. */
interface JudgedTurn {
  result: RowResult;
  change?: AssignmentChange;
  receiverId?: number;
  choice?: Choice;
}

type Judged = Pick<ChunkResult, 'results' | 'receivers' | 'whys' | 'books'> & { changes: LeadChange[] };

/** Judges the rows of a chunk. Those placed late come last, once the books are as planned, unless a row may end it. */
export function judgeRows(
  known: Known,
  turns: readonly Turn[],
  { request, chunk }: { request: RunningRequest; chunk: Chunk },
): Judged {
  const mayEnd = request.onFailure === 'stop' || request.onDrift === 'stop';
  const inOrder = mayEnd ? turns : turns.toSorted((a, b) => Number(isLate(a)) - Number(isLate(b)));
  const judged: JudgedTurn[] = [];
  for (const turn of inOrder) {
    const one = judgeTurn(known, turn, request);
    judged[turn.row.place] = one;
    if (endsRequest(one.result, request)) break;
  }
  return {
    results: judged.map(({ result }) => result),
    changes: judged.flatMap(({ change }, place) =>
      change ? [{ leadId: chunk.subjects[place] ?? 0, requestId: request.requestId, ...change }] : [],
    ),
    ...freezeAnew(chunk, judged),
  };
}

function isLate({ receiver }: Turn): boolean {
  return 'late' in receiver;
}

function judgeTurn(known: Known, turn: Turn, { onDrift }: RunningRequest): JudgedTurn {
  const { row, receiver } = turn;
  if (onDrift !== 'overwrite' && hasMoved(row, known.revisions)) return { result: skip(row, known) };
  const choice = 'late' in receiver ? chooseLate(known, row, receiver.late) : undefined;
  const judged = orRefusal(() => decide(known, turn, choice));
  if (judged instanceof Refusal) {
    if (judged.code !== 'no-room') choice?.giveBack?.();
    return { result: failBy(judged), ...(isLost(receiver) ? { receiverId: 0 } : {}) };
  }
  const { change, primaryId } = judged;
  const outcome = outcomeOf(change);
  return {
    result: { outcome, ...tellInstead(turn, primaryId, known) },
    receiverId: primaryId ?? nobodyReceives,
    ...(choice ? { choice } : {}),
    ...(outcome === 'changed' ? { change } : {}),
  };
}

/** Of a group that one user receives it is them; a distribution pours. */
function chooseLate({ terms, late, current }: Known, { leadId }: FrozenRow, why: Lateness): Choice {
  const lead = { leadId, current: current.get(leadId) ?? [] };
  return terms.choose(lead, (group, leaving) => {
    const to = terms.groups[group]?.to;
    if (to && 'user' in to) return { receiver: to.user, why: undefined };
    return late?.place({ group, lead, leaving, why }) ?? { receiver: undefined, why: undefined };
  });
}

/** Whoever the distribution had found takes no leads any more, so a retry looks for somebody else. */
function isLost(receiver: ReceiverNow): boolean {
  return 'late' in receiver ? receiver.late === 'unavailable' : receiver.isLost === true;
}

/** A lead that was not there at the plan has not moved: nothing of it was frozen. */
function hasMoved({ leadId, revision, detail }: FrozenRow, revisions: ReadonlyMap<number, number>): boolean {
  const now = revisions.get(leadId);
  return now !== undefined && now !== revision && detail?.code !== 'lead-not-found';
}

/** The leads that moved, to be named with the request that did it. */
export function listMoved(rows: readonly FrozenRow[], revisions: ReadonlyMap<number, number>): number[] {
  return rows.filter((row) => hasMoved(row, revisions)).map((row) => row.leadId);
}

function skip({ leadId }: FrozenRow, { lastRequests }: Known): RowResult {
  return tellMoved(leadId, lastRequests.get(leadId) ?? null);
}

/** What becomes of a row whose lead somebody changed after the plan; null: by which request nobody knows. */
export function tellMoved(leadId: number, laterRequest: number | null): RowResult {
  const by = laterRequest === null ? '' : ` by request ${laterRequest}`;
  return {
    outcome: 'skipped',
    detail: { code: 'lead-moved', message: `Lead ${leadId} was changed after the plan${by}.`, laterRequest },
  };
}

function decide(known: Known, { row, receiver }: Turn, choice: Choice | undefined): JudgedLead {
  const { leadId, asked, receiverId } = row;
  const primary = 'late' in receiver ? receiverOf(choice, leadId) : receiver.primary;
  const current = known.current.get(leadId) ?? [];
  const judged = judgeLead(known, {
    leadId,
    exists: known.revisions.has(leadId),
    isArchived: known.archived.has(leadId),
    current,
    primary,
    listed: asked.listed ?? [],
    removal: fillIn(asked, known.terms, primary === null),
    heirs: choice ? choice.heirs : asked.heirs,
  });
  const { primaryId } = judged;
  if (receiverId === 0 && primaryId !== null) refuseUntold(primaryId, leadId, { ...known, current });
  return judged;
}

function receiverOf(choice: Choice | undefined, leadId: number): UserReference | null | Refusal {
  return choice?.receiver === undefined ? (choice?.refusal ?? refuseForRoom(leadId)) : choice.receiver;
}

/** Why somebody else received the lead than the plan said. */
function tellInstead(
  { row, receiver }: Turn,
  primaryId: number | null,
  { users }: Known,
): Pick<RowResult, 'detail'> {
  if (!('late' in receiver) || !receiver.instead || primaryId === null) return {};
  const { userId } = receiver.instead;
  const message = `${describeUnavailable(receiver.instead)}, so lead ${row.leadId} went to ${users.describe(primaryId)}, who shares in these leads.`;
  return { detail: { code: 'receiver-unavailable', message, plannedFor: userId } };
}

/** Who received each row and why, where for any row that is not as the plan froze it. */
function freezeAnew(
  { receivers, whys, books, subjects }: Chunk,
  judged: readonly JudgedTurn[],
): Pick<ChunkResult, 'receivers' | 'whys' | 'books'> {
  const isNew = judged.some(
    ({ receiverId }, place) => receiverId !== undefined && receiverId !== receivers?.[place],
  );
  if (!isNew) return {};
  const choices = judged.map(({ choice }) => choice);
  return {
    receivers: subjects.map((_, place) => judged[place]?.receiverId ?? receivers?.[place] ?? 0),
    ...(whys || choices.some((choice) => choice) ? { whys: subjects.map(toWhy).join('') } : {}),
    ...(books || choices.some((choice) => choice?.book !== undefined)
      ? { books: subjects.map((_, place) => choices[place]?.book ?? books?.[place] ?? 0) }
      : {}),
  };

  function toWhy(_: number, place: number): string {
    const isLost = judged[place]?.receiverId === 0;
    return choices[place]?.why ?? (isLost ? '-' : (whys?.[place] ?? '-'));
  }
}
