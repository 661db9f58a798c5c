import { Refusal } from '../../contract/refusal.ts';
import { Coalescer } from '../../database/coalescer.ts';
import type { Database } from '../../database/database.ts';
import { inGate, readInGate } from '../../database/gate.ts';
import { findLiveSessions, type LiveSession, noteUse } from './session-store.ts';
import { hashToken, orgOfToken } from './session-token.ts';

/** Whose session a token is of. */
export type SessionOwner = LiveSession & { orgId: number };

/**
 * Makes the check of session tokens. Like keys they are read anew for every call, those of calls that arrive
 * together in one query, so a session that was ended and a user who left are out at once.
 */
export function openSessions(database: Database): (token: string) => Promise<SessionOwner> {
  const lookUps = new Coalescer<Buffer, LiveSession | undefined>({
    run: (orgId, hashes) => lookUp(database, orgId, hashes),
    mostInBatch: 1_000,
    mostWaiting: 20_000,
  });
  return async (token) => {
    const orgId = orgOfToken(token);
    const session = orgId === undefined ? undefined : await lookUps.submit(orgId, hashToken(token));
    if (orgId === undefined || !session) throw new Refusal('session-ended');
    return { ...session, orgId };
  };
}

async function lookUp(
  database: Database,
  orgId: number,
  hashes: readonly Buffer[],
): Promise<(LiveSession | undefined)[]> {
  const sessions = await readInGate(database, orgId, (tx) => findLiveSessions(tx, orgId, hashes));
  const stale = sessions.filter((session) => session.isStale).map(({ hash }) => hash);
  if (stale.length > 0) await inGate(database, orgId, async (tx) => noteUse(tx, orgId, stale));
  const byHash = new Map(sessions.map((session) => [session.hash.toString('hex'), session]));
  return hashes.map((hash) => byHash.get(hash.toString('hex')));
}
