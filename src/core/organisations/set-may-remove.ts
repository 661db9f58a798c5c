import type { MayRemove } from '../../contract/words/access-words.ts';
import type { Database } from '../../database/database.ts';
import { changeOrganisation } from './change-organisation.ts';
import type { Organisation } from './show-organisation.ts';

/** Sets in the name of the operator who may remove users from leads. */
export async function setMayRemove(
  database: Database,
  orgId: number,
  mayRemove: MayRemove,
): Promise<Organisation> {
  return changeOrganisation(database, { orgId, userId: null }, { mayRemove });
}
