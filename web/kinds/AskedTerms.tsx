import type { ReactNode } from 'react';
import type { ShownRequest } from '../../src/client/client.ts';
import { readMembers } from '../requests/command-rules.ts';
import { hasEnded } from '../requests/request-rules.ts';
import {
  driftWords,
  failureWords,
  isForLater,
  othersWords,
  termNames,
  unavailableWords,
  wordFor,
} from '../requests/terms-rules.ts';
import { Moment } from '../ui/moments/Moment.tsx';
import { Facts } from '../ui/sections/Facts.tsx';
import { AskedPeople, AskedReceivers } from './AskedReceivers.tsx';
import { isSplitAsked, readReassignment } from './asked-rules.ts';

type Fact = readonly [name: string, value: ReactNode];

/** What is about to be run, in the words in which it was asked. */
export function AskedTerms({ request }: { request: ShownRequest }) {
  return (
    <Facts facts={[...listReceiving(request), ['Reason', request.reason ?? '–'], ...listTerms(request)]} />
  );
}

/** Who receives, and what becomes of the others. */
export function listReceiving({ kind, spec }: ShownRequest): Fact[] {
  const asked = kind === 'reassign' ? readReassignment(spec) : undefined;
  if (!asked) return [];
  const { isForNobody, role, removed } = asked;
  const saysOthers = !isForNobody || asked.others === 'all';
  const forAll = saysOthers ? wordFor(othersWords, asked.others) : undefined;
  const others = asked.isOthersByRow ? 'As each row says' : forAll;
  return [
    ...(asked.split ? [['To', <AskedReceivers key="to" split={asked.split} />] as const] : []),
    ...(isForNobody ? [['To', 'Nobody'] as const] : []),
    ...(role === undefined ? [] : [['Removed', `Everybody as ${role}`] as const]),
    ...(removed.length > 0 ? [['Removed', <AskedPeople key="removed" people={removed} />] as const] : []),
    ...(others === undefined ? [] : [[termNames.others, others] as const]),
  ];
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
    ...listKeys(request),
  ];
}

/** Only where several share in leads. */
function listAway({ kind, spec, onReceiverUnavailable }: ShownRequest): Fact[] {
  if ((kind !== 'reassign' && kind !== 'offboard') || !isSplitAsked(spec)) return [];
  return [[termNames.onReceiverUnavailable, wordFor(unavailableWords, onReceiverUnavailable)]];
}

function listKeys({ kind, spec }: ShownRequest): Fact[] {
  return kind === 'undo' && readMembers(spec).reviveKeys === true
    ? [['Access keys', 'Come back with their accounts']]
    : [];
}

function listWhen(request: ShownRequest): Fact[] {
  const { runAt, state } = request;
  if (hasEnded(request) || state === 'running') {
    return runAt === null ? [] : [['Not before', <Moment key="run" at={runAt} />]];
  }
  if (isForLater(runAt, new Date())) return [['Runs', <Moment key="run" at={runAt} />]];
  const atOnce = state === 'planned' ? 'as soon as you run it' : 'now';
  return [['Runs', runAt === null ? atOnce : `${atOnce}, since its time has passed`]];
}
