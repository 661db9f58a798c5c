import type { RequestProgress } from '../contract/v1/requests.ts';
import { BatonError } from './baton-error.ts';
import type { Caller, CallOptions } from './caller.ts';
import { pause } from './pause.ts';
import { readEvents, type ServerEvent } from './read-events.ts';

const mostBreaks = 5;
const pauseMs = 1_000;
const passing: readonly number[] = [0, 429, 502, 503, 504];

/**
 * Gives how far a request has come, at once and whenever it has come further, until it has ended. A
 * connection that breaks is taken up again where it was.
 */
export async function* followRequest(
  caller: Caller,
  requestId: number,
  { signal }: CallOptions,
): AsyncGenerator<RequestProgress, void> {
  let lastId = '';
  for (let breaks = 0; breaks <= mostBreaks; breaks += 1) {
    if (breaks > 0) await pause(pauseMs, signal);
    try {
      for await (const event of openEvents(caller, requestId, { lastId, signal })) {
        yield parseProgress(event);
        if (event.name === 'ended') return;
        lastId = event.id;
        breaks = 0;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (!isPassing(error) || breaks === mostBreaks) throw error;
    }
  }
  throw new BatonError({
    code: 'no-answer',
    status: 0,
    detail: `The server ends the events of request ${requestId} again and again. Ask for the request itself.`,
  });
}

async function* openEvents(
  caller: Caller,
  requestId: number,
  { lastId, signal }: CallOptions & { lastId: string },
): AsyncGenerator<ServerEvent, void> {
  const response = await caller.send({
    path: `api/v1/requests/${requestId}/events`,
    headers: { accept: 'text/event-stream', ...(lastId ? { 'last-event-id': lastId } : {}) },
    signal,
  });
  if (response.body) yield* readEvents(response.body);
}

function parseProgress({ data }: ServerEvent): RequestProgress {
  return JSON.parse(data);
}

function isPassing(error: unknown): boolean {
  return error instanceof BatonError && passing.includes(error.status);
}
