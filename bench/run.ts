import { parseArgs } from 'node:util';
import { benchAgainst } from './against.ts';
import { benchBulk } from './bulk.ts';
import { benchExports } from './exports.ts';
import { benchLocks } from './locks.ts';
import { benchManagers } from './managers.ts';
import { benchMemory } from './memory.ts';
import { benchAsOf } from './reads.ts';
import { benchSearch } from './search.ts';
import { makeKey, startService } from './service.ts';
import { benchSingles, benchSize } from './singles.ts';
import { printTable, type Row } from './table.ts';
import { benchWeb } from './web.ts';
import { fillWorld, peoplesNames } from './world.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    /** The folder of another checkout that is built: its singles are measured beside these, and nothing else. */
    against: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    bulk: { type: 'string', default: '1000000' },
    large: { type: 'string', default: '5000000' },
    only: {
      type: 'string',
      multiple: true,
      default: [
        'singles',
        'locks',
        'managers',
        'reads',
        'exports',
        'web',
        'bulk',
        'memory',
        'search',
        'large',
      ],
    },
  },
});
const users = 100_000;
const leads = 100_000;
const chosen = new Set(values.only);
const seconds = Number(values.seconds);

if (values.against === undefined) {
  await benchAll();
} else {
  const folder = values.against;
  printTable(await benchAgainst({ folder, rounds: Number(values.rounds), seconds }));
}

async function benchAll(): Promise<void> {
  const service = await startService();
  const { address, ownerUrl } = service;
  const rows: Row[] = [];
  try {
    await fillWorld(ownerUrl, 1, { leads, users });
    const target = { address, orgId: 1, ...(await makeKey(ownerUrl, 1)) };
    if (chosen.has('singles')) rows.push(...(await benchSingles({ ownerUrl, target, leads, seconds })));
    if (chosen.has('locks')) rows.push(...(await benchLocks({ ownerUrl, target, leads, seconds })));
    if (chosen.has('managers')) rows.push(...(await benchManagers({ ownerUrl, target, users })));
    if (chosen.has('reads')) rows.push(...(await benchAsOf(target)));
    if (chosen.has('exports')) rows.push(...(await benchExports(ownerUrl, target, leads)));
    if (chosen.has('web')) {
      await fillWorld(ownerUrl, 4, { leads, users: 10_000 });
      rows.push(...(await benchWeb({ ownerUrl, address, orgId: 4, leads })));
    }
    if (chosen.has('bulk')) {
      await fillWorld(ownerUrl, 2, { leads: Number(values.bulk), users: 1_000 });
      const bulk = { address, orgId: 2, ...(await makeKey(ownerUrl, 2)) };
      const size = { leads: Number(values.bulk), singleLeads: leads };
      rows.push(...(await benchBulk({ ownerUrl, target: bulk, singles: target, ...size })));
    }
    if (chosen.has('memory')) {
      await fillWorld(ownerUrl, 5, { leads: Number(values.bulk), users: 1_000 });
      const target = { address, orgId: 5, ...(await makeKey(ownerUrl, 5)) };
      rows.push(...(await benchMemory(service, target, Number(values.bulk))));
    }
    if (chosen.has('search')) {
      const named = Number(values.large);
      await fillWorld(ownerUrl, 6, { leads: named, users: 1_000, named: peoplesNames });
      const target = { address, orgId: 6, ...(await makeKey(ownerUrl, 6)) };
      rows.push(...(await benchSearch(ownerUrl, target, named)));
    }
    if (chosen.has('large')) {
      await fillWorld(ownerUrl, 3, { leads: Number(values.large), users: 1_000 });
      const large = { address, orgId: 3, ...(await makeKey(ownerUrl, 3)) };
      rows.push(await benchSize({ small: target, large, leads, largeLeads: Number(values.large), seconds }));
    }
  } finally {
    printTable(rows);
    const most = chosen.has('bulk') ? 300 : 250;
    const peak = Math.round(await service.peakMemoryMb());
    process.stdout.write(`server memory at its peak: ${peak} MB, wanted < ${most} MB\n`);
    await service.stop();
  }
}
