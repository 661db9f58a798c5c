import { useState } from 'react';
import type { RequestRowPage, ShownRequest } from '../../../src/client/client.ts';
import type { RequestSearch } from '../../requests/requests-search.ts';
import type { RowTicks } from '../../ui/tables/columns.ts';
import { noTicks, tellBox, tellTicked, turnAll } from '../../ui/tables/tick-rules.ts';
import { isTicked, subjectToUndo, type Ticked, toggle, toRowsToUndo } from './undo-ticks-rules.ts';

/** Which rows are ticked to be undone; undefined where none that is in sight can be. */
export function useUndoTicks({ ways }: ShownRequest, search: RequestSearch) {
  const [ticked, setTicked] = useState<Ticked>(noTicks);
  const { outcome } = search;
  const seesChanged = outcome === undefined || outcome === 'changed' || outcome === 'changed in part';
  if (!ways.includes('undo') || !seesChanged) return undefined;
  const all = `all that ${outcome ?? 'changed'}`;
  const isAny = tellBox(ticked) !== false;
  const ofRows: RowTicks<RequestRowPage['items'][number]> = {
    all: tellBox(ticked),
    allLabel: `Select ${all}`,
    canTick: (row) => subjectToUndo(row) !== undefined,
    isTicked: (row) => isTicked(ticked, row),
    toggle: (row) => setTicked(toggle(ticked, row)),
    toggleAll: () => setTicked(turnAll(ticked)),
  };
  return {
    ofRows,
    clear: () => setTicked(noTicks),
    rows: isAny ? toRowsToUndo(ticked, search) : undefined,
    label: ticked.isAll ? `Undo ${tellTicked(ticked, all)}` : nameTicked(ticked.turned.length),
  };
}

function nameTicked(count: number): string {
  return count === 1 ? 'Undo this row' : `Undo these ${count.toLocaleString()}`;
}
