import { setTimeout as delay } from 'node:timers/promises';

/** A call in a vendor's words. Its address may hold keys, so no error quotes it. */
export interface VendorCall {
  url: URL;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: unknown;
}

export interface VendorAnswer {
  status: number;
  /** Undefined where it is no JSON. */
  body: unknown;
}

/** Nobody answered: whether the call did what it asks is not known. */
export class NoAnswer extends Error {}

const mostAttempts = 10;
const answerWithinMs = 120_000;
const defaultWaitS = 5;
const longestWaitS = 300;

/** Makes one call. Where the server says that it has enough for now, waits as long as it names and asks again. */
export async function callVendor(call: VendorCall): Promise<VendorAnswer> {
  for (let attempts = 1; ; attempts += 1) {
    const response = await send(call);
    const isBusy = response.status === 429 || response.status === 503;
    const waitS = readWaitS(response.headers.get('retry-after'));
    if (!isBusy || attempts === mostAttempts || waitS > longestWaitS) {
      return { status: response.status, body: parse(await response.text()) };
    }
    await response.arrayBuffer();
    await delay(waitS * 1_000);
  }
}

async function send({ url, method, headers = {}, body }: VendorCall): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      signal: AbortSignal.timeout(answerWithinMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new NoAnswer(`There is no answer from ${url.origin}.`, { cause });
  }
}

/** Seconds or a date, as HTTP has it. */
function readWaitS(text: string | null): number {
  if (text === null) return defaultWaitS;
  if (/^\d+$/.test(text)) return Math.max(1, Number(text));
  const at = Date.parse(text);
  return Number.isNaN(at) ? defaultWaitS : Math.max(1, (at - Date.now()) / 1_000);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The member of an answer, whatever it may be. */
export function memberOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}
