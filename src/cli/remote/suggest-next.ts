import type { ShownRequest } from '../../client/client.ts';

/** The lines that do what can be done about a request now. */
export function suggestNext(request: ShownRequest): string[] {
  const { requestId, state } = request;
  switch (state) {
    case 'planned':
      return [`Run it:   baton requests run ${requestId}`];
    case 'queued':
    case 'running':
      return [`Watch it: baton requests watch ${requestId}`];
    case 'done':
    case 'failed':
    case 'cancelled':
      return [
        ...(mayBeRetried(request) ? [`Retry:    baton requests retry ${requestId}`] : []),
        ...(mayBeUndone(request) ? [`Undo:     baton undo ${requestId} --plan`] : []),
      ];
  }
}

/** Rows are planned again as they were planned before: not those of a single call, an undo or an import. */
function mayBeRetried({ kind, preview, counts }: ShownRequest): boolean {
  return kind !== 'undo' && preview !== null && counts.failed + counts.notAttempted > 0;
}

function mayBeUndone({ kind, counts, undone }: ShownRequest): boolean {
  return kind !== 'import' && counts.changed > 0 && undone !== 'wholly';
}
