import pg from 'pg';
import { Refusal } from '../contract/refusal.ts';
import { isHeldUp, refuseHeldUp } from '../database/held-up.ts';
import { refuseInvalid } from './refuse-invalid.ts';

/** What went wrong, as every dialect needs it: an expected refusal, trouble of the database that passes, or a bug. */
export type Failure =
  | { kind: 'refusal'; refusal: Refusal }
  | { kind: 'trouble'; refusal: Refusal }
  | { kind: 'bug'; refusal: undefined };

/** Sorts whatever was thrown while a call was handled. */
export function translateError(error: unknown): Failure {
  if (error instanceof Refusal) return { kind: 'refusal', refusal: error };
  const refusal = fromFramework(error);
  if (refusal) return { kind: 'refusal', refusal };
  const trouble = fromDatabase(error);
  return trouble ? { kind: 'trouble', refusal: trouble } : { kind: 'bug', refusal: undefined };
}

function fromFramework(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('validation' in error && Array.isArray(error.validation)) {
    return refuseInvalid(error.validation, 'validationContext' in error ? error.validationContext : 'body');
  }
  const code = 'code' in error ? error.code : undefined;
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === 413 || code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new Refusal('body-too-large', {
      message: 'The body is over the limit of 1 MiB. Send it in parts.',
    });
  }
  if (status === 415) return new Refusal('media-type-unsupported');
  if (status === 404) return new Refusal('path-not-found');
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Refusal('invalid-input', { message: 'The call is not well-formed HTTP for this path.' });
  }
  return undefined;
}

const connectionTrouble = /^(08|28|53|57P0|58|25006)/;
const diskFull = '53100';

/** The database away or overloaded passes, and so does somebody else's lock; anything else it says is a bug of ours. */
function fromDatabase(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined;
  if (isHeldUp(error)) return refuseHeldUp();
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const isAway =
    error instanceof pg.DatabaseError
      ? connectionTrouble.test(code)
      : /^E[A-Z]+$/.test(code) || /connection|timeout exceeded when trying to connect/i.test(error.message);
  if (!isAway) return undefined;
  const why = code === diskFull ? 'The disk of the database is full' : 'The database is not available now';
  return new Refusal('overloaded', {
    retryAfterS: 2,
    message: `${why}. Nothing was acknowledged; try again in 2 seconds.`,
  });
}
