import { randomBytes } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Refusal, refusals } from '../contract/refusal.ts';
import { guardAnswers } from './guard-answers.ts';
import { answerProblem } from './v1/answer-problem.ts';
import type { Site } from './wire/site.ts';

/** Stands in the page for the mark of its own script, which each answer has anew. */
const placeOfNonce = randomBytes(16).toString('base64url');

/** Everything the pages need comes from this server; the browser may reach no other. */
const contentSecurityPolicy = [
  `default-src 'none'`,
  `script-src 'self' 'nonce-${placeOfNonce}'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data: blob:`,
  `font-src 'self' data:`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

/**
 * The readable API reference at `/docs`, and the codes of problem details at `/docs/refusals`. They are a
 * server of their own, made when somebody first looks: the reference alone takes 25 MB of memory.
 */
export function serveDocs(app: FastifyInstance, site: Site): void {
  let docs: Promise<FastifyInstance> | undefined;
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    refuseHostless(request);
    docs ??= buildDocs(site);
    const { routing } = await docs;
    reply.hijack();
    routing(request.raw, reply.raw);
  };
  app.get('/docs', { schema: { hide: true } }, answer);
  app.get('/docs/*', { schema: { hide: true } }, answer);
  app.addHook('onClose', async () => (await docs)?.close());
}

/** What serves the page makes a URL of the Host header. */
function refuseHostless({ hostname }: FastifyRequest): void {
  if (URL.canParse(`http://${hostname}`)) return;
  throw new Refusal('invalid-input', { message: 'The Host header of this call names no host.' });
}

async function buildDocs(site: Site): Promise<FastifyInstance> {
  const app = fastify();
  guardAnswers(app, site);
  app.setNotFoundHandler((_request, reply) => answerProblem(reply, new Refusal('path-not-found')));
  app.addHook('onSend', async (_request, reply, payload) => {
    const nonce = randomBytes(16).toString('base64url');
    const mark = (text: string) => text.replaceAll(placeOfNonce, nonce);
    void reply.header('content-security-policy', mark(contentSecurityPolicy));
    const isPage = String(reply.getHeader('content-type')).startsWith('text/html');
    return isPage && typeof payload === 'string' ? mark(payload) : payload;
  });
  app.get('/docs/refusals', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(describeRefusals()),
  );
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  await app.register(scalar, {
    routePrefix: '/docs',
    configuration: {
      url: '/openapi.json',
      pageTitle: 'Baton API',
      nonce: placeOfNonce,
      proxyUrl: '', // calls that are tried out go straight to this server
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      showDeveloperTools: 'never',
      hideClientButton: true,
    },
  });
  await app.ready();
  return app;
}

function describeRefusals(): string {
  const rows = Object.entries(refusals).map(
    ([code, { status, title }]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Baton: refusals</title>
<style>body{font-family:system-ui,sans-serif;margin:2rem}td,th{padding:.3rem 1rem;text-align:left}:target{background:#ffd}</style>
<h1>Refusals</h1>
<p>What <code>/api/v1</code> answers, as problem details, when it refuses a call; <a href="/docs/">the API</a>.</p>
<table><tr><th>Code</th><th>Status</th><th>Meaning</th></tr>
${rows.join('\n')}
</table>
</html>`;
}
