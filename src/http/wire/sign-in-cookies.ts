import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSecure, type Site } from './site.ts';

const daySeconds = 24 * 3_600;

/** What a browser keeps, and for how long: who has signed in, who has yet to give a code, and that it was here before. */
const maxAges = {
  session: 7 * daySeconds,
  'sign-in': 5 * 60,
  device: 180 * daySeconds,
} as const;
type CookieName = keyof typeof maxAges;

export function readCookie(site: Site, request: FastifyRequest, name: CookieName): string | undefined {
  const { cookie } = request.headers;
  return cookie === undefined ? undefined : parseCookie(cookie)[nameOf(name, isSecure(site, request))];
}

export function setCookie(site: Site, reply: FastifyReply, name: CookieName, value: string): void {
  void reply.header('set-cookie', describe(site, reply.request, { name, value, maxAge: maxAges[name] }));
}

export function clearCookie(site: Site, reply: FastifyReply, name: CookieName): void {
  void reply.header('set-cookie', describe(site, reply.request, { name, value: '', maxAge: 0 }));
}

/** With its prefix a browser takes the cookie from this very host alone, over https alone. */
function nameOf(name: CookieName, isHttps: boolean): string {
  return `${isHttps ? '__Host-' : ''}baton-${name}`;
}

/** Scripts cannot read it, and no other site's page can make a browser send it. */
function describe(
  site: Site,
  request: FastifyRequest,
  { name, ...cookie }: { name: CookieName; value: string; maxAge: number },
): string {
  const secure = isSecure(site, request);
  return stringifySetCookie({
    ...cookie,
    name: nameOf(name, secure),
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure,
  });
}
