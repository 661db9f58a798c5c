import { launchBrowser } from '../test/support/browser.ts';
import { signIn } from './browse.ts';
import { benchChart, benchFirstScreen, weighFirstScreen } from './opening.ts';
import { benchScrolling } from './scrolling.ts';
import type { Row } from './table.ts';

/** An organisation of `leads` leads, served to a real browser. */
interface Setting {
  ownerUrl: string;
  address: string;
  orgId: number;
  leads: number;
}

/** The web UI: how soon a screen is there, how smoothly it scrolls, how much it loads. */
export async function benchWeb(setting: Setting): Promise<Row[]> {
  const browser = await launchBrowser();
  try {
    const visit = { browser, address: setting.address, session: await signIn(browser, setting) };
    return [
      ...(await benchFirstScreen(visit)),
      await benchChart(visit),
      ...(await benchScrolling(visit, setting.leads)),
      await weighFirstScreen(visit),
    ];
  } finally {
    await browser.close();
  }
}
