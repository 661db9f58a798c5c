import type { Browser, Page } from 'playwright-core';
import type { Organisation } from './an-organisation.ts';
import { launchBrowser, type PageTrouble, signInByLink, watchPage } from './browser.ts';
import { type ServedApp, serveApp } from './serve-app.ts';
import { aLink } from './sign-in.ts';
import type { TestDatabase } from './test-database.ts';

/** The password of everybody who signs in by `enter`. */
export const password = 'a long enough sentence';

/** Somebody who has signed in, in a browser of their own. */
export interface Visitor {
  page: Page;
  /** What their page did that it should not have. */
  trouble: PageTrouble;
}

/** The web UI as it is served, and people who open it. */
export interface OpenWeb<Name extends string> {
  address: string;
  enter(name: Name): Promise<Visitor>;
  /** Whoever has a sign-in link. */
  enterBy(link: string): Promise<Visitor>;
  /** Ends the server, and gives what starts it again at the same address. */
  interrupt(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export async function openWeb<Name extends string>(
  world: TestDatabase,
  org: Organisation<Name>,
): Promise<OpenWeb<Name>> {
  let app: ServedApp = await serveApp(world);
  const browser: Browser = await launchBrowser();
  const { address } = app;
  const enterBy = async (link: string): Promise<Visitor> => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      baseURL: address,
      reducedMotion: 'reduce', // of what moves only the end is looked at
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const trouble = watchPage(page);
    await signInByLink(page, link, password);
    return { page, trouble };
  };
  return {
    address,
    enterBy,
    enter: async (name) => {
      const token = await aLink(world.database, org.orgId, org.user(name).email);
      return enterBy(`${address}/first-sign-in#${token}`);
    },
    interrupt: async () => {
      await app.stop();
      return async () => {
        app = await serveApp(world, Number(new URL(address).port));
      };
    },
    close: async () => {
      await browser.close();
      await app.stop();
    },
  };
}
