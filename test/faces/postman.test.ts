// The collection that people import, run by Postman's own runner against the real server with the sample organisation.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { run, type Summary } from 'newman';
import { createKey } from '../../src/core/keys/create-key.ts';
import { createSampleOrganisation } from '../../src/core/sample/create-sample.ts';
import { sampleFacts } from '../../src/core/sample/sample-facts.ts';
import { type ServedProgram, serveProgram } from '../support/serve-program.ts';
import { useDatabase } from '../support/use-world.ts';

interface Item {
  name: string;
  item?: Item[];
  request?: { method: string; description?: string; url: { raw: string } };
  event?: { listen: string }[];
}

interface Collection {
  item: Item[];
  variable: { key: string; value: string }[];
}

const file = new URL('../../postman/baton.postman_collection.json', import.meta.url);

let server: ServedProgram;
let collection: Collection;

after(() => server.stop());
const db = useDatabase(async () => {
  collection = JSON.parse(await readFile(file, 'utf8'));
  await createSampleOrganisation(db.database);
  server = await serveProgram(['--database-url', db.url, '--log-level', 'warn']);
});

function listRequests(items: readonly Item[]): Item[] {
  return items.flatMap((item) => (item.item ? listRequests(item.item) : [item]));
}

test('every request of the collection is described, checks its answer and calls the host of the variable', () => {
  const requests = listRequests(collection.item);
  assert.ok(requests.length >= 30, `only ${requests.length} requests`);
  for (const { name, request, event } of requests) {
    assert.ok(request?.description, `${name} says nothing of itself`);
    assert.match(request.url.raw, /^\{\{host\}\}\//, name);
    assert.ok(
      event?.some(({ listen }) => listen === 'test'),
      `${name} checks nothing`,
    );
  }
});

test('the variables of the collection fit the sample organisation, and hold no keys', () => {
  const variables = Object.fromEntries(collection.variable.map(({ key, value }) => [key, value]));
  const { orgId, leadId, loanOfficer, leadPrimaries, managerChange } = sampleFacts;
  const [userGuid, otherUserGuid] = managerChange.userGuids;
  assert.deepEqual(variables, {
    ...variables,
    ...{ orgId: String(orgId), leadId: String(leadId), accessKey: '', secretKey: '' },
    ...{
      userId: String(loanOfficer.userId),
      userEmail: loanOfficer.email,
      otherUserId: String(leadPrimaries[0]),
    },
    ...{ userGuid, otherUserGuid, managerGuid: managerChange.managerGuid },
  });
});

test('the whole collection passes', async () => {
  const keys = await createKey(db.database, sampleFacts.orgId, sampleFacts.adminEmail);
  const values = { host: server.address, accessKey: keys.accessKey, secretKey: keys.secretKey };
  const { run: ran } = await runCollection(Object.entries(values).map(([key, value]) => ({ key, value })));
  const failures = ran.failures.map(
    ({ source, error }) => `${source?.name}: ${error.test ?? error.name}: ${error.message}`,
  );
  assert.deepEqual(failures, []);

  assert.ok(ran.stats.requests.total >= listRequests(collection.item).length);
  assert.ok(ran.stats.assertions.total >= 30, `only ${ran.stats.assertions.total} assertions`);
});

async function runCollection(envVar: { key: string; value: string }[]): Promise<Summary> {
  const { promise, resolve, reject } = Promise.withResolvers<Summary>();
  run({ collection, envVar, timeoutRequest: 10_000 }, (error, summary) => {
    if (error) reject(error);
    else resolve(summary);
  });
  return promise;
}
