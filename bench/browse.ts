import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createSignInLink } from '../src/core/sessions/create-sign-in-link.ts';
import { closeDatabase, openDatabase } from '../src/database/database.ts';
import { signInByLink } from '../test/support/browser.ts';

/** A browser that opens a Baton, and a session to open it with. */
export interface Visit {
  browser: Browser;
  address: string;
  session: Awaited<ReturnType<BrowserContext['storageState']>>;
}

/** Of a table or of the org chart. */
export const showsRows = `document.querySelector('[role="row"][data-index]') !== null`;

interface Whose {
  ownerUrl: string;
  address: string;
  orgId: number;
}

/** The session of the world's first user, its administrator. */
export async function signIn(
  browser: Browser,
  { ownerUrl, address, orgId }: Whose,
): Promise<Visit['session']> {
  const database = openDatabase({
    url: ownerUrl,
    connections: 1,
    plannedFor: 'singles',
    onTrouble: () => {},
  });
  const { path } = await createSignInLink(database, { orgId, userId: null }, { email: 'user1@example.com' });
  await closeDatabase(database);
  const context = await browser.newContext();
  await signInByLink(await context.newPage(), `${address}${path}`, 'a long enough sentence');
  const session = await context.storageState();
  await context.close();
  return session;
}

/** Signed in, and with nothing in the browser's cache. */
export async function openFresh({ browser, session }: Visit): Promise<BrowserContext> {
  return browser.newContext({ storageState: session, viewport: { width: 1440, height: 900 } });
}

/**
 * Opens a path in a new page and asks once a frame whether `isReady`. The time is from the start of the navigation to
 * the frame after, by the page's own clock: then it was painted.
 */
export async function timeOpening(
  context: BrowserContext,
  url: string,
  isReady: string,
): Promise<{ page: Page; tookMs: number }> {
  const page = await context.newPage();
  await page.addInitScript(`window.ready = new Promise((tell) => {
    const look = () => requestAnimationFrame((${isReady}) ? () => tell(performance.now()) : look);
    requestAnimationFrame(look);
  })`);
  await page.goto(url, { waitUntil: 'commit' });
  return { page, tookMs: await page.evaluate<number>('window.ready') };
}
