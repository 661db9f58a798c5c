import { BatonError } from '../../../src/client/client.ts';
import { spellDuration } from '../moments/moment-rules.ts';

export interface Failure {
  title: string;
  detail: string;
  /** The bad rows of an input, each with its line. */
  problems: readonly { line: number; column?: string; reason: string }[];
  /** Asked once more, the same may succeed. */
  isPassing: boolean;
}

const passing: readonly number[] = [0, 429, 500, 502, 503, 504];

/** The one rule by which errors are shown: in the place where they happened, with what to do. */
export function describeFailure(error: unknown): Failure {
  if (!(error instanceof BatonError)) {
    const detail = 'The page failed by a fault of its own. Reload it; what was done is safe.';
    return { title: 'Something went wrong here', detail, problems: [], isPassing: true };
  }
  const { code, status, detail, problems, retryAfterS } = error;
  const isEnded = code === 'session-ended' || code === 'credentials-missing';
  return {
    title: isEnded ? 'You are signed out' : titleOf(status, code),
    detail: code === 'too-many-attempts' ? tellWait(retryAfterS) : detail,
    problems,
    isPassing: passing.includes(status),
  };
}

function titleOf(status: number, code: string): string {
  if (status === 0) return 'No connection to Baton';
  if (status === 401 || code === 'password-wrong' || code === 'code-wrong') return 'This did not let you in';
  if (status === 403) return 'You may not do this';
  if (status === 404) return 'Not found';
  if (status === 409) return 'This cannot be done as things stand';
  if (status === 412) return 'Somebody was faster';
  if (code === 'too-many-attempts') return 'Too many attempts to sign in';
  if (status === 429 || status === 503) return 'Baton is busy';
  return status >= 500 ? 'Baton failed' : 'This is not as Baton needs it';
}

function tellWait(retryAfterS: number | undefined): string {
  const wait = retryAfterS === undefined ? 'in a while' : `in ${spellDuration(retryAfterS * 1_000)}`;
  return `Try again ${wait}. For a lost password, ask an administrator for a sign-in link.`;
}

/** Whether what was asked for is at fault: asked again, it is refused again. */
export function isRefused(error: unknown): boolean {
  return error instanceof BatonError && (error.status === 400 || error.status === 404);
}

/** Whether the session behind a call has ended. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof BatonError && error.status === 401;
}
