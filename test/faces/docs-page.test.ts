import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, watchPage } from '../support/browser.ts';
import { serveApp } from '../support/serve-app.ts';
import { useDatabase } from '../support/use-world.ts';

let browser: Browser;

after(() => browser.close());
const world = useDatabase(async () => {
  browser = await launchBrowser();
});

test('a browser shows the API at /docs, and asks no other host for anything', async (t) => {
  const app = await serveApp(world);
  t.after(() => app.stop());
  const page = await browser.newPage();
  const { errors, hosts } = watchPage(page);
  await page.goto(`${app.address}/docs`);
  for (const summary of ['Make a request', 'Undo a request', 'List users']) {
    await page.getByText(summary).first().waitFor({ state: 'attached' });
  }
  assert.deepEqual(errors, []);
  assert.deepEqual([...hosts], [new URL(app.address).host]);
});
