// `npm run bench -- --against FOLDER`: singles of this checkout beside those of another that is built, in turns.

import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { loadReassignments, type Target } from './load.ts';
import { quantile } from './quantile.ts';
import { type BenchedService, startService } from './service.ts';
import { perSecond, type Row } from './table.ts';

interface AgainstOptions {
  folder: string;
  rounds: number;
  seconds: number;
}

const size = { leads: 100_000, users: 1_000 };

/** Both serve at once, and each is loaded while the other rests; which goes first changes from round to round. */
export async function benchAgainst({ folder, rounds, seconds }: AgainstOptions): Promise<Row[]> {
  const roots = [join(import.meta.dirname, '..'), resolve(folder)];
  const services = await Promise.all(roots.map((root) => startService(root)));
  try {
    const targets = await Promise.all(services.map((service, place) => fill(service, roots[place] ?? '')));
    for (const target of targets) {
      await loadReassignments(target, { connections: 64, seconds: 3, leads: size.leads }); // warm
    }
    const rows: Row[] = [];
    for (const connections of [64, 256]) {
      const [mine, theirs] = await takeTurns(targets, { rounds, seconds, connections });
      rows.push({
        what: `${connections} connections, median rate`,
        measured: perSecond(mine),
        floor: `${perSecond(theirs)} there`,
        ratio: mine / theirs,
        wanted: '>= 0.95',
      });
    }
    return rows;
  } finally {
    await Promise.all(services.map((service) => service.stop()));
  }
}

/** World and key are made by the checkout's own code, for its database may be of another version. */
async function fill(service: BenchedService, root: string): Promise<Target> {
  const world: typeof import('./world.ts') = await import(
    pathToFileURL(join(root, 'bench', 'world.ts')).href
  );
  await world.fillWorld(service.ownerUrl, 1, size);
  const program = join(root, 'dist', 'cli', 'main.js');
  const asked = ['keys', 'create', '--org', '1', '--email', 'user1@example.com', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, [
    program,
    ...asked,
    '--database-url',
    service.ownerUrl,
  ]);
  const { accessKey, secretKey }: { accessKey: string; secretKey: string } = JSON.parse(stdout);
  return { orgId: 1, address: service.address, accessKey, secretKey };
}

/** The median rate of each target. */
async function takeTurns(
  targets: readonly Target[],
  { rounds, seconds, connections }: { rounds: number; seconds: number; connections: number },
): Promise<[number, number]> {
  const rates: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const place of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const target = targets[place];
      if (!target) continue;
      const { perSecond: rate, failures } = await loadReassignments(target, {
        connections,
        seconds,
        leads: size.leads,
      });
      if (failures > 0) throw new Error(`${failures} reassignments were refused at ${target.address}.`);
      rates[place].push(rate);
    }
  }
  return [quantile(rates[0], 0.5), quantile(rates[1], 0.5)];
}
