import type { FastifyBaseLogger } from 'fastify';

/** One line in so long for each kind of trouble, however many calls it fails. */
const lineEveryMs = 5_000;

/** Writes down why the database failed calls, in the server's own words; lines that would repeat it are counted. */
export function openTroubleLog(log: FastifyBaseLogger): (error: unknown) => void {
  const latest = new Map<string, { at: number; untold: number }>();
  return (error) => {
    const kind = kindOf(error);
    const last = latest.get(kind) ?? { at: Number.NEGATIVE_INFINITY, untold: 0 };
    const now = performance.now();
    if (now - last.at < lineEveryMs) {
      latest.set(kind, { ...last, untold: last.untold + 1 });
      return;
    }
    latest.set(kind, { at: now, untold: 0 });
    log.warn({ err: error, alike: last.untold }, 'the database failed a call, which was answered with 503');
  };
}

/** The database and the system have few codes, so what is kept stays small. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
