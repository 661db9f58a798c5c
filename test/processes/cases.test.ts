// Situations that users of such products have met, against the served program.

import { after, test } from 'node:test';
import { beginCase } from '../cases/begin-case.ts';
import { cases } from '../cases/cases.ts';
import { type ServedProgram, serveProgram } from '../support/serve-program.ts';
import { useDatabase } from '../support/use-world.ts';

let server: ServedProgram;

after(() => server.stop());
const db = useDatabase(async () => {
  server = await serveProgram(['--database-url', db.url]);
});

for (const [place, { says, play }] of cases.entries()) {
  test(says, async () => {
    await play(await beginCase({ address: server.address, database: db.database }, place + 1));
  });
}
