import type { Page } from 'playwright-core';
import { openFresh, showsRows, timeOpening, type Visit } from './browse.ts';
import { scrollByWheel } from './frames.ts';
import { quantile } from './quantile.ts';
import { perSecond, type Row } from './table.ts';

const times = 3;
const seconds = 8;
const rowHeight = 38;

/** The table of leads as they come page after page, and with all of them loaded; the floor is a page of plain rows. */
export async function benchScrolling(visit: Visit, leads: number): Promise<Row[]> {
  const context = await openFresh(visit);
  const plain = await context.newPage();
  await plain.setContent('<div id="rows" style="height: 840px; overflow: auto"></div>');
  await plain.evaluate(`document.querySelector('#rows').innerHTML = Array.from({ length: ${leads} }, (_, n) =>
    '<div style="height: ${rowHeight}px">Lead ' + n + '</div>').join('')`);
  const { page } = await timeOpening(context, `${visit.address}/leads`, showsRows);
  const rows = await compare('leads scrolled as they come', page, plain);
  await page.evaluate(`(async () => {
    const table = document.querySelector('[role="grid"]').parentElement;
    while (table.scrollHeight < ${leads * rowHeight}) {
      table.scrollTop = table.scrollHeight;
      await new Promise(requestAnimationFrame);
    }
    table.scrollTop = 0;
  })()`);
  rows.push(...(await compare(`${leads} leads scrolled, all loaded`, page, plain)));
  await context.close();
  return rows;
}

async function compare(what: string, page: Page, plain: Page): Promise<Row[]> {
  const rates: number[] = [];
  const floor: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    floor.push(...(await scrollByWheel(plain, seconds)));
    rates.push(...(await scrollByWheel(page, seconds)));
  }
  return [
    { name: 'frames, median', share: 0.5 },
    { name: 'frames, slowest twentieth', share: 0.05 },
  ].map(({ name, share }) => ({
    what: `${what}, ${name}`,
    measured: perSecond(quantile(rates, share)),
    floor: perSecond(quantile(floor, share)),
    ratio: quantile(rates, share) / quantile(floor, share),
    wanted: '>= 50/s quiet',
  }));
}
