// Whoever is refused before their whole body came in reads why, however much they were still sending.

import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { anOrganisation } from '../support/an-organisation.ts';
import { buildApp } from '../support/build-app.ts';
import { useDatabase } from '../support/use-world.ts';

const piece = Buffer.alloc(262_144, ' ');
const pieces = 32;

let app: FastifyInstance;
let address: string;
let admin: Record<string, string>;
let agent: Record<string, string>;

after(async () => {
  const closed = app.close();
  app.server.closeAllConnections();
  await closed;
});
const db = useDatabase(async () => {
  const org = await anOrganisation(db.database, {
    orgId: 72,
    users: { ada: {}, abe: { accessRole: 'agent' } },
  });
  [admin, agent] = [{ ...(await org.signIn('ada')) }, { ...(await org.signIn('abe')) }];
  app = await buildApp(db.database);
  address = await app.listen({ host: '127.0.0.1', port: 0 });
});

interface Refused {
  name: string;
  path: string;
  headers: () => Record<string, string>;
  status: number;
}

const single = '/api/v2/pub/application/reassign?orgId=72';
const refused: Refused[] = [
  { name: 'no key', path: '/api/v1/requests', headers: () => ({}), status: 401 },
  { name: 'an agent', path: '/api/v1/requests', headers: () => agent, status: 403 },
  { name: 'a body too large for a single', path: single, headers: () => admin, status: 413 },
  { name: 'a path that takes none', path: '/api/v1/books', headers: () => admin, status: 405 },
  {
    name: 'a type nobody knows',
    path: '/api/v1/requests',
    headers: () => ({ ...admin, 'content-type': 'text/x' }),
    status: 415,
  },
];

/** Sends the whole body piece by piece, as a slow line would, whatever is answered meanwhile. */
async function sendAll({ path, headers }: Refused, connection: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const length = { 'content-length': piece.length * pieces };
  const sent = request(`${address}${path}`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', ...length, ...headers(), connection },
  });
  sent.on('error', reject).on('response', (answer) => {
    answer.resume();
    answer.on('end', () => resolve(answer.statusCode));
  });
  for (let count = 0; count < pieces && !sent.destroyed; count += 1) {
    await new Promise((written) => sent.write(piece, written));
    await delay(2);
  }
  sent.end();
  return promise;
}

for (const connection of ['keep-alive', 'close']) {
  for (const each of refused) {
    test(`${each.name} is told so at the end of a large body, on a connection to ${connection}`, async () => {
      assert.equal(await sendAll(each, connection), each.status);
    });
  }
}
