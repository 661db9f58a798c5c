import type { Database } from '../../src/database/database.ts';
import { anOrganisation, type Organisation } from './an-organisation.ts';

/** A small organisation: ada leads ben and cy, ben leads dan; eve stands alone, and ivy is inactive. */
export function buildTeam(
  database: Database,
  orgId: number,
): Promise<Organisation<'ada' | 'ben' | 'cy' | 'dan' | 'eve' | 'ivy'>> {
  return anOrganisation(database, {
    orgId,
    users: {
      ada: { reports: ['ben', 'cy'] },
      ben: { reports: ['dan'] },
      cy: {},
      dan: {},
      eve: {},
      ivy: { isActive: false },
    },
  });
}
