// People who sign in as a browser does: with a cookie, from a page of the server.

import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { createSignInLink } from '../../src/core/sessions/create-sign-in-link.ts';
import type { Database } from '../../src/database/database.ts';

export const samePage = { 'sec-fetch-site': 'same-origin' };

export interface Injected {
  status: number;
  code: string | undefined;
  headers: Record<string, unknown>;
  text: string;
  /** The session that the answer begins or ends, as the browser would send it back. */
  cookie: string | undefined;
  /** All that the answer sets, likewise. */
  cookies: string;
}

/** A call as a browser makes it. */
export async function call(
  app: FastifyInstance,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  {
    headers = {},
    body,
    from = '192.0.2.1',
  }: { headers?: Record<string, string>; body?: object; from?: string } = {},
): Promise<Injected> {
  const answer = await app.inject({
    method,
    url,
    headers: { ...samePage, ...headers },
    remoteAddress: from,
    ...(body ? { payload: body } : {}),
  });
  const set = [answer.headers['set-cookie'] ?? []].flat().map((each) => each.split(';', 1)[0] ?? '');
  return {
    status: answer.statusCode,
    code: answer.body.startsWith('{') ? answer.json<{ code?: string }>().code : undefined,
    headers: answer.headers,
    text: answer.body,
    cookie: set.find((each) => /^(__Host-)?baton-session=/.test(each)),
    cookies: set.join('; '),
  };
}

/** The token of a link that an operator makes. */
export async function aLink(database: Database, orgId: number, email: string): Promise<string> {
  const { path } = await createSignInLink(database, { orgId, userId: null }, { email });
  return path.slice(path.indexOf('#') + 1);
}

/** Sets a password by a link; gives the headers of the session that begins by it. */
export async function letIn(
  app: FastifyInstance,
  database: Database,
  { orgId, email, password }: { orgId: number; email: string; password: string },
): Promise<{ cookie: string }> {
  const token = await aLink(database, orgId, email);
  const answer = await call(app, 'POST', '/api/v1/first-sign-in', { body: { token, password } });
  assert.equal(answer.status, 200, answer.text);
  assert.ok(answer.cookie);
  return { cookie: answer.cookie };
}
