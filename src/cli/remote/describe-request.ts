// Requests as lines for people.

import type { BatonClient, RequestRowPage, RequestSummary, ShownRequest } from '../../client/client.ts';
import { wordAskedBy } from '../../contract/rules/asked-by-rules.ts';
import { doorWords } from '../../contract/rules/door-rules.ts';
import { wordEnding } from '../../contract/rules/ending-rules.ts';
import { listForeseenThen, listWarnings } from '../../contract/rules/foreseen-rules.ts';
import { tellSide, wordSide } from '../../contract/rules/move-rules.ts';
import { wordOutcome } from '../../contract/rules/outcome-rules.ts';
import { tellKeys } from '../../contract/rules/revived-rules.ts';
import { listReplacing, wordUndone } from '../../contract/rules/undone-rules.ts';
import { toTable } from '../terminal/table.ts';
import { describeLeft } from './describe-left.ts';
import { suggestNext } from './suggest-next.ts';

type Counts = ShownRequest['counts'];
type RequestRow = RequestRowPage['items'][number];

const mostExamples = 10;
const mostNamed = 3;

export function describeRequests(items: readonly RequestSummary[]): string[] {
  const areWaiting = items.some(isWaiting);
  const rows = items.map((request) => [
    String(request.requestId),
    [request.kind, nameFew(request.leavers)].join(' ').trim(),
    wordEnding(request),
    toSeconds(request.createdAt),
    ...(areWaiting ? [isWaiting(request) ? toSeconds(request.runAt ?? '') : ''] : []),
    String(request.counts.total),
    String(request.counts.failed + request.counts.skipped + request.counts.changedInPart),
    wordUndone(request.undone) ?? '',
    wordAskedBy(request),
  ]);
  return toTable([
    [
      'request',
      'kind',
      'state',
      'created (UTC)',
      ...(areWaiting ? ['runs (UTC)'] : []),
      'rows',
      'not as asked',
      'undone',
      'by',
    ],
    ...rows,
  ]);
}

function isWaiting({ state, runAt }: RequestSummary): boolean {
  return state === 'queued' && runAt !== null;
}

function toSeconds(moment: string): string {
  return moment.slice(0, 19).replace('T', ' ');
}

/** `Ana Lima, Ben Roth, Cy Moss and 2 more`. */
function nameFew(people: RequestSummary['leavers'] = []): string {
  const names = people.slice(0, mostNamed).map(({ name }) => name);
  const more = people.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Where a request stands, the first rows that did not go as asked, and what can be done about it. */
export async function describeRequest(client: BatonClient, request: ShownRequest): Promise<string[]> {
  const { requestId, kind, state, reason, runAt, counts, leavers = [] } = request;
  const { origin } = request;
  return [
    `Request ${requestId} (${kind}) ${spellEnding(request)}.`,
    ...(leavers.length === 0 ? [] : [`Who leaves: ${leavers.map(({ name }) => name).join(', ')}.`]),
    ...(reason === null ? [] : [`Reason: ${reason}`]),
    ...(runAt !== null && state === 'queued' ? [`It runs at ${runAt}.`] : []),
    `Asked for by ${wordAskedBy(request)} through the ${doorWords[origin]}.`,
    ...toTable([Object.keys(toColumns(counts)), Object.values(toColumns(counts))]),
    ...describeWarnings(request),
    ...(await describeExamples(client, request)),
    ...describeLeft(request),
    ...[tellKeys(request) ?? []].flat(),
    ...describeLinks(request),
    ...suggestNext(request),
  ];
}

/** `is done in part`, `failed`, `is done: nothing changed, and undone`. */
function spellEnding(request: ShownRequest): string {
  const { state } = request;
  const words = wordEnding(request);
  const undone = wordUndone(request.undone);
  const ended = words.startsWith('nothing')
    ? `is ${state}: ${words}`
    : hasVerb(words)
      ? words
      : `is ${words}`;
  return ended + (undone ? `, and ${undone}` : '');
}

/** Of a request that failed or expired the state says it by itself. */
function hasVerb(words: string): boolean {
  return words === 'failed' || words === 'expired';
}

export function describeRows(rows: readonly RequestRow[]): string[] {
  const cells = rows.map((row) => [
    String(row.row),
    subjectOf(row),
    nameSide(row, 'before'),
    nameSide(row, 'after'),
    wordOutcome(row) + (row.undoneBy === undefined ? '' : `, undone by ${row.undoneBy}`),
    row.message ?? row.why ?? '',
  ]);
  return toTable([['row', 'of', 'from', 'to', 'outcome', 'why'], ...cells]);
}

function describeWarnings(request: ShownRequest): string[] {
  const list = request.finishedAt === null ? listWarnings : listForeseenThen;
  return list(request).map((warning) => `! ${warning}`);
}

function toColumns({ total, changed, changedInPart, unchanged, failed, skipped, notAttempted }: Counts) {
  const inPart = changedInPart > 0 ? { 'of them in part': changedInPart } : {};
  const counts = {
    rows: total,
    changed,
    ...inPart,
    unchanged,
    failed,
    skipped,
    'not attempted': notAttempted,
  };
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]));
}

async function describeExamples(client: BatonClient, { requestId, counts }: ShownRequest): Promise<string[]> {
  const pages = await Promise.all(
    (
      [
        ['failed', counts.failed],
        ['skipped', counts.skipped],
        ['changed in part', counts.changedInPart],
      ] as const
    )
      .filter(([, count]) => count > 0)
      .map(([outcome]) => client.requests.rows(requestId, { outcome, limit: mostExamples }).first()),
  );
  const rows = pages.flatMap(({ items }) => items).slice(0, mostExamples);
  return rows.length === 0 ? [] : ['', 'Not as asked, the first of them:', ...describeRows(rows), ''];
}

function describeLinks(request: ShownRequest): string[] {
  const { undoes, undone, undoneBy, undoPlan, retries, retriedBy } = request;
  const links = {
    'It gave way to': listReplacing(request),
    'It undoes': undoes === null ? [] : [undoes],
    [undone === 'in part' ? 'It is undone in part by' : 'It is undone by']: undoneBy,
    'Its undo is planned:': undoPlan === null ? [] : [undoPlan],
    'It retries': retries === null ? [] : [retries],
    'It is retried by': retriedBy,
  };
  return Object.entries(links)
    .filter(([, ids]) => ids.length > 0)
    .map(([what, ids]) => `${what} ${ids.join(', ')}.`);
}

/** A lead or a user, as the row has it, and which of the two things about a user it is, where it may be either. */
export function subjectOf({ part, leadId, userId, key, input }: RequestRow): string {
  if (typeof leadId === 'number') return `lead ${leadId}`;
  if (typeof userId !== 'number') return nameAsked(input?.user) ?? key ?? 'unknown';
  if (part === 'account') return `account of user ${userId}`;
  if (part === 'facts') return `facts of user ${userId}`;
  return part === 'reporting-line' ? `manager of user ${userId}` : `user ${userId}`;
}

/** Who stood, led or had an account before the row, and to whom or what it goes. */
export function nameSide(row: RequestRow, when: 'before' | 'after'): string {
  return wordSide(tellSide(row, when), ({ name }) => name);
}

/** A user whom nobody knows, by the names that the row gave them. */
function nameAsked({ userId, email }: NonNullable<RequestRow['input']>['user'] = {}): string | undefined {
  const names = [userId, email].filter((name) => name !== undefined);
  return names.length === 0 ? undefined : `user ${names.join(', ')}`;
}
