import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { refusals } from '../../src/contract/refusal.ts';
import { buildApp } from '../support/build-app.ts';
import { listUnbounded } from '../support/unbounded-members.ts';
import { useDatabase } from '../support/use-world.ts';

interface Operation {
  tags?: string[];
  summary?: string;
  operationId?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: object }> }>;
}

interface Document {
  openapi: string;
  info: { title?: string; version?: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
}

let app: FastifyInstance;
let document: Document;

after(() => app.close());
const db = useDatabase(async () => {
  app = await buildApp(db.database);
  document = (await app.inject('/openapi.json')).json();
});

function operations(): { path: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => ({ path, operation })),
  );
}

test('the document is OpenAPI 3.1 and holds the routes of all faces', () => {
  assert.match(document.openapi, /^3\.1\.\d+$/);
  assert.ok(document.info.title && document.info.version);
  const paths = Object.keys(document.paths);
  for (const path of [
    '/api/v1/requests/{id}/rows',
    '/api/v1/leads/{id}',
    '/api/v2/pub/application/reassign',
    '/v2/UserManagement.svc/UpdateReportingManagerInBulk',
  ]) {
    assert.ok(paths.includes(path), path);
  }
  assert.ok(!paths.some((path) => path.startsWith('/docs') || path === '/healthz'));
});

test('every operation has a summary, a declared tag, a good answer and path parameters that it declares', () => {
  const tags = document.tags.map(({ name }) => name);
  assert.ok(operations().length > 10);
  for (const { path, operation } of operations()) {
    assert.ok(operation.summary, path);
    assert.ok(operation.tags?.length === 1 && tags.includes(operation.tags[0] ?? ''), path);
    assert.ok(
      Object.keys(operation.responses).some((status) => /^20[0124]$/.test(status)),
      path,
    );
    for (const answer of Object.values(operation.responses)) assert.ok(answer.description, path);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
    assert.deepEqual(declared.map(({ name }) => name).sort(), inPath.sort(), path);
    assert.ok(declared.every(({ required }) => required === true));
  }
});

/** Read line by line, with bounds of its own. */
const boundedOtherwise = ['POST /api/v1/requests text/csv '];

test('no member of a body may be of any size: texts are so long at most, lists and objects have so many members', () => {
  const bodies = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]) =>
      Object.entries(requestBody?.content ?? {}).map(
        ([type, { schema }]) => [`${method.toUpperCase()} ${path} ${type} `, schema] as const,
      ),
    ),
  );
  assert.ok(bodies.length > 10, `saw only ${bodies.length} bodies`);
  const unbounded = bodies.flatMap(([name, schema]) => listUnbounded(schema).map((path) => `${name}${path}`));
  assert.deepEqual(unbounded, boundedOtherwise);
});

test('operation ids are unique', () => {
  const ids = operations().flatMap(({ operation }) => operation.operationId ?? []);
  assert.ok(ids.length > 0);
  assert.equal(new Set(ids).size, ids.length);
});

test('every reference in the document leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to ?? '');
  assert.ok(references.includes('#/components/schemas/Problem'));
  for (const reference of references) {
    const target = reference
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>((at, part) => Object.entries(at ?? {}).find(([name]) => name === part)?.[1], document);
    assert.ok(target, reference);
  }
});

test('every error of our own API is a problem', () => {
  const own = operations().filter(({ path }) => path.startsWith('/api/v1/'));
  for (const { path, operation } of own) {
    for (const [status, answer] of Object.entries(operation.responses)) {
      if (status.startsWith('2')) continue;
      assert.deepEqual(Object.keys(answer.content ?? {}), ['application/problem+json'], `${path} ${status}`);
    }
  }
});

test('the reference at /docs needs nothing but this server', async () => {
  assert.equal((await app.inject('/docs')).headers.location, '/docs/');
  const page = await app.inject('/docs/');
  assert.match(String(page.headers['content-type']), /^text\/html/);
  assert.doesNotMatch(page.body, /(https?:)?\/\/\w/, 'no other host is named');
  const policy = String(page.headers['content-security-policy']);
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /connect-src 'self'/);
  assert.doesNotMatch(policy, /https?:|\*/);

  const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
  assert.ok(sources.length > 0);
  for (const source of sources) {
    const { pathname } = new URL(source, 'http://baton/docs/');
    const asset = await app.inject(pathname);
    assert.equal(asset.statusCode, 200, source);
    assert.ok(asset.body.length > 100_000, 'the script is whole, not a loader');
  }
  const nonces = [...page.body.matchAll(/<script[^>]*>/g)].map(([tag]) => /nonce="([^"]+)"/.exec(tag)?.[1]);
  assert.ok(nonces.length > 0 && nonces.every((nonce) => policy.includes(`'nonce-${nonce}'`)));
  const again = await app.inject('/docs/');
  assert.notEqual(again.headers['content-security-policy'], policy, 'each answer has a mark of its own');
});

test('the type of every problem leads to the place that explains it', async () => {
  const problem = (await app.inject('/api/v1/requests')).json();
  const [path, code] = problem.type.split('#');
  const page = await app.inject(path);
  assert.equal(page.statusCode, 200);
  assert.ok(page.body.includes(`id="${code}"`));
  for (const each of Object.keys(refusals)) assert.ok(page.body.includes(`id="${each}"`), each);
});
