import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSecure, type Site } from './site.ts';

const maxAge = 7 * 24 * 3_600;

/** With its prefix a browser takes the cookie from this very host alone, over https alone. */
function nameOf(isHttps: boolean): string {
  return isHttps ? '__Host-baton-session' : 'baton-session';
}

export function readSessionToken(site: Site, request: FastifyRequest): string | undefined {
  const { cookie } = request.headers;
  return cookie === undefined ? undefined : parseCookie(cookie)[nameOf(isSecure(site, request))];
}

export function setSessionCookie(site: Site, reply: FastifyReply, token: string): void {
  void reply.header('set-cookie', describe(site, reply.request, { value: token, maxAge }));
}

export function clearSessionCookie(site: Site, reply: FastifyReply): void {
  void reply.header('set-cookie', describe(site, reply.request, { value: '', maxAge: 0 }));
}

/** Scripts cannot read it, and no other site's page can make a browser send it. */
function describe(site: Site, request: FastifyRequest, cookie: { value: string; maxAge: number }): string {
  const secure = isSecure(site, request);
  return stringifySetCookie({
    ...cookie,
    name: nameOf(secure),
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure,
  });
}
