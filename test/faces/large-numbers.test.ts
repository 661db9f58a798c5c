// Numbers that a double rounds: no answer tells another number than the one that was sent, and none is taken for it.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Call, callServer } from '../support/call-server.ts';
import { assertErrorInDialect } from '../support/dialects.ts';
import { buildCall } from '../support/good-calls.ts';
import { listOperations, type Operation } from '../support/operations.ts';
import { type ServedProgram, serveProgram } from '../support/serve-program.ts';
import { type TwoOrganisations, twoOrganisations } from '../support/two-organisations.ts';
import { useDatabase } from '../support/use-world.ts';

const tooLarge = '9007199254740993';
const rounded = '9007199254740992';

let server: ServedProgram;
let world: TwoOrganisations;
let operations: Operation[];

after(() => server.stop());
const db = useDatabase(async () => {
  world = await twoOrganisations(db.database);
  server = await serveProgram(['--database-url', db.url, '--log-level', 'error']);
  operations = await listOperations(server.address);
});

/** A good call with each number in its path, its query and its body in turn made too large. */
function* tooLargeCalls(operation: Operation): Generator<Call> {
  const good = buildCall(operation, () => world.own);
  for (const [number] of good.path.matchAll(/(?<=[=/])\d+(?=[/&?]|$)/g)) {
    yield { ...good, path: good.path.replace(number, tooLarge) };
  }
  if (typeof good.body !== 'string') return;
  for (const { index, 0: number } of good.body.matchAll(/(?<=[:[,"])\d+(?=[\]},"]|$)/g)) {
    yield {
      ...good,
      body: `${good.body.slice(0, index)}${tooLarge}${good.body.slice(index + number.length)}`,
    };
  }
}

test('whichever number of a call is too large, it is refused as it is, and never told as another', async () => {
  let calls = 0;
  for (const operation of operations) {
    for (const call of tooLargeCalls(operation)) {
      calls += 1;
      const headers = { ...world.headers, ...call.headers };
      const answer = await callServer(server.address, { ...call, headers });
      const said = `${call.method} ${call.path} ${call.body ?? ''} answered ${answer.status} ${answer.text}`;
      assert.ok(answer.status < 500, said);
      assert.doesNotMatch(answer.text, new RegExp(`${rounded}|\\b(lead|user|request) 0\\b`), said);
      if (answer.status >= 400) assertErrorInDialect(call.path, answer);
    }
  }
  assert.ok(calls > 30, `only ${calls} calls have a number`);
});

test('an application that cannot be there is told by the id that was sent, as text or in the query', async () => {
  const [single, older] = [
    operations.find(({ path }) => path.endsWith('/reassign')),
    operations.find(({ path }) => path.endsWith('/AssignUser')),
  ];
  assert.ok(single && older);
  const byText = buildCall(single, () => world.own);
  const inQuery = buildCall(older, () => world.own);
  for (const call of [
    {
      ...byText,
      body: String(byText.body).replace(/"ApplicationId":"?\d+"?/, `"ApplicationId":"${tooLarge}"`),
    },
    { ...inQuery, path: inQuery.path.replace(/applicationId=\d+/, `applicationId=${tooLarge}`) },
  ]) {
    const answer = await callServer(server.address, {
      ...call,
      headers: { ...world.headers, ...call.headers },
    });
    assert.match(
      answer.text,
      new RegExp(`"StatusCode":2,"Data":null,"Message":"There is no lead ${tooLarge}`),
    );
  }
});
