// The product as its callers meet it: over HTTP, as an administrator.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { callServer, postJson, readJson } from '../support/call-server.ts';
import type { Operator } from '../support/operator.ts';
import type { Row } from './organisation.ts';

export interface ProductAccess {
  address: string;
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

/** Waits begin short, for most requests have ended by then. */
const waitsMs = [4, 8, 16, 32, 64, 128];
const patienceMs = 60_000;

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
    const { address, headers: keys } = this.#access;
    const call = postJson(path, { ...keys, ...headers }, body);
    const answer = await callServer(address, body === undefined ? withoutBody(call) : call);
    return { status: answer.status, body: readJson<Body>(answer) };
  }

  async get<Body>(path: string): Promise<Body> {
    const { address, headers } = this.#access;
    const answer = await callServer(address, { path, headers });
    assert.equal(answer.status, 200, `GET ${path}: ${answer.text}`);
    return readJson<Body>(answer);
  }

  async put(path: string, body: object): Promise<number> {
    const { address, headers } = this.#access;
    return (await callServer(address, { ...postJson(path, headers, body), method: 'PUT' })).status;
  }

  /** Follows a request to its end. */
  async finish(requestId: number): Promise<ShownRequest> {
    const deadline = performance.now() + patienceMs;
    for (let asked = 0; performance.now() < deadline; asked += 1) {
      await delay(waitsMs[asked] ?? waitsMs.at(-1));
      const request = await this.get<ShownRequest>(`/api/v1/requests/${requestId}`);
      if (request.finishedAt !== null) return request;
    }
    throw new Error(`Request ${requestId} has not ended in time.`);
  }

  async rows(requestId: number): Promise<ShownRow[]> {
    return (await this.get<{ items: ShownRow[] }>(`/api/v1/requests/${requestId}/rows`)).items;
  }
}

function withoutBody({ method = 'POST', path, headers = {} }: ReturnType<typeof postJson>) {
  const { 'content-type': _, ...rest } = headers;
  return { method, path, headers: rest };
}
