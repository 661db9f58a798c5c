import type { MakeQuery } from '../contract/v1/csv-plans.ts';
import type { RetryBody, RunBody } from '../contract/v1/decisions.ts';
import type { RequestBody } from '../contract/v1/kinds/kinds.ts';
import type { UndoPlan } from '../contract/v1/kinds/undo.ts';
import type { Distribution } from '../contract/v1/plans.ts';
import type { RequestPeople } from '../contract/v1/request-parts.ts';
import type { RequestRowPage, RequestRowsQuery } from '../contract/v1/request-rows.ts';
import type { RequestPage, RequestProgress, RequestsQuery } from '../contract/v1/requests.ts';
import type { ShownRequest } from '../contract/v1/shown-request.ts';
import type { CsvKind } from '../contract/words/request-words.ts';
import type { Ask, Caller, CallOptions, Loose, Upload } from './caller.ts';
import { followRequest } from './follow-request.ts';
import { makeIdempotencyKey } from './idempotency-key.ts';
import { openPages } from './pages.ts';

/** What is asked of the rows of a CSV. */
export type CsvTerms = Loose<Omit<MakeQuery, 'plan' | 'kind' | 'distribution'>> & {
  kind: CsvKind;
  /** Who receives the leads whose row names no primary, where that is not one user. */
  distribution?: Distribution | undefined;
};

/** A key of the caller's own makes one call of several programs or tries; without it, every call has a new one. */
export type MakeOptions = CallOptions & { idempotencyKey?: string | undefined };

/** With the ETag of what is changed, as it was read. */
export type ChangeOptions = MakeOptions & { ifMatch?: string | undefined };

/** `plan: true` freezes and foresees only; `run` then runs exactly that. */
export type DerivedOptions = MakeOptions & { plan?: boolean | undefined };

export type WaitOptions = CallOptions & { onProgress?: ((progress: RequestProgress) => void) | undefined };

/** `client.requests`. */
export function openRequests(caller: Caller) {
  const make = (path: string, json: unknown, options: DerivedOptions) =>
    makeRequest(caller, { path, json }, options);
  const show = <Part extends 'people' = never>(
    requestId: number,
    { signal, include }: CallOptions & { include?: readonly Part[] } = {},
  ): Promise<ShownRequest & Record<Part, RequestPeople>> =>
    caller.ask({ path: pathOf(requestId), query: { include: include?.join() }, signal });
  const events = (requestId: number, options: CallOptions = {}) => followRequest(caller, requestId, options);

  return {
    /** Makes a request that runs as soon as it is planned. */
    create: (body: RequestBody, options: MakeOptions = {}) => make('api/v1/requests', body, options),

    /** Makes a request that waits for `run`: its rows are frozen and what will come of them is foreseen. */
    plan: (body: RequestBody, options: MakeOptions = {}) =>
      make('api/v1/requests', body, { ...options, plan: true }),

    /** Makes a request whose rows are CSV; `plan: true` as in `plan`. A stream is sent as it comes, once. */
    createFromCsv: (csv: Upload, { distribution, ...terms }: CsvTerms, options: DerivedOptions = {}) => {
      const query = { ...terms, distribution: distribution && JSON.stringify(distribution) };
      return makeRequest(
        caller,
        { path: 'api/v1/requests', query, upload: { body: csv, mediaType: 'text/csv' } },
        options,
      );
    },

    /** Runs exactly what was planned, at its time or not before `runAt`. */
    run: (requestId: number, { idempotencyKey, signal, ...body }: Loose<RunBody> & MakeOptions = {}) =>
      make(`${pathOf(requestId)}/run`, body, { idempotencyKey, signal }),

    /** Ends a request before its end; what is done stays done. */
    cancel: (requestId: number, options: MakeOptions = {}) =>
      make(`${pathOf(requestId)}/cancel`, undefined, options),

    /** Makes a new request of the rows that failed or were not attempted; `to` hands them to somebody else. */
    retry: (
      requestId: number,
      { plan, idempotencyKey, signal, ...body }: Loose<RetryBody> & DerivedOptions = {},
    ) => make(`${pathOf(requestId)}/retry`, body, { plan, idempotencyKey, signal }),

    /** Makes a new request that puts back what this one changed, all of it or some rows, where nobody changed it since. */
    undo: (requestId: number, { plan, idempotencyKey, signal, ...body }: UndoPlan & DerivedOptions = {}) =>
      make(`${pathOf(requestId)}/undo`, body, { plan, idempotencyKey, signal }),

    /** Shows a request; `include` brings those along whom it names. */
    show,

    /** Lists requests, the newest first. */
    list: ({ signal, ...query }: CallOptions & Loose<RequestsQuery> = {}) =>
      openPages<RequestPage>(caller, { path: 'api/v1/requests', query, signal }),

    /** Lists what became of each row, in the order of the input. */
    rows: (requestId: number, { signal, ...query }: CallOptions & Loose<RequestRowsQuery> = {}) =>
      openPages<RequestRowPage>(caller, { path: `${pathOf(requestId)}/rows`, query, signal }),

    /** All rows in the order of the input, as JSON, one a line, as they come; as CSV they are `rows(…).csv()`. */
    ndjson: (requestId: number, options: CallOptions = {}) => streamRows(caller, requestId, options),

    /** Gives how far a request has come, at once and whenever it has come further, until it has ended. */
    events,

    /** Waits until a request has ended and shows it. */
    wait: async (requestId: number, { onProgress, signal }: WaitOptions = {}): Promise<ShownRequest> => {
      for await (const progress of events(requestId, { signal })) onProgress?.(progress);
      return show(requestId, { signal });
    },
  };
}

/** Makes a request of what is given. */
function makeRequest(
  caller: Caller,
  { query, ...call }: Pick<Ask, 'path' | 'query' | 'json' | 'upload'>,
  { plan, signal, idempotencyKey = makeIdempotencyKey() }: DerivedOptions,
): Promise<ShownRequest> {
  return caller.ask({
    method: 'POST',
    ...call,
    query: { ...query, plan: plan || undefined },
    idempotencyKey,
    signal,
  });
}

async function streamRows(
  caller: Caller,
  requestId: number,
  { signal }: CallOptions,
): Promise<ReadableStream<Uint8Array>> {
  const { body } = await caller.send({ path: `${pathOf(requestId)}/rows.ndjson`, signal });
  return body ?? new Blob([]).stream();
}

function pathOf(requestId: number): string {
  return `api/v1/requests/${requestId}`;
}
