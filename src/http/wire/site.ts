import type { FastifyRequest } from 'fastify';

/** How people reach this server, which it cannot tell by itself. */
export interface Site {
  /** The address that people open is an https one. */
  isHttps: boolean;
  /** How many proxies stand before it, each of which adds to `X-Forwarded-For` who called it. */
  proxies: number;
}

/** Whether the browser speaks https, to us or to whatever stands before us. */
export function isSecure(site: Site, { headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return site.isHttps || headers['x-forwarded-proto'] === 'https';
}

/** Where a call comes from, as far as it is known from proxies that are ours: what a caller says is not believed. */
export function readAddress(
  { proxies }: Site,
  { headers, ip }: Pick<FastifyRequest, 'headers' | 'ip'>,
): string {
  if (proxies === 0) return ip;
  const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  return told.at(-proxies)?.trim() || ip;
}
