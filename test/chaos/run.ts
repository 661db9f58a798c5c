// `npm run chaos`: kills until it was enough, and tells what is there.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Verdict } from './judge.ts';
import { wreak } from './wreak.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    kills: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Where the program keeps itself compiled, so that its starts are quick. */
const compiled = await mkdtemp(join(tmpdir(), 'baton-compiled-'));
process.env.NODE_COMPILE_CACHE = compiled;
const never = Number.POSITIVE_INFINITY;
const usualMinutes = values.kills === undefined ? 5 : never;

say(`seed ${values.seed}`);
const beganAt = performance.now();
const told = await wreak({
  seed: Number(values.seed),
  mostKills: Number(values.kills ?? never),
  mostMinutes: Number(values.minutes ?? usualMinutes),
  clients: { reassigning: 8, changingManagers: 2, bulks: 2 },
  say,
});
say(JSON.stringify(told.kills, null, 2));
say(summarise(told));
await rm(compiled, { recursive: true, force: true });
process.exitCode = told.faults.length === 0 ? 0 : 1;

function summarise({ kills, acknowledged: { singles, managers, bulks }, broken, faults }: Verdict): string {
  const count = (number: number) => number.toLocaleString('en');
  const all = Object.values(kills).reduce((sum, each) => sum + each, 0);
  const changes = `${count(singles)} singles, ${count(managers)} calls of managers and ${count(bulks)} bulks and undos`;
  const minutes = Math.round((performance.now() - beganAt) / 60_000);
  const held = `${count(all)} kills in ${minutes} minutes under ${changes} that were acknowledged, ${count(broken)} calls cut off`;
  return faults.length === 0
    ? `${held}: nothing lost, nothing doubled, no law broken.`
    : [`${held}: ${count(faults.length)} faults.`, ...faults].join('\n');
}
