import type { Assignment } from './assignment-rules.ts';
import type { RoleUndo } from './undo-rules.ts';

const nobody = 0;

/**
 * Whom a lead's undo makes primary again: in the first role that passes to somebody, else of the one that it changed; 0
 * for nobody. Null where it puts nothing back.
 */
export function findReturning(undos: readonly RoleUndo[], current: readonly Assignment[]): number | null {
  const changed = undos.flatMap((undo) => (undo.outcome === 'changed' ? [undo] : []));
  const [first] = changed;
  if (!first) return null;
  const risen = changed.flatMap(({ change }) => change.open).find(({ standing }) => standing === 'primary');
  if (risen) return risen.userId;
  const closed = new Set(first.change.close.map(({ userId }) => userId));
  const staying = current.find(({ role, standing }) => role === first.role && standing === 'primary');
  return staying && !closed.has(staying.userId) ? staying.userId : nobody;
}
