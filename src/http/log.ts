import type { FastifyRequest } from 'fastify';
import pino, { type Logger } from 'pino';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/**
 * One JSON line an event, on standard error. A call is logged by method and path alone: its query and
 * its headers may hold keys, so neither is ever handed to the log.
 */
export function openLog(level: LogLevel): Logger {
  return pino(
    {
      level,
      serializers: {
        err: describeError,
        req: (request: FastifyRequest) => ({ method: request.method, path: pathOf(request.url) }),
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}

/** Errors of the database carry their whole connection with them; these four members are what helps. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? error.code : undefined;
  return { type: error.name, message: error.message, code, stack: error.stack };
}

/** The path of a URL without its query, and without the access key that it may name. */
export function pathOf(url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  return path.replace(/^(\/api\/v1\/keys\/).+/i, '$1***');
}
