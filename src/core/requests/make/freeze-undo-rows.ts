import { Refusal } from '../../../contract/refusal.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { aboutOf } from '../../ledger/part-rules.ts';
import { findUndosOf } from '../../ledger/undo-family-rules.ts';
import { type EndedChunk, nameThem, RowChooser, type RowsToUndo } from '../../ledger/undo-rows-rules.ts';
import { findEndedChunk, insertUndoChunk, listFamily, loadFamilyChunk } from '../../ledger/undo-store.ts';
import { nothingLeft, type Undoable } from '../../ledger/way-rules.ts';

interface Freezing {
  requestId: number;
  undoId: number;
  rows: RowsToUndo;
  found: Undoable;
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
    const undos = findUndosOf(requestId, await loadFamilyChunk(tx, orgId, { family, chunkNo: after }));
    const places = chooser.choose(chunk, undos);
    if (places.length > 0) insertUndoChunk(tx, orgId, { requestId: undoId, ...pick(chunk, places) });
    total += places.length;
  }
  refuseUnfit(chooser, requestId);
  if (total === 0) throw nothingLeft(requestId, freezing.found, ofChosen(rows));
  return total;
}

function ofChosen({ outcome, exceptLeads = [], exceptUsers = [] }: RowsToUndo): string {
  const changed = outcome === 'changed in part' ? 'changed no row in part' : 'changed nothing';
  return exceptLeads.length + exceptUsers.length > 0 ? `${changed} but what is left out` : changed;
}

/** The revision of a lead is the one that a change by the request alone would have left; of others none is told. */
function pick({ chunkNo, part, ownLines, subjects, revisions }: EndedChunk, places: readonly number[]) {
  return {
    chunkNo,
    part,
    ownLines,
    subjects: places.map((place) => subjects[place] ?? 0),
    revisions: aboutOf(part) === 'lead' ? places.map((place) => (revisions?.[place] ?? 0) + 1) : null,
  };
}

function refuseUnfit(chooser: RowChooser, requestId: number): void {
  const missing = chooser.listWithoutRow();
  if (missing.length > 0) {
    throw new Refusal('row-not-changed', {
      message: `Request ${requestId} did not change ${nameThem(missing)}, so nothing was undone. Leave them out.`,
    });
  }
  const unmet = chooser.listUnmet();
  if (unmet.length > 0) {
    throw new Refusal('row-not-changed', {
      message: `Request ${requestId} has no row about ${nameThem(unmet)} to leave out, so nothing was undone. Name others.`,
    });
  }
  const putBack = chooser.listPutBack();
  if (putBack.size > 0) {
    const named = Array.from(putBack, ([by, rows]) => `for ${nameThem(rows)} by request ${by}`).join('; ');
    throw new Refusal('already-undone', {
      message: `Request ${requestId} is undone already ${named}. Leave them out.`,
    });
  }
}
