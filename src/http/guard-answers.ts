import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readCookie } from './wire/sign-in-cookies.ts';
import type { Site } from './wire/site.ts';

/** Answers hold personal data: nobody on the way keeps them, no browser guesses what they are or tells whence one came. */
const always = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

export type Guards = Readonly<Record<string, string>>;

const yearS = 365 * 24 * 3_600;

/** What every answer of this server carries, a page or none. */
export function listGuards({ isHttps }: Site): Guards {
  return { ...always, ...(isHttps ? { 'strict-transport-security': `max-age=${yearS}` } : {}) };
}

/** Each answer carries the guards, and one that refuses whoever calls says by what they could prove who they are. */
export function guardAnswers(app: FastifyInstance, site: Site): void {
  const guards = listGuards(site);
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(guards);
    done();
  });
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (reply.statusCode === 401) void reply.header('www-authenticate', challenge(site, request));
    done();
  });
}

/** A browser asks for a password by a window of its own where it is told of Basic, and where not it leaves that to the page. */
function challenge(site: Site, request: FastifyRequest): string {
  return isOfPage(site, request)
    ? 'Session realm="Baton"'
    : 'Basic realm="Baton", charset="UTF-8", Bearer realm="Baton"';
}

/** Over http to another machine a browser says nothing of where a call comes from; the web UI's own calls do. */
function isOfPage(site: Site, request: FastifyRequest): boolean {
  const { headers } = request;
  return (
    headers['sec-fetch-site'] !== undefined ||
    headers['baton-csrf'] !== undefined ||
    readCookie(site, request, 'session') !== undefined
  );
}
