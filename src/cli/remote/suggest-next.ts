import type { BatonClient, ShownRequest } from '../../client/client.ts';

/** The lines that do what can be done about a request now. */
export async function suggestNext(client: BatonClient, request: ShownRequest): Promise<string[]> {
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
        ...((await mayBeUndone(client, request)) ? [`Undo:     baton undo ${requestId} --plan`] : []),
      ];
  }
}

/** Rows are planned again as they were planned before: not those of a single call, an undo or an import. */
function mayBeRetried({ kind, preview, counts }: ShownRequest): boolean {
  return kind !== 'undo' && preview !== null && counts.failed + counts.notAttempted > 0;
}

async function mayBeUndone(client: BatonClient, request: ShownRequest): Promise<boolean> {
  if (request.kind === 'import' || request.counts.changed === 0) return false;
  return !(await isUndone(client, request));
}

/** Whether an undo of it stands: none that changed nothing, nor one that was undone itself. */
async function isUndone(client: BatonClient, { undoneBy }: ShownRequest): Promise<boolean> {
  for (const requestId of undoneBy.toReversed()) {
    const undo = await client.requests.show(requestId).catch(() => undefined);
    const hasEffect = !undo || undo.finishedAt === null || undo.counts.changed > 0;
    if (hasEffect && !(undo && (await isUndone(client, undo)))) return true;
  }
  return false;
}
