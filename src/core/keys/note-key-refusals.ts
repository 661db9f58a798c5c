import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { noteEvent } from '../audit/audit-store.ts';
import { Seldom } from '../audit/seldom.ts';
import type { LiveKey } from './access-key-store.ts';

interface RefusedKey {
  why: 'wrong secret' | 'after its end';
  /** Where it was tried from. */
  address: string | undefined;
}

/** Takes notice of a key that is refused, once in ten minutes: whoever guesses floods nothing, and no call waits for it. */
export function openKeyRefusals(
  database: Database,
): (orgId: number, key: LiveKey, refused: RefusedKey) => void {
  const seldom = new Seldom();
  return (orgId, { accessKey, userId }, { why, address }) => {
    if (!seldom.passes(accessKey)) return;
    const note = { what: 'key-refused', about: userId, detail: `${accessKey}: ${why}` } as const;
    inOrg(database, orgId, async (tx) => noteEvent(tx, { orgId, userId: null, address }, note)).catch(() =>
      seldom.forget(accessKey),
    );
  };
}
