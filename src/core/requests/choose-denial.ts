import type { RunChunk } from './chunk-runner.ts';
import type { RunnableRequest } from './request-store.ts';

/**
 * What runs the rows of somebody who may not have them run any more: each fails and says why. Undefined where
 * their access role, as it is now, still allows it.
 */
export function chooseDenial({ asker, subjects }: RunnableRequest): RunChunk | undefined {
  if (asker.userId === null || asker.accessRole === 'administrator') return undefined;
  if (asker.accessRole === 'manager' && subjects === 'leads') return undefined;
  const needed = subjects === 'leads' ? 'manager or administrator' : 'administrator';
  const message = `This needs the access role ${needed}; user ${asker.userId}, who asked for it, is ${asker.accessRole} now.`;
  return async (_tx, _orgId, { onFailure }, chunk) => {
    const rows = onFailure === 'continue' ? chunk.subjects : chunk.subjects.slice(0, 1);
    return { results: rows.map(() => ({ outcome: 'failed', detail: { code: 'access-denied', message } })) };
  };
}
