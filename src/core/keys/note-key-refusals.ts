import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { noteEvent } from '../audit/audit-store.ts';
import type { LiveKey } from './access-key-store.ts';

const quietMs = 600_000;
const mostKept = 10_000;

/** Takes notice of a key that is refused, once in ten minutes: whoever guesses floods nothing, and no call waits for it. */
export function openKeyRefusals(
  database: Database,
): (orgId: number, key: LiveKey, why: 'wrong secret' | 'after its end') => void {
  const lately = new Map<string, number>();
  return (orgId, { accessKey, userId }, why) => {
    const now = performance.now();
    if (now < (lately.get(accessKey) ?? 0)) return;
    if (lately.size >= mostKept) lately.clear();
    lately.set(accessKey, now + quietMs);
    const note = { what: 'key-refused', about: userId, detail: `${accessKey}: ${why}` } as const;
    inOrg(database, orgId, async (tx) => noteEvent(tx, { orgId, userId: null }, note)).catch(() =>
      lately.delete(accessKey),
    );
  };
}
