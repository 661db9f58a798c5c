// An `Idempotency-Key` on the vendors' faces: the same call again is answered as the first, and does nothing.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { setCallLimit } from '../../src/core/organisations/set-call-limit.ts';
import { readInOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type CallHeaders, type Organisation } from '../support/an-organisation.ts';
import { buildApp } from '../support/build-app.ts';
import { useDatabase } from '../support/use-world.ts';

type Name = 'ada' | 'ben' | 'cy' | 'gone';
type Face = 'reassign' | 'assign-user' | 'managers';

/** What a vendor's call asks for: to move a lead, or a user's reports. */
interface Ask {
  face: Face;
  leadId: 1 | 2 | 999;
  to: Name;
}

const faces: readonly Face[] = ['reassign', 'assign-user', 'managers'];

let apps: [FastifyInstance, FastifyInstance];
let org: Organisation<Name>;
let headers: CallHeaders;
let orgId = 300;

after(() => Promise.all(apps.map((app) => app.close())));
const db = useDatabase(async () => {
  apps = [await buildApp(db.database), await buildApp(db.database)];
});
beforeEach(aNewOrganisation);

async function aNewOrganisation(): Promise<void> {
  orgId += 1;
  org = await anOrganisation(db.database, {
    orgId,
    users: { ada: { accessRole: 'administrator' }, ben: {}, cy: {}, gone: { isActive: false } },
    leads: { 1: ['ben'], 2: ['ben'] },
  });
  headers = await org.signIn('ada');
  await setCallLimit(db.database, orgId, 1_000_000);
}

function toCall({ face, leadId, to }: Ask): { url: string; payload: object } {
  const { userId, guid } = org.user(to);
  switch (face) {
    case 'reassign':
      return {
        url: `/api/v2/pub/application/reassign?orgId=${orgId}`,
        payload: { ApplicationId: leadId, PrimaryAgent: { UserId: String(userId) } },
      };
    case 'assign-user':
      return { url: `/api/integration/AssignUser?applicationId=${leadId}`, payload: { UserId: userId } };
    case 'managers':
      return {
        url: '/v2/UserManagement.svc/UpdateReportingManagerInBulk',
        payload: [{ UserId: guid, ManagerId: org.user(leadId === 1 ? 'ada' : 'cy').guid }],
      };
  }
}

interface Answered {
  status: number;
  isReplayed: boolean;
  /** The request that the answer names; undefined where the call was refused as a whole. */
  requestId: string | undefined;
  /** All of the answer but its date. */
  said: string;
}

async function call(ask: Ask, key?: string, app = apps[0]): Promise<Answered> {
  const answer = await app.inject({
    method: 'POST',
    ...toCall(ask),
    headers: { ...headers, ...(key === undefined ? {} : { 'idempotency-key': key }) },
  });
  const { ResponseDate, ...said } = answer.json();
  return {
    status: answer.statusCode,
    isReplayed: answer.headers['idempotent-replayed'] === 'true',
    requestId: said.WFAId ?? said.Data?.RequestId,
    said: JSON.stringify(said),
  };
}

async function listKeyed(): Promise<{ requestId: string; key: string }[]> {
  return readInOrg(db.database, orgId, (tx) =>
    tx.read<{ requestId: string; key: string }>({
      text: `select request_id::text as "requestId", key from keyed_call where org_id = $1`,
      values: [orgId],
    }),
  );
}

async function findPrimary(leadId: number): Promise<number> {
  const answer = await apps[0].inject({ url: `/api/v1/leads/${leadId}`, headers });
  return answer.json().assignments[0].user.userId;
}

for (const face of faces) {
  test(`a ${face} that is sent again is answered as the first, and no later work is taken back`, async () => {
    const ask: Ask = { face, leadId: 1, to: 'cy' };
    const first = await call(ask, 'k-1');
    assert.equal(first.isReplayed, false);
    await call({ face: 'reassign', leadId: 1, to: 'ben' }); // the correction
    assert.deepEqual(await call(ask, 'k-1', apps[1]), { ...first, isReplayed: true });
    assert.equal(await findPrimary(1), org.user('ben').userId);
    const other = await call({ ...ask, leadId: 2 }, 'k-1');
    assert.equal(other.status, face === 'managers' ? 400 : 200);
    assert.match(
      other.said,
      face === 'managers' ? /MXInvalidInputException.*another body/ : /"StatusCode":2.*another body/,
    );
    assert.equal((await listKeyed()).length, 1);
  });
}

test('a refusal that was recorded is answered again; a call that never became a request may come anew', async () => {
  const key = 'x'.repeat(255);
  const refused = await call({ face: 'reassign', leadId: 1, to: 'gone' }, key);
  assert.match(refused.said, /"StatusCode":2.*user-inactive.*"Field":"PrimaryAgent"/);
  assert.deepEqual(await call({ face: 'reassign', leadId: 1, to: 'gone' }, key), {
    ...refused,
    isReplayed: true,
  });
  const { url } = toCall({ face: 'reassign', leadId: 1, to: 'cy' });
  const sent = { ...headers, 'idempotency-key': 'k-2' };
  const invalid = await apps[0].inject({ method: 'POST', url, headers: sent, payload: { ApplicationId: 1 } });
  assert.equal(invalid.statusCode, 400);
  assert.match((await call({ face: 'reassign', leadId: 1, to: 'cy' }, 'k-2')).said, /"StatusCode":1/);
});

test('a key that is none is refused in the words of the face', async () => {
  for (const face of faces) {
    for (const key of ['', 'a b', 'é', 'x'.repeat(256)]) {
      const { status, said } = await call({ face, leadId: 1, to: 'cy' }, key);
      assert.equal(status, 400, said);
      assert.match(said, /Idempotency-Key must be/);
    }
  }
  assert.deepEqual(await listKeyed(), []);
});

test('whatever calls come at once, by whichever door, a key makes one request and answers as the first', async () => {
  const ask = fc.record({
    face: fc.constantFrom(...faces),
    leadId: fc.constantFrom(1 as const, 2 as const, 999 as const),
    to: fc.constantFrom('ben' as const, 'cy' as const, 'gone' as const),
  });
  const sent = fc.record({
    ask,
    key: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
    door: fc.constantFrom(0 as const, 1 as const),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(sent, { minLength: 1, maxLength: 12 }), { maxLength: 3 }),
      async (rounds) => {
        await aNewOrganisation();
        const answers: { ask: Ask; key: string | undefined; answer: Answered }[] = [];
        for (const round of rounds) {
          answers.push(
            ...(await Promise.all(
              round.map(async (each) => ({
                ...each,
                answer: await call(each.ask, each.key, apps[each.door]),
              })),
            )),
          );
        }
        assertOnce(answers, await listKeyed());
      },
    ),
    { numRuns: 40 },
  );
});

function assertOnce(
  answers: readonly { ask: Ask; key: string | undefined; answer: Answered }[],
  kept: readonly { requestId: string; key: string }[],
): void {
  const used = new Set(answers.flatMap(({ key }) => (key === undefined ? [] : [key])));
  assert.deepEqual(kept.map(({ key }) => key).sort(), [...used].sort());
  for (const { requestId, key } of kept) {
    const made = answers.filter(({ key: sent, answer }) => sent === key && answer.requestId === requestId);
    const asked = new Set(made.map(({ ask }) => JSON.stringify(toCall(ask))));
    assert.equal(asked.size, 1, 'one body is what the key stands for');
    assert.equal(made.filter(({ answer }) => !answer.isReplayed).length, 1, 'one call did it');
    assert.equal(new Set(made.map(({ answer }) => answer.said)).size, 1, 'all were told the same');
    const others = answers.filter(({ key: sent, answer }) => sent === key && answer.requestId !== requestId);
    for (const { ask, answer } of others) {
      assert.match(answer.said, /another body/);
      assert.ok(!asked.has(JSON.stringify(toCall(ask))), 'the same body was refused');
    }
  }
  const unkeyed = answers.filter(({ key }) => key === undefined);
  assert.equal(new Set(unkeyed.map(({ answer }) => answer.requestId)).size, unkeyed.length);
}
