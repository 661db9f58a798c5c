import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { noteKeyUses } from './access-key-store.ts';

/** How long a noted use is good enough. */
const goodForMs = 3_600_000;
const gatheredForMs = 1_000;

/**
 * Takes notice of each use of a key, and writes it once an hour: no call waits for it, and those of one second are written
 * together. What could not be written is noted with the next use.
 */
export function openKeyUses(database: Database): (orgId: number, accessKey: string) => void {
  let noted = new Set<string>();
  let forgetAt = 0;
  const waiting = new Map<number, string[]>();
  return (orgId, accessKey) => {
    const now = performance.now();
    if (now >= forgetAt) {
      noted = new Set();
      forgetAt = now + goodForMs;
    }
    if (noted.has(accessKey)) return;
    noted.add(accessKey);
    const others = waiting.get(orgId);
    if (others) others.push(accessKey);
    else waiting.set(orgId, [accessKey]);
    if (others) return;
    setTimeout(() => {
      const keys = waiting.get(orgId) ?? [];
      waiting.delete(orgId);
      inOrg(database, orgId, async (tx) => noteKeyUses(tx, orgId, keys)).catch(() => {
        for (const key of keys) noted.delete(key);
      });
    }, gatheredForMs).unref();
  };
}
