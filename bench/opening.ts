import { readdir, stat } from 'node:fs/promises';
import { openFresh, showsRows, timeOpening, type Visit } from './browse.ts';
import { quantile } from './quantile.ts';
import { ms, type Row } from './table.ts';

const times = 9;
const assets = new URL('../dist/web/assets/', import.meta.url);

/** Somebody can type: the search field has taken a digit and offers to clear it. */
const takesInput = `(() => {
  const field = document.querySelector('input[data-search]');
  if (field?.value === '') {
    field.focus();
    document.execCommand('insertText', false, '1');
  }
  return document.querySelector('[aria-label="Clear the search"]') !== null;
})()`;

/** The leads, until they are on screen and one can type; the floor is a line of text of the same server. */
export async function benchFirstScreen(visit: Visit): Promise<Row[]> {
  const floor: number[] = [];
  const cold: number[] = [];
  const warm: number[] = [];
  for (let turn = 0; turn <= times; turn += 1) {
    const context = await openFresh(visit);
    const open = async (path: string, isReady: string) => {
      const { page, tookMs } = await timeOpening(context, `${visit.address}${path}`, isReady);
      await page.close();
      return tookMs;
    };
    floor.push(await open('/healthz', `document.readyState === 'complete'`));
    cold.push(await open('/leads', `${showsRows} && ${takesInput}`));
    warm.push(await open('/leads', `${showsRows} && ${takesInput}`));
    await context.close();
  }
  return [
    asRow('leads open, nothing cached', cold, floor),
    asRow('leads open, scripts and styles cached', warm, floor),
  ];
}

/** The org chart until its cards are on screen; the floor is to fetch its JSON and to parse it, and nothing else. */
export async function benchChart(visit: Visit): Promise<Row> {
  const floor: number[] = [];
  const chart: number[] = [];
  for (let turn = 0; turn <= times; turn += 1) {
    const context = await openFresh(visit);
    const { page, tookMs } = await timeOpening(context, `${visit.address}/people?view=chart`, showsRows);
    chart.push(tookMs);
    await page.goto(`${visit.address}/healthz`);
    floor.push(await page.evaluate<number>(fetchChart));
    await context.close();
  }
  return asRow('org chart of 10000 people opens, nothing cached', chart, floor);
}

const fetchChart = `(async () => {
  const started = performance.now();
  window.chart = await (await fetch('/api/v1/org-chart', { headers: { 'baton-csrf': '1' } })).json();
  return performance.now() - started;
})()`;

/** The first of each warms the server and the browser. */
function asRow(what: string, [, ...took]: number[], [, ...floor]: number[]): Row {
  const [measured, least] = [quantile(took, 0.5), quantile(floor, 0.5)];
  return {
    what,
    measured: ms(measured),
    floor: ms(least),
    ratio: measured / least,
    wanted: '< 1 s quiet',
  };
}

/** What had come when the leads were first on screen; the peer is all of the UI. */
export async function weighFirstScreen(visit: Visit): Promise<Row> {
  const context = await openFresh(visit);
  const keepBytes = `${showsRows} && (window.bytes = performance.getEntriesByType('resource')
    .filter(({ name }) => /\\.(js|css)$/.test(name))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0))`;
  const { page } = await timeOpening(context, `${visit.address}/leads`, keepBytes);
  const first = await page.evaluate<number>('window.bytes');
  await context.close();
  const all = await weighAll();
  return {
    what: 'scripts and styles of the leads, compressed, of all',
    measured: kB(first),
    floor: kB(all),
    ratio: first / all,
    wanted: '< 250 kB',
  };
}

async function weighAll(): Promise<number> {
  const files = (await readdir(assets)).filter((name) => /\.(js|css)\.br$/.test(name));
  const sizes = await Promise.all(files.map(async (name) => (await stat(new URL(name, assets))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function kB(bytes: number): string {
  return `${Math.round(bytes / 1_000)} kB`;
}
