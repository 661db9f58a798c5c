import type { Database } from '../../database/database.ts';
import { readInGate } from '../../database/gate.ts';
import { noOrg } from './no-org.ts';
import { findAccounts } from './password-store.ts';

/** An org in which an e-mail has an active account. */
export interface SignInOrg {
  orgId: number;
  name: string;
  hasPassword: boolean;
}

/** The orgs in which an e-mail has an active account: for the operator alone. */
export async function findSignInOrgs(database: Database, email: string): Promise<SignInOrg[]> {
  const accounts = await readInGate(database, noOrg, (tx) => findAccounts(tx, email));
  return accounts.map(({ orgId, orgName, passwordHash }) => ({
    orgId,
    name: orgName,
    hasPassword: passwordHash !== null,
  }));
}
