// Serves the sample organisation and takes a picture of every screen: `npm run screenshots -- leads lead` takes those two.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchBrowser, signInByLink } from '../support/browser.ts';
import { serveProgram } from '../support/serve-program.ts';
import { until } from '../support/until.ts';
import { tellSampleStory } from './sample-story.ts';
import { listScreens, type Screen } from './screens.ts';

const folder = 'docs/pictures';
const wanted = process.argv.slice(2);
const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const linkPattern = /\S+\/first-sign-in#\S+/;
const schemes = ['light', 'dark'] as const;

const dataDir = await mkdtemp(join(tmpdir(), 'baton-pictures-'));
const program = await serveProgram(['--sample', '--data-dir', dataDir]);
const browser = await launchBrowser();
try {
  await mkdir(folder, { recursive: true });
  await until('the sign-in link is shown', () => linkPattern.test(program.output()));
  const [link = ''] = linkPattern.exec(program.output()) ?? [];
  const story = await tellSampleStory(program.address, program.output());
  const screens = listScreens(story).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const context = await signIn(browser, link);
  for (const screen of screens) await takeAll(screen, context);
} finally {
  await browser.close();
  await program.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function signIn(from: Browser, link: string): Promise<BrowserContext> {
  const context = await from.newContext();
  const page = await context.newPage();
  await signInByLink(page, link, 'a long enough sentence');
  await page.close();
  return context;
}

async function takeAll({ name, path, isOutside }: Screen, signedIn: BrowserContext): Promise<void> {
  const context = isOutside ? await browser.newContext() : signedIn;
  const page = await context.newPage();
  for (const size of widths) {
    await page.setViewportSize(size);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`${program.address}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(folder, `${name}-${size.width}-${colorScheme}.png`) });
    }
  }
  await page.close();
}
