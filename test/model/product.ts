// The product as its callers meet it, as an administrator.

import assert from 'node:assert/strict';
import { type Call, postJson, readJson } from '../support/call-server.ts';
import type { Door } from '../support/doors.ts';
import type { Operator } from '../support/operator.ts';
import type { Row } from './organisation.ts';

export interface ProductAccess {
  door: Door;
  orgId: number;
  headers: Record<string, string>;
  operator: Operator;
}

export interface Told<Body> {
  status: number;
  body: Body;
}

export type Counts = Record<
  'total' | 'changed' | 'changedInPart' | 'unchanged' | 'failed' | 'skipped' | 'notAttempted',
  number
>;

export interface ShownRequest {
  requestId: number;
  state: string;
  finishedAt: string | null;
  counts: Counts;
}

export interface ShownRow {
  row: number;
  leadId?: number | null;
  userId?: number | null;
  receiver?: { userId: number } | null;
  outcome: Row['outcome'];
  planned?: Row['outcome'];
  code?: string;
  leftAlone?: Row['leftAlone'];
  facts?: { path?: { userId: number }[]; laterRequest?: number };
}

/** A request that has ended, and its rows. */
export interface Followed {
  request: ShownRequest;
  shown: ShownRow[];
}

export class Product {
  readonly #access: ProductAccess;
  /** How many steps it was taken through. */
  steps = 0;

  constructor(access: ProductAccess) {
    this.#access = access;
  }

  get orgId(): number {
    return this.#access.orgId;
  }

  get operator(): Operator {
    return this.#access.operator;
  }

  async post<Body>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Told<Body>> {
    const { door, headers: keys } = this.#access;
    const call = postJson(path, { ...keys, ...headers }, body);
    const answer = await door.call(body === undefined ? withoutBody(call) : call);
    return { status: answer.status, body: readJson<Body>(answer) };
  }

  async get<Body>(path: string): Promise<Body> {
    const { door, headers } = this.#access;
    const answer = await door.call({ path, headers });
    assert.equal(answer.status, 200, `GET ${path}: ${answer.text}`);
    return readJson<Body>(answer);
  }

  async put(path: string, body: object): Promise<number> {
    const { door, headers } = this.#access;
    return (await door.call({ ...postJson(path, headers, body), method: 'PUT' })).status;
  }

  async finish(requestId: number): Promise<ShownRequest> {
    await this.#access.door.finish(this.orgId, requestId);
    return this.get<ShownRequest>(`/api/v1/requests/${requestId}`);
  }

  async follow(requestId: number): Promise<Followed> {
    return { request: await this.finish(requestId), shown: await this.rows(requestId) };
  }

  async rows(requestId: number): Promise<ShownRow[]> {
    return (await this.get<{ items: ShownRow[] }>(`/api/v1/requests/${requestId}/rows`)).items;
  }
}

function withoutBody({ method = 'POST', path, headers = {} }: Call): Call {
  const { 'content-type': _, ...rest } = headers;
  return { method, path, headers: rest };
}
