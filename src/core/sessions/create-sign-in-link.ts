import type { Database } from '../../database/database.ts';
import type { GateTransaction } from '../../database/gate.ts';
import { refuseUnlessAdministrator } from '../access/access-rules.ts';
import { type Doer, noteEvent } from '../audit/audit-store.ts';
import type { Idempotency } from '../repeats/keyed-call-store.ts';
import { makeSecretOnce } from '../repeats/make-secret-once.ts';
import { lockActiveUser } from '../users/lock-user.ts';
import type { UserName } from '../users/user-name.ts';
import { generateToken, hashToken } from './session-token.ts';
import { insertLink } from './sign-in-link-store.ts';

export interface SignInLink {
  /** After the address of the server. The token is in the fragment, which no browser sends and no log sees. */
  path: string;
  expiresAt: string;
}

/** Makes a link by which an active user sets a password and signs in; it ends the links before it. */
export async function createSignInLink(
  database: Database,
  asker: Doer,
  name: UserName | { email: string },
  idempotency?: Idempotency,
): Promise<SignInLink> {
  refuseUnlessAdministrator(asker, 'Making a sign-in link');
  const { orgId } = asker;
  const work = async (tx: GateTransaction) => {
    const { userId } = await lockActiveUser(tx, orgId, name);
    noteEvent(tx, asker, { what: 'link-created', about: userId });
    return makeLink(tx, orgId, { userId, createdBy: asker.userId });
  };
  return makeSecretOnce(
    database,
    orgId,
    { requester: asker, idempotency },
    {
      work,
      nameOf: ({ expiresAt }) => `a sign-in link that works until ${expiresAt}`,
      wayOut: 'make another, which ends that one',
    },
  );
}

/** For a user who is locked against leaving. */
export async function makeLink(
  tx: GateTransaction,
  orgId: number,
  { userId, createdBy }: { userId: number; createdBy: number | null },
): Promise<SignInLink> {
  const token = generateToken(orgId);
  const expiresAt = await insertLink(tx, orgId, { hash: hashToken(token), userId, createdBy });
  return { path: `/first-sign-in#${token}`, expiresAt };
}
