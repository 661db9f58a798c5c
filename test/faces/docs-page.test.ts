import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import bundledChromium from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { serveApp } from '../support/serve-app.ts';
import { useDatabase } from '../support/use-world.ts';

let browser: Browser;

after(() => browser.close());
const world = useDatabase(async () => {
  browser = await chromium.launch({
    executablePath: await bundledChromium.executablePath(),
    args: [...bundledChromium.args, '--no-sandbox'],
  });
});

test('a browser shows the API at /docs, and asks no other host for anything', async (t) => {
  const app = await serveApp(world);
  t.after(() => app.stop());
  const page = await browser.newPage();
  const errors: string[] = [];
  const hosts = new Set<string>();
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('request', (request) => {
    if (request.url().startsWith('http')) hosts.add(new URL(request.url()).host);
  });
  await page.goto(`${app.address}/docs`);
  for (const summary of ['Make a request', 'Undo a request', 'List users']) {
    await page.getByText(summary).first().waitFor({ state: 'attached' });
  }
  assert.deepEqual(errors, []);
  assert.deepEqual([...hosts], [new URL(app.address).host]);
});
