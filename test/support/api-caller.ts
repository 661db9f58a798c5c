import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import type { Database } from '../../src/database/database.ts';

interface Door {
  app: FastifyInstance;
  database: Database;
  orgId: number;
}

/** Somebody who calls `/api/v1`. What they ask for runs in the test's own process, with no worker beside it. */
export class ApiCaller {
  readonly #door: Door;
  readonly #headers: Record<string, string>;

  constructor(door: Door, headers: Record<string, string>) {
    this.#door = door;
    this.#headers = headers;
  }

  /** The answer, whatever it is. */
  post(url: string, payload?: object, extra: Record<string, string> = {}) {
    const headers = { ...this.#headers, ...extra };
    return this.#door.app.inject({ method: 'POST', url, headers, ...(payload ? { payload } : {}) });
  }

  put(url: string, payload: object) {
    return this.#door.app.inject({ method: 'PUT', url, headers: this.#headers, payload });
  }

  async get(url: string) {
    return (await this.#door.app.inject({ url, headers: this.#headers })).json();
  }

  async rows(requestId: number) {
    return (await this.get(`/api/v1/requests/${requestId}/rows`)).items;
  }

  /** Plans a request: a new one, or the undo or the retry of one whose path is given. */
  async plan(payload?: object, path = '/api/v1/requests') {
    return this.#expect(201, await this.post(`${path}?plan=true`, payload));
  }

  /** Asks for a request without a plan, runs it, and gives it as it ended. */
  async make(payload?: object, path = '/api/v1/requests') {
    const { requestId } = this.#expect(202, await this.post(path, payload));
    return this.finish(requestId);
  }

  /** Runs a planned request, and gives it as it ended. */
  async run(requestId: number) {
    this.#expect(202, await this.post(`/api/v1/requests/${requestId}/run`));
    return this.finish(requestId);
  }

  async finish(requestId: number) {
    await runRequest(this.#door.database, this.#door.orgId, requestId);
    return this.get(`/api/v1/requests/${requestId}`);
  }

  #expect(status: number, answer: Awaited<ReturnType<ApiCaller['post']>>) {
    assert.equal(answer.statusCode, status, answer.body);
    return answer.json();
  }
}
