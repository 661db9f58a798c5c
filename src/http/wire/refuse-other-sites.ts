import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../contract/refusal.ts';
import { isSecure, type Site } from './site.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses a call that changes something, unless it shows that no page of another site makes the browser send it. */
export function refuseOtherSites(site: Site, request: FastifyRequest): void {
  if (harmless.has(request.method) || (!isOfOtherSite(site, request) && isOfThisSite(site, request))) return;
  throw new Refusal('other-site', {
    message:
      'With a session, a call that changes something must come from a page of this server: its browser says so by ' +
      'Sec-Fetch-Site or Origin (behind a proxy that speaks https, Baton has to know by --public-url). Other programs send the header `baton-csrf: 1`, or keys.',
  });
}

/** Refuses a call that a page of another site makes, as far as the browser says so. */
export function refuseKnownOtherSites(site: Site, request: FastifyRequest): void {
  if (!isOfOtherSite(site, request)) return;
  throw new Refusal('other-site', { message: 'Signing in is for pages of this server. Open it there.' });
}

function isOfOtherSite(site: Site, request: FastifyRequest): boolean {
  const told = request.headers['sec-fetch-site'];
  if (told !== undefined) return told !== 'same-origin';
  return request.headers.origin !== undefined && !isOwnOrigin(site, request);
}

/** Only a page of this server can set the header: the browser asks for leave first, and gets none. */
function isOfThisSite(site: Site, request: FastifyRequest): boolean {
  const { headers } = request;
  return (
    headers['sec-fetch-site'] === 'same-origin' || headers['baton-csrf'] === '1' || isOwnOrigin(site, request)
  );
}

/** By its scheme, too: a page over http, which whoever is on the way could have written, is not of a site over https. */
function isOwnOrigin(site: Site, request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  const own = `${isSecure(site, request) ? 'https' : 'http'}://${host}`;
  return origin !== undefined && URL.canParse(own) && origin === new URL(own).origin;
}
