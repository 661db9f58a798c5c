import { type Static, Type } from 'typebox';
import { receiver, runOptions } from './plans.ts';

/** What calls that decide about a request take; none of it must be sent. */

export const runBody = Type.Object(
  {
    runAt: Type.Optional({
      ...runOptions.runAt,
      description:
        'Run not before this moment, instead of that of the plan; one that has passed means at once.',
    }),
  },
  { additionalProperties: false },
);
export type RunBody = Static<typeof runBody>;

export const retryBody = Type.Object(
  {
    reason: runOptions.reason,
    runAt: runOptions.runAt,
    to: Type.Optional({
      ...receiver,
      description:
        'Who receives instead of whoever the rows named: the leads of a reassignment or of a leaver, and of a change ' +
        'of managers, as one user, the reports. A row that asked for nobody still does.',
    }),
  },
  { additionalProperties: false },
);
export type RetryBody = Static<typeof retryBody>;
