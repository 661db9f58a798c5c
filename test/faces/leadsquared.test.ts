import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { setCallLimit } from '../../src/core/organisations/set-call-limit.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { readInGate } from '../../src/database/gate.ts';
import { inOrg, readInOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type CallHeaders } from '../support/an-organisation.ts';
import { buildApp } from '../support/build-app.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import { drawLines } from '../support/manager-change.ts';
import { useDatabase } from '../support/use-world.ts';

const update = '/v2/UserManagement.svc/UpdateReportingManagerInBulk';
const orgId = 41;
const someone = '9a86dca1-9d0b-11e7-b0ab-02e89b2fb8f4';

let app: FastifyInstance;
let headers: CallHeaders;
let org: Awaited<ReturnType<typeof aCompany>>;

/** ada leads ben and cy, ben leads dan and eve, dan leads flo; ivy has left, gus is alone. */
function aCompany() {
  return anOrganisation(world.database, {
    orgId,
    users: {
      ada: { accessRole: 'administrator', reports: ['ben', 'cy'] },
      ben: { accessRole: 'manager', reports: ['dan', 'eve'] },
      cy: {},
      dan: { reports: ['flo'] },
      eve: {},
      flo: {},
      gus: {},
      ivy: { isActive: false },
    },
  });
}

after(() => app.close());
const world = useDatabase(async () => {
  app = await buildApp(world.database);
  org = await aCompany();
  headers = await org.signIn('ada');
});
beforeEach(() => setCallLimit(world.database, orgId, 1_000));

function get(url: string) {
  return app.inject({ method: 'GET', url: `/v2/${url}`, headers });
}

function post(payload: unknown) {
  return app.inject({
    method: 'POST',
    url: update,
    headers: { ...headers, 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
}

async function countRequests(): Promise<number> {
  const rows = await readInOrg(world.database, orgId, (tx) =>
    tx.read({ text: 'select from request where org_id = $1', values: [orgId] }),
  );
  return rows.length;
}

describe('UpdateReportingManagerInBulk', () => {
  test('accepts rows with exactly the members of the contract, to be run under the id it answers', async () => {
    const answer = await post([
      { UserId: org.user('gus').guid.toUpperCase(), ManagerId: org.user('cy').guid },
      { UserId: org.user('flo').guid, ManagerId: someone },
    ]);
    assert.equal(answer.statusCode, 200);
    assert.match(answer.headers['content-type'] ?? '', /^application\/json/);
    const { WFAId, ...rest } = answer.json<{ WFAId: string }>();
    assert.deepEqual(rest, { ErrorMessage: null, Status: 'Success' });
    assert.match(WFAId, /^\d{10,}$/);

    const [accepted] = await readRequest(WFAId);
    const asked = { kind: 'managers', origin: 'leadsquared', requested_by: org.user('ada').userId, total: 2 };
    assert.deepEqual(accepted, { ...asked, state: 'queued', changed: 0, failed: 0 });
    await runRequest(world.database, orgId, Number(WFAId));
    const [finished] = await readRequest(WFAId);
    assert.deepEqual(finished, { ...asked, state: 'done', changed: 1, failed: 1 });
    assert.ok((await drawLines(world.database, orgId)).includes('gus>cy'));
  });

  async function readRequest(id: string) {
    return readInOrg(world.database, orgId, (tx) =>
      tx.read({
        text: `select kind, state, origin, requested_by, total, changed, failed from request
          where org_id = $1 and request_id = $2`,
        values: [orgId, id],
      }),
    );
  }

  test('enqueues the job that runs it in the same transaction', async () => {
    const { WFAId } = (await post([{ UserId: someone, ManagerId: someone }])).json<{ WFAId: string }>();
    const rows = await readInGate(world.database, orgId, (tx) =>
      tx.read({
        text: 'select from unfinished_requests() where org_id = $1 and request_id = $2',
        values: [orgId, WFAId],
      }),
    );
    assert.equal(rows.length, 1);
  });

  test('takes 100 rows', async () => {
    const row = { UserId: someone, ManagerId: someone };
    assert.equal((await post(Array.from({ length: 100 }, () => row))).statusCode, 200);
  });

  const row = { UserId: someone, ManagerId: someone };
  const invalid = 'MXInvalidInputException';
  const missing = 'MXMandatoryAttributeMissingException';
  const refusals: [name: string, body: unknown, type: string, message: RegExp][] = [
    ['text that is not JSON', '[{', invalid, /not valid JSON\. It breaks at position 2\.$/],
    ['an empty body', '', invalid, /./],
    ['an object', row, invalid, /must be a JSON array/],
    ['null', null, invalid, /must be a JSON array/],
    ['an empty array', [], invalid, /empty\. Send 1 to 100 rows/],
    ['101 rows', Array.from({ length: 101 }, () => row), invalid, /holds 101 rows; the limit is 100/],
    ['a row that is text', [row, someone], invalid, /^Row 2 must be an object/],
    ['a row that is null', [null], invalid, /^Row 1 must be an object/],
    ['a row that is an array', [row, row, []], invalid, /^Row 3 must be an object/],
    ['a row without ManagerId', [{ UserId: someone }], missing, /^ManagerId of row 1 is missing/],
    ['a row without UserId', [row, { ManagerId: someone }], missing, /^UserId of row 2 is missing/],
    ['a blank member', [{ ...row, UserId: '  ' }], missing, /^UserId of row 1 is missing or blank/],
    ['an empty member', [{ ...row, ManagerId: '' }], missing, /^ManagerId of row 1 is missing or blank/],
    ['a null member', [{ ...row, ManagerId: null }], missing, /^ManagerId of row 1 is missing or blank/],
    [
      'a member in another letter case',
      [{ userid: someone, ManagerId: someone }],
      missing,
      /^UserId of row 1/,
    ],
    [
      'a member that is no GUID',
      [row, { ...row, UserId: '126' }],
      invalid,
      /^UserId of row 2 must be a GUID/,
    ],
    ['a GUID in braces', [{ ...row, UserId: `{${someone}}` }], invalid, /^UserId of row 1 must be a GUID/],
    ['a number for a GUID', [{ ...row, ManagerId: 126 }], invalid, /^ManagerId of row 1 must be a GUID/],
    ['one bad row among good ones', [row, row, { ...row, UserId: 'x' }], invalid, /^UserId of row 3/],
  ];
  for (const [name, body, type, message] of refusals) {
    test(`refuses ${name} as a whole`, async () => {
      const before = await countRequests();
      const answer = await post(body);
      assert.equal(answer.statusCode, 400);
      const { ExceptionMessage, ...rest } = answer.json<{ ExceptionMessage: string }>();
      assert.deepEqual(rest, { Status: 'Error', ExceptionType: type });
      assert.match(ExceptionMessage, message);
      assert.equal(await countRequests(), before);
    });
  }

  test('refuses a body of another content type with 400', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: update,
      headers: { ...headers, 'content-type': 'text/plain' },
      payload: JSON.stringify([row]),
    });
    assert.equal(answer.statusCode, 400);
    assert.equal(answer.json<{ ExceptionType: string }>().ExceptionType, invalid);
  });

  test('refuses a body over 1 MiB with 413 in the same error body', async () => {
    const answer = await post(`[${' '.repeat(1_048_577)}]`);
    assert.equal(answer.statusCode, 413);
    assert.equal(answer.json<{ Status: string }>().Status, 'Error');
    assert.match(answer.json<{ ExceptionMessage: string }>().ExceptionMessage, /1 MiB/);
  });
});

describe('credentials', () => {
  const ways: [
    name: string,
    way: (accessKey: string, secretKey: string) => [string, Record<string, string>],
  ][] = [
    ['in the query', (key, secret) => [`?accessKey=${key}&secretKey=${secret}`, {}]],
    [
      'in the query, escaped and in other letters',
      (key, secret) => [`?ACCESSKEY=${encodeURIComponent(key)}&secretkey=${secret}`, {}],
    ],
    ['in the headers', (key, secret) => ['', { 'x-LSQ-AccessKey': key, 'x-LSQ-SecretKey': secret }]],
    [
      'as HTTP Basic',
      (key, secret) => ['', { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` }],
    ],
  ];
  for (const [name, way] of ways) {
    test(`are taken ${name}`, async () => {
      const [query, sent] = way(headers['x-lsq-accesskey'], headers['x-lsq-secretkey']);
      const url = `/v2/Authentication.svc/UserByAccessKey.Get${query}`;
      const answer = await app.inject({ method: 'GET', url, headers: sent });
      assert.equal(answer.statusCode, 200);
    });
  }

  test('are looked at before the body, and wrong ones are refused with 401', async () => {
    for (const sent of [{}, { ...headers, 'x-lsq-secretkey': 'wrong' }]) {
      const answer = await app.inject({ method: 'POST', url: update, headers: sent, payload: '[{' });
      assert.equal(answer.statusCode, 401);
      const { ExceptionMessage, ...rest } = answer.json<{ ExceptionMessage: string }>();
      assert.deepEqual(rest, { Status: 'Error', ExceptionType: 'MXInvalidAccessDetailsException' });
      assert.ok(ExceptionMessage.length > 0);
    }
  });

  test('of a user who was deactivated are refused at once', async () => {
    const other = await anOrganisation(world.database, { orgId: 42, users: { lee: {}, max: {} } });
    const sent = await other.signIn('lee');
    const call = () => app.inject({ url: '/v2/UserManagement.svc/Users.Get', headers: sent });
    assert.equal((await call()).statusCode, 200);
    await deactivateUser(world.database, 42, other.user('lee').email);
    assert.equal((await call()).statusCode, 401);
  });
});

test('a path that is not there, and the lead calls, are answered 404 in the error body', async () => {
  for (const url of ['/v2/UserManagement.svc/Nothing', '/v2/LeadManagement.svc/Lead.Update?leadId=1']) {
    const answer = await app.inject({ method: 'POST', url, headers, payload: { OwnerId: someone } });
    assert.equal(answer.statusCode, 404, url);
    assert.equal(answer.json<{ Status: string }>().Status, 'Error');
  }
  const bulk = await app.inject({
    method: 'POST',
    url: '/v2/LeadManagement.svc/Lead/Bulk/UpdateV2',
    headers,
    payload: [],
  });
  assert.match(bulk.json<{ ExceptionMessage: string }>().ExceptionMessage, /does not take .* yet/);
});

describe('the limit of calls', () => {
  async function emptyWindow(): Promise<void> {
    await inOrg(world.database, orgId, async (tx) => {
      tx.write({ text: `update leadsquared_window set calls = '{}' where org_id = $1`, values: [orgId] });
    });
  }

  test('lets 25 calls through in any 5 seconds, over all paths, refused bodies too', async () => {
    await setCallLimit(world.database, orgId, 25);
    await emptyWindow();
    for (let call = 1; call <= 25; call += 1) {
      const answer = call % 2 === 0 ? await post('[{') : await get('Authentication.svc/UserByAccessKey.Get');
      assert.equal(answer.statusCode, call % 2 === 0 ? 400 : 200);
      assert.equal(answer.headers['ratelimit-limit'], '25');
      assert.equal(answer.headers['ratelimit-remaining'], String(25 - call));
      assert.match(String(answer.headers['ratelimit-reset']), /^[1-5]$/);
    }
    const refused = await get('UserManagement.svc/Users.Get');
    assert.equal(refused.statusCode, 429);
    assert.deepEqual(refused.json(), {
      Status: 'Error',
      ExceptionType: 'MXAPIRateLimitExceededException',
      ExceptionMessage: 'API calls exceeded the limit of 25 in 5 second(s)',
    });
    assert.match(String(refused.headers['retry-after']), /^[1-5]$/);
    assert.equal(refused.headers['ratelimit-remaining'], '0');
    await emptyWindow();
  });

  test('is the organisation’s own setting, and does not count calls without valid keys', async () => {
    await setCallLimit(world.database, orgId, 1);
    await emptyWindow();
    const badKeys = await app.inject({ url: '/v2/UserManagement.svc/Users.Get' });
    assert.equal(badKeys.statusCode, 401);
    assert.equal((await get('UserManagement.svc/Users.Get')).statusCode, 200);
    const refused = await get('UserManagement.svc/Users.Get');
    assert.match(
      refused.json<{ ExceptionMessage: string }>().ExceptionMessage,
      /limit of 1 in 5 second\(s\)$/,
    );
    await emptyWindow();
  });
});

describe('the reads', () => {
  test('Users.Get lists every user, with a status code and an access role in the vendor’s words', async () => {
    const users = (await get('UserManagement.svc/Users.Get')).json<{ EmailAddress: string }[]>();
    assert.equal(users.length, 8);
    assert.deepEqual(
      users.find((user) => user.EmailAddress === org.user('ben').email),
      {
        ID: org.user('ben').guid,
        FirstName: 'Ben',
        LastName: 'Example',
        EmailAddress: org.user('ben').email,
        Role: 'Sales_Manager',
        StatusCode: 0,
        MemberOfGroups: [],
        Tag: null,
        IsPhoneCallAgent: false,
      },
    );
    const statusOf = new Map(
      users.map((user) => [user.EmailAddress, 'StatusCode' in user && user.StatusCode]),
    );
    assert.equal(statusOf.get(org.user('ivy').email), 1);
  });

  const ben = () => ({
    UserId: org.user('ben').guid,
    FirstName: 'Ben',
    LastName: 'Example',
    EmailAddress: org.user('ben').email,
    TimeZone: 'UTC',
    Role: 'Sales_Manager',
    IsPhoneCallAgent: false,
    OrgId: orgId,
    CompanyName: `Organisation ${orgId}`,
    ManagerUserId: org.user('ada').guid,
    ManagerName: 'Ada Example',
    Groups: [],
  });

  test('a user is found by GUID and by e-mail, in any letter case of member and value', async () => {
    const { guid, email } = org.user('ben');
    for (const url of [
      `ByUserId?userId=${guid}`,
      `ByUserId?UserId=${guid.toUpperCase()}`,
      `ByEmailAddress?emailAddress=${email}`,
      `ByEmailAddress?emailaddress=${email.toUpperCase()}`,
    ]) {
      const answer = await get(`UserManagement.svc/User/Retrieve/${url}`);
      assert.equal(answer.statusCode, 200, url);
      assert.deepEqual(answer.json(), [ben()], url);
    }
  });

  test('who has no manager shows none; who is unknown or inactive is no one', async () => {
    const ada = await get(`UserManagement.svc/User/Retrieve/ByUserId?userId=${org.user('ada').guid}`);
    const [found] = ada.json<{ ManagerUserId: unknown; ManagerName: unknown }[]>();
    assert.deepEqual([found?.ManagerUserId, found?.ManagerName], [null, null]);
    for (const url of [
      `ByUserId?userId=${someone}`,
      `ByUserId?userId=${org.user('ivy').guid}`,
      'ByEmailAddress?emailAddress=nobody@example.com',
      `ByEmailAddress?emailAddress=${org.user('ivy').email}`,
    ]) {
      assert.deepEqual((await get(`UserManagement.svc/User/Retrieve/${url}`)).json(), [], url);
    }
  });

  test('a query that names nobody is refused, a missing member apart from one that is not valid', async () => {
    const cases: [url: string, type: string][] = [
      ['User/Retrieve/ByUserId', 'MXMandatoryAttributeMissingException'],
      ['User/Retrieve/ByUserId?userId=', 'MXMandatoryAttributeMissingException'],
      ['User/Retrieve/ByUserId?userId=126', 'MXInvalidInputException'],
      ['User/Retrieve/ByEmailAddress', 'MXMandatoryAttributeMissingException'],
      ['User/Retrieve/ByEmailAddress?emailAddress=x%00@y', 'MXInvalidInputException'],
      ['ReportingHierarchy/RetrieveAllReportingUsers?UserId=126', 'MXInvalidInputException'],
      ['ReportingHierarchy/RetrieveAllReportingUsers?UserId=', 'MXMandatoryAttributeMissingException'],
    ];
    for (const [url, type] of cases) {
      const answer = await get(`UserManagement.svc/${url}`);
      assert.equal(answer.statusCode, 400, url);
      assert.equal(answer.json<{ ExceptionType: string }>().ExceptionType, type, url);
    }
  });

  test('everyone below a user is listed by GUID, the nearest first; without a user, below the caller', async () => {
    const below = async (query: string) =>
      (await get(`UserManagement.svc/ReportingHierarchy/RetrieveAllReportingUsers${query}`)).json<string[]>();
    const guids = (...names: ('ben' | 'dan' | 'eve' | 'flo')[]) => names.map((name) => org.user(name).guid);
    assert.deepEqual(await below(`?UserId=${org.user('ben').guid}`), guids('dan', 'eve', 'flo'));
    assert.deepEqual(await below(`?userid=${org.user('dan').guid.toUpperCase()}`), guids('flo'));
    assert.deepEqual(await below(`?UserId=${org.user('flo').guid}`), []);
    assert.deepEqual(await below(`?UserId=${someone}`), []);
    const all = await below('');
    assert.deepEqual(all.slice(0, 2), [org.user('ben').guid, org.user('cy').guid]);
    assert.equal(all.at(-1), org.user('flo').guid);
  });

  test('UserByAccessKey.Get tells who calls and points clients at this host', async () => {
    const answer = await app.inject({
      url: '/v2/Authentication.svc/UserByAccessKey.Get',
      headers: { ...headers, host: 'baton.example:8080' },
    });
    assert.deepEqual(answer.json(), {
      Id: org.user('ada').guid,
      Name: 'Ada Example',
      Role: 'Administrator',
      EmailAddress: org.user('ada').email,
      TimeZone: 'UTC',
      OrgId: orgId,
      OrgDisplayName: `Organisation ${orgId}`,
      LSQCommonServiceURLs: { api: 'baton.example:8080', app: 'baton.example:8080' },
    });
  });
});

test('a lead call is answered by where Baton does it, whatever is sent', async () => {
  for (const [type, payload] of [
    ['text/plain', 'x'],
    ['application/x-www-form-urlencoded', 'a=1'],
    ['application/json', '{"broken'],
    [undefined, '[]'],
  ] as const) {
    const answer = await app.inject({
      method: 'POST',
      url: '/v2/LeadManagement.svc/Lead.Update?leadId=1',
      headers: { ...headers, ...(type ? { 'content-type': type } : {}) },
      payload: Buffer.from(payload),
    });
    assert.equal(answer.statusCode, 404, `${type}: ${answer.body}`);
    assert.match(answer.json().ExceptionMessage, /application\/reassign/);
  }
});
