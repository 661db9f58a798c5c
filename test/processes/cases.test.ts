// Situations that users of such products have met, against the served program.

import { after, before, test } from 'node:test';
import { beginCase } from '../cases/begin-case.ts';
import { cases } from '../cases/cases.ts';
import { type ServedProgram, serveProgram } from '../support/serve-program.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let db: TestDatabase;
let server: ServedProgram;

before(async () => {
  db = await createTestDatabase();
  server = await serveProgram(['--database-url', db.url]);
});
after(async () => {
  await server.stop();
  await db.drop();
});

for (const [place, { says, play }] of cases.entries()) {
  test(says, async () => {
    await play(await beginCase({ address: server.address, database: db.database }, place + 1));
  });
}
