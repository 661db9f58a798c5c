import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../contract/refusal.ts';

/** Where the build leaves the UI, seen from `src/http` and from `dist/http` alike. */
const folder = fileURLToPath(new URL('../../dist/web/', import.meta.url));
const yearMs = 365 * 24 * 3_600_000;

/** The pages of the UI, as in `web/address/paths.ts`; what is below a page is a page, too. */
const pages = ['leads', 'people', 'requests', 'radar', 'settings'] as const;
const paths = [
  '/',
  '/sign-in',
  '/first-sign-in',
  ...pages.flatMap((page) => [`/${page}`, `/${page}/*`]),
] as const;

/** Scripts only from here, none in the page; Mantine writes styles into it. */
const pageHeaders = {
  'content-security-policy': [
    `default-src 'self'`,
    `style-src 'self' 'unsafe-inline'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; '),
} as const;

/** The web UI: one page for every path of it, and the files that the page asks for. */
export async function serveWeb(app: FastifyInstance): Promise<void> {
  if (!existsSync(`${folder}index.html`)) return serveNothing(app);
  await app.register(fastifyStatic, {
    root: `${folder}assets`,
    prefix: '/assets/',
    maxAge: yearMs,
    immutable: true, // each name holds a hash of its content
    preCompressed: true,
    index: false,
    schemaHide: true,
  });
  const sendFresh = (reply: FastifyReply, file: string) =>
    reply.header('cache-control', 'no-cache').sendFile(file, folder, { cacheControl: false });
  const answer = async (_request: FastifyRequest, reply: FastifyReply) =>
    sendFresh(reply.headers(pageHeaders), 'index.html');
  for (const path of paths) app.get(path, { schema: { hide: true } }, answer);
  app.get('/color-scheme.js', { schema: { hide: true } }, async (_request, reply) =>
    sendFresh(reply, 'color-scheme.js'),
  );
}

/** Answers a path that is nowhere with the page that says so, where it is opened in a browser; to be made after all others. */
export async function serveNowhere(app: FastifyInstance): Promise<void> {
  if (!existsSync(`${folder}index.html`)) return;
  const page = await readFile(`${folder}index.html`, 'utf8');
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    if (!isOfReader(request)) throw new Refusal('path-not-found');
    return reply.code(404).headers(pageHeaders).type('text/html; charset=utf-8').send(page);
  });
}

/** Whether somebody opened a path that is nowhere; a script that asked the API for it is told by the API. */
function isOfReader({ url, headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') === true && !/^\/(api|v2)\//.test(url);
}

function serveNothing(app: FastifyInstance): void {
  const answer = async (_request: FastifyRequest, reply: FastifyReply) =>
    reply
      .code(404)
      .type('text/plain; charset=utf-8')
      .send('The web UI was not built: run `npm run build`, then start Baton again. The API is at /docs.\n');
  for (const path of paths) app.get(path, { schema: { hide: true } }, answer);
}
