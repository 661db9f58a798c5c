import type { Target } from './load.ts';

/** One call as the administrator of the bench organisation; throws where it is refused. */
export async function call<Answer>(target: Target, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(`${target.address}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'x-lsq-accesskey': target.accessKey,
      'x-lsq-secretkey': target.secretKey,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return JSON.parse(await answer.text());
}

export interface FollowedRequest {
  requestId: number;
  state: string;
  startedAt: string;
  finishedAt: string | null;
  counts: { changed: number; failed: number; skipped: number };
}

/** Asks until the request has ended; gives it with the seconds that it ran. */
export async function waitFor(
  target: Target,
  requestId: number,
): Promise<FollowedRequest & { seconds: number }> {
  for (;;) {
    const request = await call<FollowedRequest>(target, `/api/v1/requests/${requestId}`);
    if (request.finishedAt) {
      const seconds = (Date.parse(request.finishedAt) - Date.parse(request.startedAt)) / 1000;
      return { ...request, seconds };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The median of `times` runs, in ms, with a pause after each that is not counted. */
export async function medianOf(times: number, run: () => Promise<unknown>, pauseMs = 0): Promise<number> {
  const tookMs: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const started = performance.now();
    await run();
    tookMs.push(performance.now() - started);
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return tookMs.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}
