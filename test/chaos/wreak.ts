import { setTimeout as delay } from 'node:timers/promises';
import { seedRandom } from '../../src/core/sample/sample-random-rules.ts';
import { aBusyOrganisation } from '../support/a-busy-organisation.ts';
import { aDataFolder } from '../support/data-folder.ts';
import { type Load, type LoadOptions, startLoad } from '../support/load.ts';
import { closeDatabase, openFolder } from '../support/open-folder.ts';
import { type ServedProgram, serveProgram } from '../support/serve-program.ts';
import { until } from '../support/until.ts';
import { type BulkLoad, startBulks } from './clients.ts';
import { type Harm, harm, harms } from './harm.ts';
import { judge, type Verdict } from './judge.ts';

export interface ChaosPlan {
  seed: number;
  /** It ends with the first of the two. */
  mostKills: number;
  mostMinutes: number;
  /** How many call at once. */
  clients: LoadOptions & { bulks: number };
  say(line: string): void;
}

const orgId = 3;
/** Two chunks of a request of all of them. */
const leads = 4_500;
const longestPeaceMs = 1_500;
const patienceMs = 120_000;

/** Kills Baton and its PostgreSQL under load, again and again, and judges at the end what is there. */
export async function wreak(plan: ChaosPlan): Promise<Verdict> {
  const folder = await aDataFolder();
  const serve = () => serveProgram(['--data-dir', folder.path, '--log-level', 'warn']);
  let server = await serve();
  try {
    const world = await onFolder(folder, (database) => aBusyOrganisation(database, { orgId, leads }));
    const random = seedRandom(plan.seed);
    const load = startLoad(server.address, world, plan.clients);
    const bulks = startBulks(load, world, { clients: plan.clients.bulks, random: seedRandom(plan.seed + 1) });
    const kills = await killOnAndOn({ plan, random, load, bulks }, async (what) => {
      if (await harm(what, { server, folder })) server = await serve();
      load.address = server.address;
      return server;
    });
    await Promise.all([load.stop(), bulks.stop()]);
    return await onFolder(folder, (database) => judge(database, { orgId, kills, load, bulks }));
  } finally {
    await server.kill();
    await folder.remove();
  }
}

async function onFolder<Result>(
  folder: Parameters<typeof openFolder>[0],
  work: (database: Awaited<ReturnType<typeof openFolder>>) => Promise<Result>,
): Promise<Result> {
  const database = await openFolder(folder);
  try {
    return await work(database);
  } finally {
    await closeDatabase(database);
  }
}

interface Killing {
  plan: ChaosPlan;
  random(): number;
  load: Load;
  bulks: BulkLoad;
}

/** Each sort of harm comes once before chance chooses, and each after the same clients have gone on since the last. */
async function killOnAndOn(
  { plan, random, load, bulks }: Killing,
  strike: (what: Harm) => Promise<ServedProgram>,
): Promise<Map<Harm, number>> {
  const kills = new Map<Harm, number>();
  const endsAt = performance.now() + plan.mostMinutes * 60_000;
  let server: ServedProgram | undefined;
  for (let killed = 0; killed < plan.mostKills && performance.now() < endsAt; killed += 1) {
    await untilTheyGoOn({ load, bulks }, () => server?.output() ?? '');
    await delay(random() * longestPeaceMs);
    const what = harms[killed < harms.length ? killed : Math.floor(random() * harms.length)] ?? harms[0];
    plan.say(`${killed + 1}: ${what}`);
    server = await strike(what);
    kills.set(what, (kills.get(what) ?? 0) + 1);
  }
  await untilTheyGoOn({ load, bulks }, () => server?.output() ?? '');
  return kills;
}

async function untilTheyGoOn(
  { load, bulks }: Pick<Killing, 'load' | 'bulks'>,
  output: () => string,
): Promise<void> {
  const [singles, managers] = [load.acknowledged.length, load.accepted.length];
  const goesOn = () => load.acknowledged.length > singles + 20 && load.accepted.length > managers + 1;
  await until('clients go on', goesOn, {
    patienceMs,
    describe: () => [...load.refused].map(String).concat(bulks.wrong, output()).join('\n'),
  });
}
