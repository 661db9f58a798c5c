import type { Database } from '../../database/database.ts';
import { changeOrganisation } from './change-organisation.ts';
import type { Organisation } from './show-organisation.ts';

/** Sets in the name of the operator how many calls in any 5 seconds the LeadSquared face takes; from the next on. */
export async function setCallLimit(database: Database, orgId: number, calls: number): Promise<Organisation> {
  return changeOrganisation(database, { orgId, userId: null }, { leadsquaredCalls: calls });
}
