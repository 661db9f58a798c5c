import type { BatonClient, RequestProgress, ShownRequest } from '../../client/client.ts';
import { exitCodes } from '../terminal/exit-codes.ts';
import { print } from '../terminal/print.ts';
import { describePlan } from './describe-plan.ts';
import { describeRequest } from './describe-request.ts';
import { openProgressBar } from './progress-bar.ts';

export interface FollowFlags {
  json?: true;
  /** False by `--no-wait`. */
  wait?: boolean;
}

/** Prints what was made: a plan as what it foresees; anything else once it has ended, watched until then. */
export async function followMade(client: BatonClient, made: ShownRequest, flags: FollowFlags): Promise<void> {
  if (made.state === 'planned') await printPlan(client, made, flags);
  else if (flags.wait === false || isForLater(made)) await printRequest(client, made, flags);
  else await watch(client, made.requestId, flags);
}

/** Shows progress until the request has ended, and how it ended; exit code 1 unless every row went as asked. */
export async function watch(client: BatonClient, requestId: number, flags: FollowFlags): Promise<void> {
  const bar = openProgressBar();
  if (process.stderr.isTTY) {
    process.stderr.write(`Watching request ${requestId}; it goes on if you leave (Ctrl-C).\n`);
  }
  const ended = await client.requests
    .wait(requestId, { onProgress: (progress) => showProgress(bar, progress) })
    .finally(() => bar.end());
  await printRequest(client, ended, flags);
  if (!isAsAsked(ended)) process.exitCode = exitCodes.notAllWell;
}

export async function printPlan(
  client: BatonClient,
  request: ShownRequest,
  flags: FollowFlags,
): Promise<void> {
  const lines = flags.json ? [] : await describePlan(client, request);
  print(flags, request, () => lines);
}

export async function printRequest(
  client: BatonClient,
  request: ShownRequest,
  flags: FollowFlags,
): Promise<void> {
  const lines = flags.json ? [] : await describeRequest(client, request);
  print(flags, request, () => lines);
}

function isForLater({ runAt }: ShownRequest): boolean {
  return runAt !== null && Date.parse(runAt) > Date.now();
}

function isAsAsked({ state, counts }: ShownRequest): boolean {
  return state === 'done' && counts.changed + counts.unchanged === counts.total && counts.changedInPart === 0;
}

function showProgress(
  bar: ReturnType<typeof openProgressBar>,
  { state, counts, rowsPerSecond }: RequestProgress,
): void {
  const rate = rowsPerSecond === null ? state : `${Math.round(rowsPerSecond).toLocaleString('en')} rows/s`;
  bar.show(counts.total - counts.notAttempted, counts.total, rate);
}
