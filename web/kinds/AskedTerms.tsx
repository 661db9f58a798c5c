import type { ShownRequest } from '../../src/client/client.ts';
import { hasEnded } from '../requests/request-rules.ts';
import {
  driftWords,
  failureWords,
  isForLater,
  termNames,
  unavailableWords,
  wordFor,
} from '../requests/terms-rules.ts';
import { ComingMoment } from '../ui/moments/ComingMoment.tsx';
import { Moment } from '../ui/moments/Moment.tsx';
import { type Fact, Facts } from '../ui/sections/Facts.tsx';
import { viewOf } from './kinds.ts';

/** What is about to be run, in the words in which it was asked. */
export function AskedTerms({ request }: { request: ShownRequest }) {
  return <Facts facts={[...listAsked(request), ['Reason', request.reason ?? '–'], ...listTerms(request)]} />;
}

/** What its kind alone asks for. */
export function listAsked(request: ShownRequest): Fact[] {
  return viewOf(request.kind).listAsked?.(request) ?? [];
}

/** When it runs, and how it meets trouble. */
export function listTerms(request: ShownRequest): Fact[] {
  return [
    ...listWhen(request),
    ...(request.expiresAt === null
      ? []
      : [['Expires', <Moment key="end" at={request.expiresAt} />] as const]),
    [termNames.onFailure, wordFor(failureWords, request.onFailure)],
    [termNames.onDrift, wordFor(driftWords, request.onDrift)],
    ...listAway(request),
    ...(viewOf(request.kind).listTerms?.(request) ?? []),
  ];
}

/** Only where several share in leads. */
function listAway({ kind, spec, onReceiverUnavailable }: ShownRequest): Fact[] {
  const receiving = viewOf(kind).receivingOf?.(spec) ?? [];
  if (!receiving.some((to) => 'distribution' in to)) return [];
  return [[termNames.onReceiverUnavailable, wordFor(unavailableWords, onReceiverUnavailable)]];
}

function listWhen(request: ShownRequest): Fact[] {
  const { runAt, state } = request;
  if (hasEnded(request) || state === 'running') {
    return runAt === null ? [] : [['Not before', <Moment key="run" at={runAt} />]];
  }
  if (isForLater(runAt, new Date())) return [['Runs', <ComingMoment key="run" at={runAt} />]];
  const atOnce = state === 'planned' ? 'as soon as you run it' : 'now';
  return [['Runs', runAt === null ? atOnce : `${atOnce}, since its time has passed`]];
}
