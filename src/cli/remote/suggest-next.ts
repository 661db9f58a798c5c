import type { ShownRequest } from '../../client/client.ts';

/** The lines that do what can be done about a request now. */
export function suggestNext({ requestId, state, ways }: ShownRequest): string[] {
  return [
    ...(ways.includes('run') ? [`Run it: baton requests run ${requestId}`] : []),
    ...(state === 'queued' || state === 'running' ? [`Watch it: baton requests watch ${requestId}`] : []),
    ...(ways.includes('retry') ? [`Retry: baton requests retry ${requestId}`] : []),
    ...(ways.includes('undo') ? [`Undo: baton undo ${requestId} --plan`] : []),
  ];
}
