import type { MayRemove } from '../../contract/words/access-words.ts';
import { type Asker, isAdministrator } from './access-rules.ts';

/** Why somebody may not remove users from leads; undefined where they may. */
export function findRemovalDenial(asker: Asker, mayRemove: MayRemove): string | undefined {
  if (asker.userId === null) return undefined;
  if (mayRemove === 'nobody') {
    return 'This organisation lets nobody remove people from leads; an administrator can change that in its settings.';
  }
  if (isAdministrator(asker) || mayRemove === 'managers') return undefined;
  return 'This organisation lets administrators alone remove people from leads; name who receives them instead, or ask an administrator.';
}
