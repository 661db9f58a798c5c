// What can be done with a request as it stands: the calls that decide about one refuse by these rules, and what is told
// of a request is read from them.

import { orRefusal, Refusal, type RefusalCode } from '../../contract/refusal.ts';
import { countInTheWay, type ForeseeingRequest } from '../../contract/rules/foreseen-rules.ts';
import { type RequestKind, type RequestState, type Way, ways } from '../../contract/words/request-words.ts';
import {
  isAdministrator,
  type Reader,
  refuseAgents,
  refuseUnlessAdministrator,
} from '../access/access-rules.ts';
import type { Subjects } from './request-store.ts';

interface Standing {
  kind: RequestKind;
  state: RequestState;
  finishedAt: string | null;
}

/** A request as whoever retries it must know it. */
export interface Retryable extends Undone {
  /** Its rows were frozen by a plan, so they can be frozen again. */
  wasPlanned: boolean;
  /** How many rows failed or were not attempted. */
  toRetry: number;
}

/** A request as whoever undoes it must know it. */
export interface Undoable extends Undone {
  subjects: Subjects | null;
}

/** A request, and how far it is undone. */
interface Undone extends Standing {
  /** How many rows it changed, and how many of them undos have put back. */
  changed: number;
  putBack: number;
  /** The undos that ran or will. */
  undoneBy: readonly number[];
}

/** Whose a request is, and what it is about. */
export interface Owned {
  askedBy: number | null;
  subjects: Subjects | null;
}

export type Decidable = Owned & Retryable & Undoable & { requestId: number };

/** All that this reader may ask for now, in the order of a request's life. */
export function listWays(reader: Reader, request: Decidable): Way[] {
  const isRefused = (check: () => unknown) => orRefusal(check) instanceof Refusal;
  if (isRefused(() => refuseUnlessTheirs(reader, request, 'Deciding about'))) return [];
  const isOpen: Record<Way, boolean> = {
    run: mayBeRun(request),
    cancel: mayBeCancelled(request),
    retry: !isRefused(() => refuseUnlessRetryable(request.requestId, request)),
    undo: !isRefused(() => refuseUnlessUndoable(request.requestId, request)),
  };
  return ways.filter((way) => isOpen[way]);
}

/** Why rows fail that fail again however often they are tried: what they name is not there, or makes no sense. */
export const lasting: readonly RefusalCode[] = [
  'lead-not-found',
  'user-not-found',
  'manager-not-found',
  'role-not-found',
  'user-mismatch',
  'own-manager',
  'conflicting-rows',
  'invalid-input',
];

/** A request as far as it says whether a way leads anywhere. */
interface Hopes extends ForeseeingRequest {
  ways: readonly Way[];
  /** Some row to retry failed for what may be otherwise by now, or was not attempted. */
  mayMend: boolean;
}

/** Those of the ways that come to something as things stand: what every face advises. */
export function listAdvised({ ways: open, mayMend, ...request }: Hopes): Way[] {
  const { preview } = request;
  const comesToNothing = preview?.changed === 0 || countInTheWay(request) > 0;
  return open.filter((way) => (way === 'run' ? !comesToNothing : way !== 'retry' || mayMend));
}

/** An administrator decides about any request, a manager about those of their own that touch nothing but leads. */
export function refuseUnlessTheirs(reader: Reader, { askedBy, subjects }: Owned, what: string): void {
  if (isAdministrator(reader)) return;
  refuseAgents(reader, `${what} a request`);
  if (askedBy !== reader.userId) refuseUnlessAdministrator(reader, `${what} somebody else's request`);
  if (subjects !== 'leads') refuseUnlessAdministrator(reader, `${what} a request about more than leads`);
}

export function mayBeRun({ state }: Pick<Standing, 'state'>): boolean {
  return state === 'planned';
}

/** One that was cancelled and has rows in hand may be cancelled again: that waits for them. */
export function mayBeCancelled({ finishedAt }: Pick<Standing, 'finishedAt'>): boolean {
  return finishedAt === null;
}

export function refuseUnlessRetryable(requestId: number, request: Retryable): void {
  const { kind, state, finishedAt, wasPlanned, toRetry } = request;
  if (finishedAt === null) {
    throw new Refusal('request-not-finished', {
      message: `Request ${requestId} is ${state}; its rows can be retried once it has ended.`,
    });
  }
  if (state === 'expired') {
    throw new Refusal('nothing-to-retry', {
      message: `Request ${requestId} expired as a plan, and its rows are gone with it; ask for it again.`,
    });
  }
  if (!wasPlanned || kind === 'undo' || kind === 'import') {
    throw new Refusal('request-not-retryable', {
      message: `Request ${requestId} was not planned row by row, so send it again instead of retrying it.`,
    });
  }
  refuseWhereUndone(requestId, request);
  if (toRetry === 0) {
    throw new Refusal('nothing-to-retry', {
      message: `No row of request ${requestId} failed or was not attempted, so there is nothing to retry.`,
    });
  }
}

/** What was taken back as a whole is off: what it did not come to is not done after all. */
export function refuseWhereUndone(
  requestId: number,
  { changed, putBack, undoneBy }: Pick<Retryable, 'changed' | 'putBack' | 'undoneBy'>,
): void {
  if (putBack === 0 || putBack < changed) return;
  throw new Refusal('nothing-to-retry', {
    message: `Request ${requestId} is undone, by ${spell(undoneBy)}, so its other rows are not tried again. Ask for them anew.`,
  });
}

export function refuseUnlessUndoable(
  requestId: number,
  request: Undoable,
): asserts request is Undoable & { subjects: Subjects } {
  const { kind, state, finishedAt, subjects, changed, putBack } = request;
  if (finishedAt === null) {
    throw new Refusal('request-not-finished', {
      message: `Request ${requestId} is ${state}; it can be undone once it has finished.`,
    });
  }
  if (subjects === null) {
    throw new Refusal('request-not-undoable', {
      message: `Request ${requestId} is of kind ${kind}, which cannot be undone.`,
    });
  }
  if (changed <= putBack) throw nothingLeft(requestId, request, 'changed nothing');
}

/** Why no row is left to undo; `otherwise` says what the request did, where no undo took it back. */
export function nothingLeft(
  requestId: number,
  { putBack, undoneBy }: Pick<Undoable, 'putBack' | 'undoneBy'>,
  otherwise: string,
): Refusal {
  if (putBack === 0) {
    return new Refusal('nothing-to-undo', {
      message: `Request ${requestId} ${otherwise}, so there is nothing to undo.`,
    });
  }
  return new Refusal('already-undone', {
    message: `Request ${requestId} is undone already, by ${spell(undoneBy)}; nothing of it is left to undo.`,
  });
}

const mostUndos = 3;

function spell(undos: readonly number[]): string {
  const earlier = undos.length - mostUndos;
  const named = undos.slice(-mostUndos).join(' and ');
  return `request ${named}${earlier > 0 ? ` and ${earlier} before` : ''}`;
}
