import type { OrganisationChoice, RefusalCode, RowProblem } from '../contract/refusal.ts';

/** A refusal's code, or what no refusal says: a fault of the server, no answer at all, or the answer of something else. */
export type BatonErrorCode = RefusalCode | 'internal-error' | 'no-answer' | 'not-baton';

export interface ErrorFacts {
  code: BatonErrorCode;
  /** 0 where there was no answer. */
  status: number;
  detail: string;
  field?: string | undefined;
  problems?: readonly RowProblem[] | undefined;
  organisations?: readonly OrganisationChoice[] | undefined;
  retryAfterS?: number | undefined;
}

/** Why a call did not do what it was asked. */
export class BatonError extends Error {
  /** For programs to branch on. */
  readonly code: BatonErrorCode;
  /** The HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** What was wrong and what to do, for people. */
  readonly detail: string;
  /** The member of the input that is at fault. */
  readonly field: string | undefined;
  /** The bad rows, where the input has rows: the first 1,000 of them. */
  readonly problems: readonly RowProblem[];
  /** With `organisation-ambiguous`: the organisations to choose from. */
  readonly organisations: readonly OrganisationChoice[];
  /** Seconds after which the same call may succeed. */
  readonly retryAfterS: number | undefined;

  constructor(facts: ErrorFacts, options?: ErrorOptions) {
    super(facts.detail, options);
    this.name = 'BatonError';
    this.code = facts.code;
    this.status = facts.status;
    this.detail = facts.detail;
    this.field = facts.field;
    this.problems = facts.problems ?? [];
    this.organisations = facts.organisations ?? [];
    this.retryAfterS = facts.retryAfterS;
  }
}
