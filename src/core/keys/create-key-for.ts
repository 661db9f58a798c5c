import { Refusal } from '../../contract/refusal.ts';
import { chooseScopes, defaultKeyDays, type Scope, scopes } from '../../contract/rules/scope-rules.ts';
import type { AccessRole } from '../../contract/words/access-words.ts';
import type { Database } from '../../database/database.ts';
import type { GateTransaction } from '../../database/gate.ts';
import { readMoment } from '../../database/moment.ts';
import type { Transaction } from '../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../access/access-rules.ts';
import { type Doer, noteEvent } from '../audit/audit-store.ts';
import { refuseUnknownOrganisation } from '../organisations/refuse-unknown-organisation.ts';
import type { Idempotency } from '../repeats/keyed-call-store.ts';
import { makeSecretOnce } from '../repeats/make-secret-once.ts';
import { lockActiveUser } from '../users/lock-user.ts';
import type { UserName } from '../users/user-name.ts';
import { readAccessRole } from '../users/user-store.ts';
import { type Credentials, generateCredentials, hashSecret } from './access-key.ts';
import { insertKey } from './access-key-store.ts';

/** What a new key is to be; each has a default. */
export interface KeyTerms {
  name?: string | undefined;
  /** Left out: all that its owner and its maker have. */
  scopes?: readonly Scope[] | undefined;
  /** Null: never. Left out: in 90 days. */
  expiresAt?: string | null | undefined;
}

export interface CreatedKey extends Credentials {
  userId: number;
  name: string;
  scopes: Scope[];
  expiresAt: string | null;
}

/** Whoever makes a key: by a key of their own they make none that is for more. */
export type KeyMaker = Doer & { scopes?: readonly Scope[] };

/**
 * Makes a key pair for an active user. The secret is in this answer and nowhere else, ever: a call that repeats an
 * idempotency key is told which key the first made, and no secret.
 */
export async function createKeyFor(
  database: Database,
  maker: KeyMaker,
  name: UserName | { email: string },
  terms: KeyTerms = {},
  idempotency?: Idempotency,
): Promise<CreatedKey> {
  refuseUnlessAdministrator(maker, 'Making an access key');
  const { orgId } = maker;
  const work = async (tx: GateTransaction) => {
    await refuseUnknownOrganisation(tx, orgId);
    const owner = await lockActiveUser(tx, orgId, name);
    const role = await readAccessRole(tx, orgId, owner.userId);
    const chosen = decideScopes(terms.scopes, { name: owner.name, accessRole: role }, maker);
    await refusePastEnd(tx, terms.expiresAt);
    const { accessKey, secretKey } = generateCredentials(orgId);
    const { expiresAt: at } = terms;
    const kept = { accessKey, userId: owner.userId, name: terms.name ?? '', scopes: chosen };
    const expiresAt = await insertKey(tx, orgId, {
      ...kept,
      secretHash: hashSecret(secretKey),
      madeBy: maker.userId,
      end: at === undefined ? { afterDays: defaultKeyDays } : { at },
    });
    noteEvent(tx, maker, {
      what: 'key-created',
      about: owner.userId,
      detail: `${accessKey} for ${chosen.join(', ')}`,
    });
    return { ...kept, secretKey, expiresAt };
  };
  return makeSecretOnce(
    database,
    orgId,
    { requester: maker, idempotency },
    {
      work,
      nameOf: ({ accessKey }) => `the access key ${accessKey}`,
      wayOut: 'revoke that key and make another',
    },
  );
}

function decideScopes(
  asked: readonly Scope[] | undefined,
  owner: { name: string; accessRole: AccessRole },
  maker: KeyMaker,
): Scope[] {
  const choice = chooseScopes({ asked, role: owner.accessRole, makers: maker.scopes ?? scopes });
  if ('chosen' in choice) return choice.chosen;
  const { beyondRole, beyondMaker } = choice;
  const why =
    beyondRole.length > 0
      ? `${owner.name} is ${owner.accessRole}, whose keys cannot have the scope ${beyondRole.join(', ')}`
      : `Your own key does not have the scope ${beyondMaker.join(', ')}, so it makes none that has`;
  throw new Refusal('invalid-input', { field: 'scopes', message: `${why}. Leave that scope out.` });
}

/** The database's clock decides, as it does when the key is used. */
export async function refusePastEnd(tx: Transaction, expiresAt: string | null | undefined): Promise<void> {
  if (expiresAt === undefined || expiresAt === null || expiresAt > (await readMoment(tx))) return;
  throw new Refusal('invalid-input', {
    field: 'expiresAt',
    message: `expiresAt ${expiresAt} has passed. Give a moment in the future, or revoke the key to end it now.`,
  });
}
