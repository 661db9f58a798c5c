import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import bundledChromium from '@sparticuz/chromium';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** A real Chromium, out of the registry alone. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await bundledChromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu'], // it would not start as root; what the package proposes ends with any context
  });
}

/** What a page did that it should not have. */
export interface PageTrouble {
  /** Scripts that failed, and what the browser's console calls an error. */
  errors: string[];
  hosts: Set<string>;
}

export function watchPage(page: Page): PageTrouble {
  const trouble: PageTrouble = { errors: [], hosts: new Set() };
  page.on('pageerror', (error) => trouble.errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.errors.push(message.text());
  });
  page.on('request', (request) => {
    if (request.url().startsWith('http')) trouble.hosts.add(new URL(request.url()).host);
  });
  return trouble;
}

/** Opens a sign-in link, chooses a password, and is where the link leads. */
export async function signInByLink(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('The same again').fill(password);
  await page.getByRole('button', { name: 'Set the password and sign in' }).click();
  await page.getByRole('heading', { name: 'Leads', exact: true }).waitFor();
}

/** The short form, which a browser reads in half the time. */
const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** Nothing that axe finds serious on the page as it stands, in dark and in light; what is open stays open. */
export async function assertAccessible(page: Page, screen: string): Promise<void> {
  // Once a document: what was read anew would run slowly anew.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe);
  const shown = await page.evaluate('document.documentElement.dataset.mantineColorScheme');
  const schemes = shown === 'dark' ? (['dark', 'light'] as const) : (['light', 'dark'] as const);
  for (const [place, colorScheme] of schemes.entries()) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' });
    await page.evaluate(atRest);
    const asked = place === 0 ? {} : { runOnly: colours }; // between them a page differs in colours alone
    const options = JSON.stringify({ resultTypes: ['violations'], ...asked });
    const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
    const findings = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
      );
    assert.deepEqual(findings, [], `axe on ${screen} in ${colorScheme}`);
  }
}

/** What fades in has no contrast yet; what turns for ever is not waited for. */
const atRest = `(async () => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
})()`;
