import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { OrganisationPlan } from './an-organisation.ts';
import { launchBrowser, type PageTrouble, signInByLink, watchPage } from './browser.ts';
import { letIn } from './sign-in.ts';
import { useWorld, type World } from './use-world.ts';

/** The password of everybody who signs in by `enter`. */
export const password = 'a long enough sentence';

/** Somebody who has signed in, in a browser of their own. */
export interface Visitor {
  page: Page;
  /** What their page did that it should not have. */
  trouble: PageTrouble;
}

export interface Web<Name extends string> extends World<Name> {
  enter(name: Name): Promise<Visitor>;
  /** Whoever has a sign-in link. */
  enterBy(link: string): Promise<Visitor>;
}

/** A world with its web UI, and people who open it: `await web.enter('ada')`; `begin` as in `useWorld`. */
export function useWeb<Name extends string>(
  plan: OrganisationPlan<Name>,
  begin?: () => Promise<void>,
): Web<Name> {
  let browser: Browser | undefined;
  after(() => browser?.close());
  const world = useWorld({ ...plan, served: 'with worker' }, async () => {
    browser = await launchBrowser();
    await begin?.();
  });
  const open = async (come: (page: Page) => Promise<void>): Promise<Visitor> => {
    assert.ok(browser);
    const page = await openPage(browser, world.address);
    const trouble = watchPage(page);
    await come(page);
    return { page, trouble };
  };
  const web = Object.assign(world, {
    enterBy: (link: string) => open((page) => signInByLink(page, link, password)),
    enter: async (name: Name) => {
      const { email } = world.user(name);
      const { cookie } = await letIn(world.app, world.database, { orgId: world.orgId, email, password });
      return open((page) => continueSession(page, world.address, cookie));
    },
  });
  return web;
}

/** With a session that began elsewhere: how one begins on the screen is not asked by whoever enters. */
async function continueSession(page: Page, address: string, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=', 2);
  await page.context().addCookies([{ name, value, url: address }]);
  await page.goto('/leads');
  await page.getByRole('heading', { name: 'Leads', exact: true }).waitFor();
}

async function openPage(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    baseURL,
    reducedMotion: 'reduce', // of what moves only the end is looked at
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}
