import { tellSide, wordSide } from '../../../contract/rules/move-rules.ts';
import type { RequestSummary } from '../../../contract/v1/requests.ts';
import { rowColumns } from '../../../contract/words/row-columns.ts';
import type { RequestRow } from '../../../core/requests/read/request-row.ts';
import type { Person } from '../../../core/users/person.ts';
import { tellAsked } from '../tell-asked.ts';
import { type CsvForm, formOf, personCells } from './csv-form.ts';

export const requestForm = formOf<RequestSummary>({
  request_id: ({ requestId }) => requestId,
  kind: ({ kind }) => kind,
  state: ({ state }) => state,
  origin: ({ origin }) => origin,
  ...personCells('requested_by', ({ requestedBy }: RequestSummary) => requestedBy),
  ...personCells('key_made_by', ({ keyMadeBy }: RequestSummary) => keyMadeBy),
  reason: ({ reason }) => reason,
  created_at: ({ createdAt }) => createdAt,
  run_at: ({ runAt }) => runAt,
  started_at: ({ startedAt }) => startedAt,
  finished_at: ({ finishedAt }) => finishedAt,
  total: ({ counts }) => counts.total,
  changed: ({ counts }) => counts.changed,
  changed_in_part: ({ counts }) => counts.changedInPart,
  unchanged: ({ counts }) => counts.unchanged,
  failed: ({ counts }) => counts.failed,
  skipped: ({ counts }) => counts.skipped,
  not_attempted: ({ counts }) => counts.notAttempted,
  undoes: ({ undoes }) => undoes,
  undone: ({ undone }) => undone,
  undone_by: ({ undoneBy }) => undoneBy.join(';'),
  leaver_ids: ({ leavers = [] }) => leavers.map(({ userId }) => userId).join(';'),
});

export const rowForm: CsvForm<RequestRow> = {
  columns: rowColumns,
  toRecord: (row) => [
    row.row,
    row.key,
    row.leadId,
    row.userId,
    row.receiver?.userId,
    row.receiver?.email,
    row.planned,
    row.outcome,
    row.code,
    row.message,
    row.why,
    row.part,
    row.leftAlone?.map(({ role }) => role).join('; '),
    wordMoved(row, 'before'),
    wordMoved(row, 'after'),
    row.undoneBy,
    ...tellAsked(row),
  ],
};

/** Of a row that changed something, or is foreseen to. */
function wordMoved(row: RequestRow, when: 'before' | 'after'): string {
  const outcome = row.outcome === 'not attempted' ? row.planned : row.outcome;
  return outcome === 'changed' ? wordSide(tellSide(row, when), nameWithId) : '';
}

/** Names are not unique. */
function nameWithId({ name, userId }: Person): string {
  return `${name} (user ${userId})`;
}
