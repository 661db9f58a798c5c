import type { FastifyRequest } from 'fastify';
import type { OnDrift, OnFailure, OnReceiverUnavailable } from '../../contract/words/term-words.ts';
import type { PlanOptions } from '../../core/ledger/plan-rules.ts';
import { readOptionalMoment } from '../../core/moments/read-moment.ts';
import { readIdempotencyAt } from '../wire/read-idempotency.ts';

/** How a request is to run, as any body may say it. */
export interface AskedOptions {
  reason?: string | undefined;
  runAt?: string | undefined;
  onFailure?: OnFailure | undefined;
  onDrift?: OnDrift | undefined;
  onReceiverUnavailable?: OnReceiverUnavailable | undefined;
}

/** The options of a call that makes a request: from its body, its query and its `Idempotency-Key`. */
export async function readPlanOptions(
  request: FastifyRequest,
  { asked, planOnly, body }: { asked: AskedOptions; planOnly: boolean; body: unknown },
): Promise<PlanOptions> {
  const { caller, headers } = request;
  return {
    requester: {
      userId: caller.userId,
      accessRole: caller.accessRole,
      keyMadeBy: caller.keyMadeBy,
      origin: readOrigin(headers),
    },
    planOnly,
    reason: asked.reason,
    runAt: readOptionalMoment(asked.runAt, 'runAt'),
    onFailure: asked.onFailure ?? 'continue',
    onDrift: asked.onDrift ?? 'skip',
    onReceiverUnavailable: asked.onReceiverUnavailable ?? 'fail',
    idempotency: await readIdempotencyAt(request, planOnly, body),
  };
}

/** The command line says by a header that it is one; whoever else calls is the API, the web UI among them. */
function readOrigin(headers: FastifyRequest['headers']): 'api' | 'cli' {
  return headers['baton-client'] === 'cli' ? 'cli' : 'api';
}
