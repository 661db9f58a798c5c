import assert from 'node:assert/strict';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { BatonError } from '../../src/client/baton-error.ts';
import {
  type BatonClient,
  createClient,
  type PageOf,
  type RequestRowPage,
  type ShownRequest,
} from '../../src/client/client.ts';
import type { RowProblem } from '../../src/contract/refusal.ts';
import type { RequestRowsQuery } from '../../src/contract/v1/request-rows.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import type { CallHeaders } from './an-organisation.ts';
import type { UsedServer } from './use-world.ts';

type Answer = LightMyRequestResponse;

interface Person {
  orgId: () => number;
  headers: () => Promise<CallHeaders>;
}

type Foreseen<Kind extends ShownRequest['kind']> = NonNullable<ShownRequest<Kind>['preview']>;

/** A request with what its plan foresaw, of whichever kind. */
export type PlannedRequest = ShownRequest & {
  preview: Foreseen<'reassign'> & Partial<Foreseen<'managers'> & Foreseen<'offboard'> & Foreseen<'undo'>>;
};
type RequestRow = RequestRowPage['items'][number];

/** Somebody who calls: the typed client, requests that are seen to their end, and calls that no client would make. */
export interface Caller extends BatonClient {
  plan(body: object): Promise<PlannedRequest>;
  planUndo(requestId: number, terms?: object): Promise<PlannedRequest>;
  planRetry(requestId: number, terms?: object): Promise<PlannedRequest>;
  /** Makes a request, and shows it as it ended. */
  make(body: object): Promise<ShownRequest>;
  /** Runs a planned request, and shows it as it ended. */
  run(requestId: number, terms?: object): Promise<ShownRequest>;
  undo(requestId: number, terms?: object): Promise<ShownRequest>;
  retry(requestId: number, terms?: object): Promise<ShownRequest>;
  finish(requestId: number): Promise<ShownRequest>;
  rows(requestId: number, query?: Partial<RequestRowsQuery>): Promise<RequestRow[]>;
  /** The answer as it came, whatever it is. */
  send(call: InjectOptions): Promise<Answer>;
  post(url: string, payload?: object, headers?: Record<string, string>): Promise<Answer>;
  get(url: string): Promise<Answer>;
  /** Why a call is refused, which it must be. */
  refuse(url: string, payload?: object, headers?: Record<string, string>): Promise<Refused>;
}

export interface Refused {
  status: number;
  code: string;
  detail: string;
  field?: string;
  problems?: RowProblem[];
}

export function openCaller(server: UsedServer, person: Person): Caller {
  const client = createClient({
    url: 'http://baton.example',
    accessKey: 'as-the-person-has',
    secretKey: 'as-the-person-has',
    fetch: fetchBy(server, person),
  });
  const { requests } = client;
  const send = async (call: InjectOptions) =>
    server.app.inject({ ...call, headers: { ...(await person.headers()), ...call.headers } });
  const post: Caller['post'] = (url, payload, headers = {}) =>
    send({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) });
  const plan = async (path: string, body?: object) => {
    const request = readRequest<PlannedRequest>(201, await post(`${path}?plan=true`, body));
    assert.ok(request.preview, 'a plan foresees');
    return request;
  };
  const finish = async (requestId: number) => {
    if (server.served === 'with worker') return requests.wait(requestId);
    await runRequest(server.database, person.orgId(), requestId);
    return requests.show(requestId);
  };
  const make = async (path: string, body?: object) =>
    finish(readRequest(202, await post(path, body)).requestId);
  return {
    ...client,
    plan: (body) => plan(all, body),
    planUndo: (requestId, terms) => plan(`${all}/${requestId}/undo`, terms),
    planRetry: (requestId, terms) => plan(`${all}/${requestId}/retry`, terms),
    make: (body) => make(all, body),
    run: (requestId, terms) => make(`${all}/${requestId}/run`, terms),
    undo: (requestId, terms) => make(`${all}/${requestId}/undo`, terms),
    retry: (requestId, terms) => make(`${all}/${requestId}/retry`, terms),
    finish,
    rows: (requestId, query) => Array.fromAsync(requests.rows(requestId, query).items()),
    send,
    post,
    get: (url) => send({ url }),
    refuse: async (...call) => readRefusal(await post(...call)),
  };
}

const all = '/api/v1/requests';

function readRequest<Request extends ShownRequest>(status: number, answer: Answer): Request {
  assert.equal(answer.statusCode, status, answer.body);
  return answer.json<Request>();
}

export function readRefusal(answer: Answer): Refused {
  assert.ok(answer.statusCode >= 400, answer.body);
  return { ...answer.json<Omit<Refused, 'status'>>(), status: answer.statusCode };
}

/** What the client needs of `fetch`: over the port, or without one. The keys are the person's own. */
function fetchBy(server: UsedServer, { headers: keysOf }: Person): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const headers = { ...Object.fromEntries(request.headers), ...(await keysOf()) };
    const url = `${pathname}${search}`;
    if (server.served) return fetch(new URL(url, server.address), { ...init, headers });
    const method = methods.find((each) => each === request.method) ?? 'GET';
    const payload = Buffer.from(await request.arrayBuffer());
    const answer = await server.app.inject({
      method,
      url,
      headers,
      ...(payload.length > 0 ? { payload } : {}),
    });
    return new Response(answer.rawPayload.length > 0 ? answer.rawPayload : null, {
      status: answer.statusCode,
      headers: Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
    });
  };
}

const methods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Why a call was refused, which it must be. */
export async function refusalOf(call: Promise<unknown>): Promise<BatonError> {
  const error = await call.then(
    () => assert.fail('It was not refused.'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof BatonError, String(error));
  return error;
}

/** Every item of a list, read page after page. */
export async function readAllPages<Item>({ get }: Pick<Caller, 'get'>, path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const url = new URL(path, 'http://baton');
    if (after !== undefined) url.searchParams.set('after', after);
    const page = (await get(`${url.pathname}${url.search}`)).json<PageOf<Item>>();
    items.push(...page.items);
    after = page.next;
  }
  return items;
}
