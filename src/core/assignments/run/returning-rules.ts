import type { Assignment } from '../../law/assignment-rules.ts';
import type { RoleUndo } from '../../law/undo-rules.ts';

const nobody = 0;

/**
 * Who gets a lead back by its undo: whoever becomes primary again, else whoever comes back as a secondary; 0 for nobody,
 * where it only takes users off. Null where it puts nothing back.
 */
export function findReturning(undos: readonly RoleUndo[], current: readonly Assignment[]): number | null {
  const changed = undos.flatMap((undo) => (undo.outcome === 'changed' ? [undo] : []));
  if (changed.length === 0) return null;
  const opened = changed.flatMap(({ change }) => change.open);
  const standing = new Set(current.map(({ userId }) => userId));
  const risen = opened.find((slot) => slot.standing === 'primary');
  return (risen ?? opened.find(({ userId }) => !standing.has(userId)))?.userId ?? nobody;
}
