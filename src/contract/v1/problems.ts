import { Type } from 'typebox';
import { refusals } from '../refusal.ts';

/** Problem details (RFC 9457), the body of every error on `/api/v1`. */
export const problem = Type.Object(
  {
    type: Type.String({ description: 'Where the code is explained: a reference relative to this server.' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'What was wrong with this call, and what to do.' }),
    code: Type.String({
      description: 'For programs to branch on.',
      examples: Object.keys(refusals),
    }),
    field: Type.Optional(Type.String({ description: 'The member of the input that is at fault.' })),
    problems: Type.Optional(
      Type.Array(
        Type.Object({
          line: Type.Integer({
            description: 'The line of a file; of a JSON list the place of the element in it, from 1.',
          }),
          column: Type.Optional(
            Type.String({
              description:
                'The column of a file; of a JSON list the path of the element, such as `leads[1]`.',
            }),
          ),
          reason: Type.String(),
        }),
        { description: 'Every bad row of the input; the first 1,000 of them.' },
      ),
    ),
    organisations: Type.Optional(
      Type.Array(Type.Object({ orgId: Type.Integer(), name: Type.String() }), {
        description: 'With `organisation-ambiguous`: the organisations to choose from.',
      }),
    ),
    instance: Type.String({ description: 'This call, as the log knows it.' }),
  },
  { $id: 'Problem', description: 'Problem details (RFC 9457).' },
);

const meanings = {
  400: 'The input is not as this call needs it; `field` names the member.',
  401: 'Nobody has signed in, or the access key or the secret key is not valid.',
  403: 'The access role of whoever calls, or the scopes of their key, do not allow it; `detail` says what is missing.',
  404: 'There is no such thing in this organisation, or the caller may not see it.',
  409: 'It cannot be done as things stand; `code` says why.',
  412: 'It was changed since it was read, so nothing was changed now; read it again.',
  413: 'The body is larger than this call takes.',
  415: 'The body is in no form that this call takes.',
  429: 'Too many at once or one after the other; try again after the seconds that `Retry-After` says.',
  500: 'Baton failed by a fault of its own.',
  503: 'Baton cannot take this now; try again after the seconds that `Retry-After` says.',
} as const;

type ProblemStatus = keyof typeof meanings;

/** The error answers of a route, all alike. */
export const listProblems = problemAnswers([400, 401, 403, 429, 500, 503]);
export const namingListProblems = problemAnswers([400, 401, 403, 404, 409, 429, 500, 503]);
export const showProblems = problemAnswers([400, 401, 403, 404, 429, 500, 503]);
export const planProblems = problemAnswers([400, 401, 403, 404, 409, 413, 415, 429, 500, 503]);
export const undoProblems = problemAnswers([400, 401, 403, 404, 409, 429, 500, 503]);

/** Of calls by which somebody signs in or changes a password. */
export const signInProblems = problemAnswers([400, 401, 403, 409, 413, 415, 429, 500, 503]);
export const changeProblems = problemAnswers([400, 401, 403, 404, 409, 413, 415, 429, 500, 503]);
/** Of changes that take `If-Match`. */
export const matchedChangeProblems = problemAnswers([400, 401, 403, 404, 409, 412, 413, 415, 429, 500, 503]);

function problemAnswers(statuses: readonly ProblemStatus[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: meanings[status],
        content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
      },
    ]),
  );
}
