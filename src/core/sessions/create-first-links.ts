import type { Database } from '../../database/database.ts';
import { inGate, readInGate } from '../../database/gate.ts';
import { noteEvent } from '../audit/audit-store.ts';
import { lockActiveUser } from '../users/lock-user.ts';
import { makeLink, type SignInLink } from './create-sign-in-link.ts';
import { noOrg } from './no-org.ts';
import { findOrgsWithoutEntry, holdsNoLink } from './sign-in-link-store.ts';

export type FirstLink = SignInLink & { orgId: number; email: string };

/** Makes a link for the first administrator of each org into which nobody was let yet; once, whoever else starts. */
export async function createFirstLinks(database: Database): Promise<FirstLink[]> {
  const orgs = await readInGate(database, noOrg, findOrgsWithoutEntry);
  const made: FirstLink[] = [];
  for (const { orgId, userId } of orgs) {
    const link = await inGate(database, orgId, async (tx) => {
      if (!(await holdsNoLink(tx, orgId))) return undefined;
      const { email } = await lockActiveUser(tx, orgId, { userId });
      noteEvent(
        tx,
        { orgId, userId: null },
        { what: 'link-created', about: userId, detail: 'at the first start' },
      );
      return { orgId, email, ...(await makeLink(tx, orgId, { userId, createdBy: null })) };
    });
    if (link) made.push(link);
  }
  return made;
}
