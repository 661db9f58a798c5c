import { Refusal } from '../../contract/refusal.ts';
import { type Scope, scopes } from '../../contract/rules/scope-rules.ts';
import type { AccessRole } from '../../contract/words/access-words.ts';
import { Coalescer } from '../../database/coalescer.ts';
import { type Database, forLanes } from '../../database/database.ts';
import { readInGateOnOneTrip } from '../../database/gate.ts';
import { type Credentials, isSecret, orgOfAccessKey } from '../keys/access-key.ts';
import { findLiveKeys, type LiveKey } from '../keys/access-key-store.ts';
import { openKeyRefusals } from '../keys/note-key-refusals.ts';
import { openKeyUses } from '../keys/note-key-uses.ts';
import { openSessions } from './authenticate-session.ts';

/** Who is calling: a user of an org, with what they may do. */
export interface Caller {
  orgId: number;
  userId: number;
  accessRole: AccessRole;
  /** Which key or session it is: their calls are counted by it. */
  credential: string;
  /** What the key is for; of whoever signed in, everything. */
  scopes: readonly Scope[];
  /** Which key it is, where it is one. */
  accessKey?: string;
  /** Who made that key for the caller, where it was somebody else. */
  keyMadeBy?: number | null;
  /** Where the call comes from, on our own API. */
  address?: string | undefined;
  /** Refuses once the key or the session is in force no more. */
  proveAgain?: () => Promise<unknown>;
  /** Of whoever signed in: which session it is. */
  sessionHash?: Buffer;
}

/** What a caller proves themselves by: keys, or the token of a session. */
export type Proof = Credentials | { sessionToken: string };

/** `address`: where the call comes from, as far as it is known. */
export type Authenticate = (proof: Proof, address?: string) => Promise<Caller>;

/**
 * Makes the one check of keys and sessions that every door uses. Keys are read anew for every call, those of
 * calls that arrive together in one query, so a revoked key or a deactivated user is out at once.
 */
export function openAuthentication(database: Database): Authenticate {
  const lanes = forLanes(database);
  const lookUps = openKeyLookUps(lanes);
  const getSession = openSessions(lanes);
  const noteUse = openKeyUses(lanes);
  const noteRefusal = openKeyRefusals(lanes);
  return async (proof, address) => {
    if ('sessionToken' in proof) {
      const { orgId, userId, accessRole, hash } = await getSession(proof.sessionToken);
      const credential = hash.toString('base64');
      return { orgId, userId, accessRole, scopes, credential, sessionHash: hash, address };
    }
    const orgId = orgOfAccessKey(proof.accessKey);
    const key = orgId === undefined ? undefined : await lookUps.submit(orgId, proof.accessKey);
    if (orgId === undefined || !key) throw new Refusal('credentials-invalid');
    if (!isSecret(proof.secretKey, key.secretHash)) {
      noteRefusal(orgId, key, { why: 'wrong secret', address });
      throw new Refusal('credentials-invalid');
    }
    if (key.hasExpired) {
      noteRefusal(orgId, key, { why: 'after its end', address });
      throw tellExpired(key);
    }
    noteUse(orgId, key.accessKey);
    return {
      orgId,
      userId: key.userId,
      accessRole: key.accessRole,
      credential: key.accessKey,
      accessKey: key.accessKey,
      keyMadeBy: key.madeBy,
      scopes: key.scopes,
      address,
    };
  };
}

/** Only whoever has the secret learns that there was such a key. */
function tellExpired({ expiresAt }: LiveKey): Refusal {
  return new Refusal('credentials-invalid', {
    message: `This access key ended at ${expiresAt}. Ask an administrator for another.`,
  });
}

function openKeyLookUps(database: Database): Coalescer<string, LiveKey | undefined> {
  return new Coalescer({
    run: async (orgId, accessKeys) => {
      const keys = await readInGateOnOneTrip(database, orgId, (tx) =>
        findLiveKeys(tx, orgId, [...new Set(accessKeys)]),
      );
      const byText = new Map(keys.map((key) => [key.accessKey, key]));
      return accessKeys.map((accessKey) => byText.get(accessKey));
    },
    mostInBatch: 1_000,
    mostWaiting: 20_000,
  });
}
