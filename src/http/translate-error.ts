import pg from 'pg';
import { Refusal } from '../contract/refusal.ts';

/** What went wrong, as every dialect needs it: an expected refusal, trouble that passes, or a bug. */
export type Failure = { kind: 'refusal'; refusal: Refusal } | { kind: 'bug' };

interface ValidationProblem {
  instancePath?: string;
  keyword?: string;
  message?: string;
  params?: {
    missingProperty?: string;
    additionalProperty?: string;
    allowedValues?: readonly unknown[];
    type?: string;
  };
}

/** Sorts whatever was thrown while a call was handled. */
export function translateError(error: unknown): Failure {
  if (error instanceof Refusal) return { kind: 'refusal', refusal: error };
  const refusal = fromFramework(error) ?? fromDatabase(error);
  return refusal ? { kind: 'refusal', refusal } : { kind: 'bug' };
}

function fromFramework(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('validation' in error && Array.isArray(error.validation)) {
    return fromValidation(error.validation, 'validationContext' in error ? error.validationContext : 'body');
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

function fromValidation([first]: ValidationProblem[], context: unknown): Refusal {
  const at = (first?.instancePath ?? '').split('/').filter(Boolean);
  const field = toPath([...at, ...(first?.params?.missingProperty ? [first.params.missingProperty] : [])]);
  const where = field || (context === 'body' ? 'The body' : 'The query');
  const message = `${where} ${describeProblem(first)}.`;
  return new Refusal('invalid-input', { ...(field ? { field } : {}), message });
}

function describeProblem(problem: ValidationProblem | undefined): string {
  if (problem?.keyword === 'required') return 'is missing';
  const { additionalProperty, type } = problem?.params ?? {};
  if (additionalProperty) return `has a member that is not known here: ${additionalProperty}`;
  if (problem?.keyword === 'discriminator') return 'has a kind that is not known here';
  if (problem?.keyword === 'pattern')
    return 'is not of the form that it needs, or holds characters that cannot be kept';
  if (problem?.keyword === 'type' && !problem.instancePath) return `must be sent, as a JSON ${type}`;
  if (problem?.params?.allowedValues) return `must be one of: ${problem.params.allowedValues.join(', ')}`;
  return problem?.message ?? 'is not valid';
}

/** `Assignments`, `0`, `UserId` becomes `Assignments[0].UserId`. */
function toPath(parts: readonly string[]): string {
  return parts.reduce((path, part) => {
    if (/^\d+$/.test(part)) return `${path}[${part}]`;
    return path ? `${path}.${part}` : part;
  }, '');
}

const connectionTrouble = /^(08|53|57P0|58|25006)/;

/** The database away or overloaded passes; anything else it says is a bug of ours. */
function fromDatabase(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const isAway =
    error instanceof pg.DatabaseError
      ? connectionTrouble.test(code)
      : /^E[A-Z]+$/.test(code) || /connection|timeout exceeded when trying to connect/i.test(error.message);
  return isAway
    ? new Refusal('overloaded', {
        retryAfterS: 2,
        message: 'The database is not available now. Nothing was acknowledged; try again in 2 seconds.',
      })
    : undefined;
}
