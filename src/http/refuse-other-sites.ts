import type { FastifyRequest } from 'fastify';
import { Refusal } from '../contract/refusal.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses a call that changes something, unless it shows that no page of another site makes the browser send it. */
export function refuseOtherSites(request: FastifyRequest): void {
  if (harmless.has(request.method) || (!isOfOtherSite(request) && isOfThisSite(request))) return;
  throw new Refusal('other-site', {
    message:
      'With a session, a call that changes something must come from a page of this server: its browser says so by ' +
      'Sec-Fetch-Site or Origin. Other programs send the header `baton-csrf: 1`, or keys.',
  });
}

/** Refuses a call that a page of another site makes, as far as the browser says so. */
export function refuseKnownOtherSites(request: FastifyRequest): void {
  if (!isOfOtherSite(request)) return;
  throw new Refusal('other-site', { message: 'Signing in is for pages of this server. Open it there.' });
}

function isOfOtherSite({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin';
  return headers.origin !== undefined && !isOrigin(headers.origin, headers.host);
}

/** Only a page of this server can set the header: the browser asks for leave first, and gets none. */
function isOfThisSite({ headers }: FastifyRequest): boolean {
  return (
    headers['sec-fetch-site'] === 'same-origin' ||
    headers['baton-csrf'] === '1' ||
    (headers.origin !== undefined && isOrigin(headers.origin, headers.host))
  );
}

function isOrigin(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
