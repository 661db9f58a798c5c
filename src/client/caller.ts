import { BatonError } from './baton-error.ts';
import { pause } from './pause.ts';
import { readError, readJson } from './read-answer.ts';
import { decideWaitMs } from './retry-rules.ts';

/** Where a Baton is and who calls it. */
export interface Connection {
  /** The server's address, such as `https://baton.example.com`. */
  url: string;
  /** Both, or neither: then the browser's session counts, for a page of the same server. */
  accessKey?: string | undefined;
  secretKey?: string | undefined;
  /** Told as the door by which requests came, instead of the API. */
  through?: 'cli' | undefined;
  /** Instead of the global `fetch`. */
  fetch?: typeof fetch | undefined;
}

/** What every call can be given. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
}

/** A query whose members may also be undefined, as they come from forms and flags. */
export type Loose<Query> = { [Name in keyof Query]?: Query[Name] | undefined };

/** One call. */
export interface Ask extends CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Relative to the server's address. */
  path: string;
  query?: object | undefined;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  upload?: { body: Upload; mediaType: string };
  headers?: Record<string, string>;
  /** Makes a call that changes something safe to make again. */
  idempotencyKey?: string | undefined;
  /** The version of what is changed, as the caller read it. */
  ifMatch?: string | undefined;
}

/** A stream can be sent only once, so such a call is not made again. */
export type Upload = Blob | ReadableStream<Uint8Array> | string;

export interface Caller {
  /** Makes the call, again where that is safe and may help. Throws a `BatonError` unless the answer is a good one. */
  send(ask: Ask): Promise<Response>;
  ask<Answer>(ask: Ask): Promise<Answer>;
}

export function openCaller(connection: Connection): Caller {
  const base = new URL(connection.url.endsWith('/') ? connection.url : `${connection.url}/`);
  const { through } = connection;
  const always = { ...headersOf(connection), ...(through ? { 'baton-client': through } : {}) };
  const makeCall = connection.fetch ?? globalThis.fetch;
  const send = async (ask: Ask): Promise<Response> => {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await sendOnce(makeCall, urlOf(base, ask), toInit(ask, always));
      } catch (error) {
        const waitMs = decideWaitOf(error, ask, attempts);
        if (waitMs === undefined) throw error;
        await pause(waitMs, ask.signal);
      }
    }
  };
  return { send, ask: async (ask) => readJson(await send(ask)) };
}

/** Checked here because `fetch` would quote a key that cannot be a header. */
function headersOf({ accessKey, secretKey }: Connection): Record<string, string> {
  if (accessKey === undefined && secretKey === undefined) return { 'baton-csrf': '1' };
  if (accessKey === undefined || secretKey === undefined) {
    throw new TypeError('accessKey and secretKey belong together; give both or neither.');
  }
  for (const [name, key] of Object.entries({ accessKey, secretKey })) {
    if (!/^[\x21-\x7e]+$/.test(key)) throw new TypeError(`${name} must be visible ASCII without blanks.`);
  }
  return { 'x-lsq-accesskey': accessKey, 'x-lsq-secretkey': secretKey };
}

function urlOf(base: URL, { path, query = {} }: Ask): URL {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) {
      if (each !== undefined) url.searchParams.append(name, String(each));
    }
  }
  return url;
}

/** A redirect is not followed: the keys would go along to wherever it leads. */
function toInit(
  { method = 'GET', json, upload, headers, idempotencyKey, ifMatch, signal }: Ask,
  always: object,
) {
  const isJson = json !== undefined;
  return {
    method,
    redirect: 'manual' as const,
    headers: {
      ...always,
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      ...(upload ? { 'content-type': upload.mediaType } : {}),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      ...headers,
    },
    ...(isJson ? { body: JSON.stringify(json) } : {}),
    ...(upload ? { body: upload.body, duplex: 'half' as const } : {}),
    ...(signal ? { signal } : {}),
  };
}

async function sendOnce(
  makeCall: typeof fetch,
  url: URL,
  init: ReturnType<typeof toInit>,
): Promise<Response> {
  const response = await makeCall(url, init).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw new BatonError(
      { code: 'no-answer', status: 0, detail: `There is no answer from ${url.origin}${whyOf(cause)}.` },
      { cause },
    );
  });
  if (!response.ok) throw await readError(response);
  return response;
}

/** Node says only "fetch failed" and keeps why in the cause. */
function whyOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}

function decideWaitOf(error: unknown, ask: Ask, attempts: number): number | undefined {
  if (!(error instanceof BatonError) || isStream(ask.upload?.body)) return undefined;
  const isRepeatable = ask.method !== 'POST' || ask.idempotencyKey !== undefined;
  const { code, status, retryAfterS } = error;
  return decideWaitMs({ code, status, retryAfterS, attempts, isRepeatable });
}

function isStream(body: Upload | undefined): boolean {
  return typeof body === 'object' && 'getReader' in body;
}
