import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
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
  const accounts = await readInOrg(database, noOrg, (tx) => findAccounts(tx, email));
  return accounts.map(({ orgId, orgName, passwordHash }) => ({
    orgId,
    name: orgName,
    hasPassword: passwordHash !== null,
  }));
}
