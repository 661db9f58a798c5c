/** Every expected refusal: its HTTP status on `/api/v1` and the sentence it is known by. */
export const refusals = {
  'invalid-input': { status: 400, title: 'The input is not as this call needs it.' },
  'member-missing': { status: 400, title: 'A member that this call needs is missing.' },
  'credentials-missing': { status: 401, title: 'Access key and secret key are needed.' },
  'credentials-invalid': { status: 401, title: 'The access key or the secret key is not valid.' },
  'session-ended': { status: 401, title: 'The session has ended; sign in again.' },
  'sign-in-failed': { status: 401, title: 'The e-mail or the password is not right.' },
  'sign-in-link-invalid': { status: 401, title: 'The sign-in link is not valid, or not any more.' },
  'sign-in-step-ended': {
    status: 401,
    title: 'The second step of signing in has ended; begin with the password.',
  },
  'access-denied': { status: 403, title: 'Your access role does not allow this.' },
  'scope-missing': { status: 403, title: 'The access key is not for this.' },
  'other-site': { status: 403, title: 'The call comes from a page of another site.' },
  'password-wrong': { status: 403, title: 'The password is not right.' },
  'code-wrong': { status: 403, title: 'The code is not right, or was used before; take the next one.' },
  'path-not-found': { status: 404, title: 'There is no such path.' },
  'method-not-allowed': { status: 405, title: 'This path does not take that method.' },
  'lead-not-found': { status: 404, title: 'There is no such lead.' },
  'lead-archived': { status: 409, title: 'The lead is archived.' },
  'user-not-found': { status: 404, title: 'There is no such user.' },
  'role-not-found': { status: 404, title: 'There is no such agent role.' },
  'role-retired': { status: 409, title: 'The agent role is retired; nobody is given it anew.' },
  'request-not-found': { status: 404, title: 'There is no such request.' },
  'organisation-not-found': { status: 404, title: 'There is no such organisation.' },
  'key-not-found': { status: 404, title: 'There is no such access key.' },
  'user-inactive': { status: 409, title: 'The user is not active.' },
  'user-mismatch': { status: 409, title: 'The user id and the e-mail name different users.' },
  'user-stands-elsewhere': { status: 409, title: 'The user stands on the lead in another role by now.' },
  'manager-not-found': { status: 404, title: 'There is no such manager.' },
  'manager-inactive': { status: 409, title: 'The manager is not active.' },
  'has-manager': { status: 409, title: 'The user reports to somebody.' },
  'own-manager': { status: 409, title: 'Nobody can be their own manager.' },
  'would-form-cycle': { status: 409, title: 'The reporting lines would form a cycle.' },
  'conflicting-rows': { status: 409, title: 'Rows of this request say different things of one user.' },
  'later-change': { status: 409, title: 'A later request changed it.' },
  'request-not-finished': { status: 409, title: 'The request has not finished yet.' },
  'request-not-undoable': { status: 409, title: 'This kind of request cannot be undone.' },
  'key-taken': { status: 409, title: 'Another one has this key in that system.' },
  'already-exists': { status: 409, title: 'It exists already.' },
  'organisation-ambiguous': { status: 409, title: 'This sign-in fits several organisations; say which.' },
  'second-factor-needed': { status: 409, title: 'The password is right; now a code is needed.' },
  'second-factor-missing': { status: 409, title: 'There is no second factor.' },
  'secret-told-once': {
    status: 409,
    title: 'It was made by an earlier call, which alone was told the secret.',
  },
  'idempotency-key-reused': { status: 409, title: 'The idempotency key came with another body before.' },
  'request-not-planned': { status: 409, title: 'Only a planned request can be run.' },
  'request-ended': { status: 409, title: 'The request has ended already.' },
  'nothing-to-undo': { status: 409, title: 'The request changed nothing.' },
  'already-undone': { status: 409, title: 'It is put back already.' },
  'row-not-changed': { status: 409, title: 'The request did not change it.' },
  'nothing-to-retry': { status: 409, title: 'No row of the request failed or was not attempted.' },
  'user-unavailable': { status: 409, title: 'The user takes no new leads now.' },
  'receiver-unavailable': { status: 409, title: 'The receiver takes no leads any more.' },
  'no-room': { status: 409, title: 'Every receiver has a full book.' },
  'lead-moved': { status: 409, title: 'The lead changed after the plan.' },
  'facts-moved': { status: 409, title: 'The facts changed after the plan.' },
  'line-moved': { status: 409, title: 'The reporting line changed after the plan.' },
  'changed-meanwhile': { status: 412, title: 'It was changed since it was read.' },
  'request-not-retryable': { status: 409, title: 'This kind of request cannot be retried.' },
  'rows-invalid': { status: 400, title: 'Some rows are not as this call needs them.' },
  'something-left': { status: 409, title: 'The leaver still holds leads, or somebody reports to them.' },
  'last-administrator': { status: 409, title: 'The last administrator cannot leave, and stays one.' },
  'body-too-slow': {
    status: 408,
    title: 'The body came too slowly; send it again over a faster connection.',
  },
  'body-too-large': { status: 413, title: 'The body is larger than this call takes.' },
  'media-type-unsupported': { status: 415, title: 'The body must be sent as application/json.' },
  'too-many-plans': { status: 409, title: 'Too many plans wait to be run.' },
  'too-many-calls': { status: 429, title: 'Too many calls.' },
  'too-many-attempts': { status: 429, title: 'Too many attempts to sign in.' },
  overloaded: { status: 503, title: 'Baton cannot take this now; try again shortly.' },
} as const;

export type RefusalCode = keyof typeof refusals;

/** A bad row of an input: a line of a file or an element of a list, from 1. */
export interface RowProblem {
  line: number;
  column?: string;
  reason: string;
}

/** One of the organisations that a sign-in fits. */
export interface OrganisationChoice {
  orgId: number;
  name: string;
}

interface RefusalDetail {
  /** What to say instead of the general sentence: one plain sentence that tells what to do. */
  message?: string;
  /** The input member at fault, as the caller wrote it. */
  field?: string;
  /** Every bad row, where the input has rows: the first 1,000 of them. */
  problems?: readonly RowProblem[];
  /** What to choose from, where that is what is missing. */
  organisations?: readonly OrganisationChoice[];
  /** Seconds after which the same call may succeed. */
  retryAfterS?: number;
}

/** An expected "no": thrown by a use case, it aborts the transaction and each door translates it. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly field: string | undefined;
  readonly retryAfterS: number | undefined;
  readonly problems: readonly RowProblem[] | undefined;
  readonly organisations: readonly OrganisationChoice[] | undefined;

  constructor(code: RefusalCode, detail: RefusalDetail = {}) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0; // where it was thrown is looked up by nobody, and costs more than all else of a bad row
    super(detail.message ?? refusals[code].title);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'Refusal';
    this.code = code;
    this.field = detail.field;
    this.retryAfterS = detail.retryAfterS;
    this.problems = detail.problems;
    this.organisations = detail.organisations;
  }

  get status(): number {
    return refusals[this.code].status;
  }
}

/** What the work comes to, or its refusal where that concerns one row alone and the others go on. */
export function orRefusal<Result>(work: () => Result): Result | Refusal {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
