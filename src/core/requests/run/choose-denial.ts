import { findRemovalDenial } from '../../access/removal-access-rules.ts';
import type { RunChunk } from '../../ledger/chunk-runner.ts';
import type { RunnableRequest } from '../../ledger/request-store.ts';
import { kindOf } from '../kinds.ts';

/**
 * What runs the rows of somebody who may not have them run any more: each fails and says why. Undefined where
 * they are active and their access role, as it is now, still allows it.
 */
export function chooseDenial(request: RunnableRequest): RunChunk | undefined {
  const message = findDenial(request);
  if (message === undefined) return undefined;
  return async (_tx, _orgId, { onFailure }, chunk) => {
    const rows = onFailure === 'stop' ? chunk.subjects.slice(0, 1) : chunk.subjects;
    return { results: rows.map(() => ({ outcome: 'failed', detail: { code: 'access-denied', message } })) };
  };
}

function findDenial({ asker, subjects, kind, spec, mayRemove }: RunnableRequest): string | undefined {
  if (asker.userId === null) return undefined;
  if (!asker.isActive) {
    return (
      `${asker.name} (user ${asker.userId}), who asked for this request, is not active any more, so nothing was ` +
      'changed. Somebody who may can ask for it anew.'
    );
  }
  const ofRemoval = kindOf(kind).removes?.(spec) ? findRemovalDenial(asker, mayRemove) : undefined;
  if (asker.accessRole === 'administrator') return ofRemoval;
  if (asker.accessRole === 'manager' && subjects === 'leads') return ofRemoval;
  const needed = subjects === 'leads' ? 'manager or administrator' : 'administrator';
  return `This needs the access role ${needed}; user ${asker.userId}, who asked for it, is ${asker.accessRole} now.`;
}
