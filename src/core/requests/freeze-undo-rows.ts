import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';
import { listPutBack } from './undo-family-rules.ts';
import { type EndedChunk, nameThem, RowChooser, type RowsToUndo } from './undo-rows-rules.ts';
import {
  findEndedChunk,
  insertUndoChunk,
  listFamily,
  loadFamilyChunk,
  type UndoableRequest,
} from './undo-store.ts';

interface Freezing {
  requestId: number;
  undoId: number;
  rows: RowsToUndo;
  found: UndoableRequest;
}

/**
 * Gives an undo its rows, in the chunks and the order of the request that it undoes, and counts them. Refuses rows
 * that the request did not change, those that stand again as they did before it, and an undo of none.
 */
export async function freezeUndoRows(tx: Transaction, orgId: number, freezing: Freezing): Promise<number> {
  const { requestId, undoId, rows } = freezing;
  const family = await listFamily(tx, orgId, requestId);
  const chooser = new RowChooser(rows);
  let total = 0;
  for (let after = 0; ; ) {
    const chunk = await findEndedChunk(tx, orgId, requestId, after);
    if (!chunk) break;
    after = chunk.chunkNo;
    const putBack = listPutBack(await loadFamilyChunk(tx, orgId, { family, chunkNo: after }));
    const places = chooser.choose(chunk, putBack.get(requestId) ?? new Set());
    if (places.length > 0) insertUndoChunk(tx, orgId, { requestId: undoId, ...pick(chunk, places) });
    total += places.length;
  }
  refuseUnfit(chooser, requestId);
  if (total === 0) throw new Refusal(...explainNothing(freezing));
  return total;
}

/** The revision of a lead is the one that a change by the request alone would have left; of others none is told. */
function pick({ chunkNo, part, subjects, revisions }: EndedChunk, places: readonly number[]) {
  return {
    chunkNo,
    part,
    subjects: places.map((place) => subjects[place] ?? 0),
    revisions: part === 'leads' ? places.map((place) => (revisions?.[place] ?? 0) + 1) : null,
  };
}

function refuseUnfit(chooser: RowChooser, requestId: number): void {
  const missing = chooser.list('no row');
  if (missing.length > 0) {
    throw new Refusal('row-not-changed', {
      message: `Request ${requestId} did not change ${nameThem(missing)}, so nothing was undone. Leave them out.`,
    });
  }
  const putBack = chooser.list('put back');
  if (putBack.length > 0) {
    throw new Refusal('already-undone', {
      message: `Request ${requestId} is undone already for ${nameThem(putBack)}. Leave them out.`,
    });
  }
}

function explainNothing({
  requestId,
  rows,
  found,
}: Freezing): [code: 'nothing-to-undo' | 'already-undone', { message: string }] {
  if (found.putBack > 0) {
    const message = `Request ${requestId} is undone already, by ${spell(found.undoneBy)}; nothing of it is left to undo.`;
    return ['already-undone', { message }];
  }
  const what = rows.outcome === 'changed in part' ? 'changed no row in part' : 'changed nothing';
  return ['nothing-to-undo', { message: `Request ${requestId} ${what}, so there is nothing to undo.` }];
}

const mostUndos = 3;

function spell(undos: readonly number[]): string {
  const earlier = undos.length - mostUndos;
  const named = undos.slice(-mostUndos).join(' and ');
  return `request ${named}${earlier > 0 ? ` and ${earlier} before` : ''}`;
}
