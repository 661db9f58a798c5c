// `npm run cases`: situations that users of such products have met, each in a new organisation of a server that runs.

import { parseArgs } from 'node:util';
import { closeDatabase, openDatabase } from '../../src/database/database.ts';
import { findEmbedded } from '../../src/database/embedded/find-embedded.ts';
import { beginCase } from './begin-case.ts';
import { cases } from './cases.ts';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4800' },
    'data-dir': { type: 'string', default: '.baton' },
    'database-url': { type: 'string' },
    /** Each case takes the next organisation from here. */
    org: { type: 'string', default: String(Math.floor(1_000_000 + Math.random() * 2_000_000_000)) },
  },
});
const url = values['database-url'] ?? (await findEmbedded(values['data-dir']));
if (!url)
  throw new Error(`No Baton serves from ${values['data-dir']}: start one, or name its --database-url.`);
const database = openDatabase({ url, connections: 4, plannedFor: 'sets', onTrouble: () => {} });

for (const [place, { says, play }] of cases.entries()) {
  try {
    await play(await beginCase({ address: values.url, database }, Number(values.org) + place));
    process.stdout.write(`✔ ${says}\n`);
  } catch (error) {
    process.stdout.write(`✖ ${says}\n${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}
await closeDatabase(database);
