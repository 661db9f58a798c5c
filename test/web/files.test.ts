import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { paths } from '../../web/address/paths.ts';
import { useServer } from '../support/use-world.ts';

const server = useServer();

test('every path of the UI is answered with its page, which allows no script but its own files', async () => {
  for (const path of Object.values(paths)) {
    const answer = await server.app.inject(path.replaceAll(/\$\w+/g, '1001'));
    assert.equal(answer.statusCode, 200, path);
    assert.match(answer.body, /<div id="root">/);
    const policy = String(answer.headers['content-security-policy']);
    assert.match(policy, /default-src 'self'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /script-src|unsafe-eval|https?:/);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.doesNotMatch(
      answer.body,
      /<script(?![^>]* src=)|https?:\/\//,
      'no script in the page, no other host',
    );
  }
});

test('a path that is nowhere is answered with the page that says so, and below the API with a problem', async () => {
  const headers = { accept: 'text/html,application/xhtml+xml' };
  const page = await server.app.inject({ url: '/nowhere/at/all', headers });
  assert.equal(page.statusCode, 404);
  assert.match(page.body, /<div id="root">/);
  assert.ok(page.headers['content-security-policy']);
  for (const call of [{ url: '/nowhere' }, { url: '/api/v1/nowhere', headers }]) {
    const answer = await server.app.inject(call);
    assert.equal(answer.statusCode, 404);
    assert.equal(answer.json().code, 'path-not-found');
  }
});

test('files whose names hold a hash are kept for ever, and are sent compressed', async () => {
  const [script = ''] = await listScripts();
  const answer = await server.app.inject({ url: script, headers: { 'accept-encoding': 'br, gzip' } });
  assert.match(String(answer.headers['cache-control']), /immutable/);
  assert.equal(answer.headers['content-encoding'], 'br');
  assert.equal((await server.app.inject('/assets/nothing.js')).statusCode, 404);
  assert.match(String((await server.app.inject('/leads')).headers['cache-control']), /no-cache/);
});

test('what the first screen loads stays below 250 kB compressed', async () => {
  const scripts = await listScripts();
  assert.ok(scripts.length > 0, 'the page names no script');
  const files = await Promise.all(scripts.map((path) => readFile(`dist/web${path}`)));
  const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
  assert.ok(bytes < 250_000, `${bytes} bytes`);
});

test('the API answers without the headers of pages', async () => {
  const answer = await server.app.inject('/api/v1/users');
  assert.equal(answer.headers['content-security-policy'], undefined);
});

/** The scripts that the page loads at once. */
async function listScripts(): Promise<string[]> {
  const { body } = await server.app.inject('/');
  return [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);
}
