import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useServer } from '../support/use-world.ts';

const server = useServer();

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'HEAD';

test('a path called by a method that it does not take names those that it does, in the dialect of its face', async () => {
  const cases: [method: Method, url: string, allow: string, body: object, status?: number][] = [
    ['GET', '/api/v1/requests/1/undo', 'POST', { status: 405, code: 'method-not-allowed' }],
    ['DELETE', '/api/v1/requests', 'GET, HEAD, POST', { status: 405, code: 'method-not-allowed' }],
    ['POST', '/api/v1/users/101/availability', 'PUT', { status: 405 }],
    ['DELETE', '/API/v1/leads/7/', 'GET, HEAD, PATCH', { status: 405 }],
    ['GET', '/api/v2/pub/application/reassign?orgId=1', 'POST', { StatusCode: 2, Data: null }],
    ['POST', '/api/integration/GetUsers', 'GET, HEAD', { StatusCode: 2 }],
    ['GET', '/v2/UserManagement.svc/UpdateReportingManagerInBulk', 'POST', { Status: 'Error' }, 404],
    ['OPTIONS', '/openapi.json', 'GET, HEAD', { status: 405 }],
    ['POST', '/', 'GET, HEAD', { status: 405 }],
  ];
  for (const [method, url, allow, body, status = 405] of cases) {
    const answer = await server.app.inject({ method, url, ...(method === 'GET' ? {} : { payload: '{' }) });
    assert.equal(answer.statusCode, status, `${method} ${url}: ${answer.body}`);
    assert.equal(answer.headers.allow, allow, url);
    assert.partialDeepStrictEqual(answer.json(), body);
    assert.match(answer.body, new RegExp(`does not take ${method}\\. It takes ${allow}\\.`));
  }
});

test('a path that is not there is not there by any method', async () => {
  for (const method of ['GET', 'POST', 'DELETE'] as const) {
    assert.equal((await server.app.inject({ method, url: '/api/v1/nothing' })).statusCode, 404);
  }
});
