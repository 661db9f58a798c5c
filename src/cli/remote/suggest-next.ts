import type { ShownRequest } from '../../client/client.ts';

/** The lines that do what can be done about a request now. */
export function suggestNext({ requestId, state, ways, advised }: ShownRequest): string[] {
  return [
    ...(advised.includes('run') ? [`Run it: baton requests run ${requestId}`] : []),
    ...(ways.includes('run') && !advised.includes('run')
      ? [`Discard it: baton requests cancel ${requestId}`]
      : []),
    ...(state === 'queued' || state === 'running' ? [`Watch it: baton requests watch ${requestId}`] : []),
    ...(advised.includes('retry') ? [`Retry: baton requests retry ${requestId}`] : []),
    ...(advised.includes('undo') ? [`Undo: baton undo ${requestId} --plan`] : []),
  ];
}
