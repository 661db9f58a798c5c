import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { keyForm } from './read-idempotency.ts';

const byKey =
  'With an `Idempotency-Key` it is safe to repeat: the same call again does nothing, and is answered as the first.';
const bySecretKey =
  'With an `Idempotency-Key` it is safe to repeat: the same call again makes nothing, and is refused with 409 ' +
  '`secret-told-once`, which names what the first made. Its secret is kept nowhere.';
const alike = 'Safe to repeat: the same call again changes nothing, and is answered alike.';
const noneLeft = 'Safe to repeat: then none is left to end.';

/** What comes of each call that changes something, when it comes again. */
const operationRepeats: Readonly<Record<string, string>> = {
  'POST /api/v2/pub/application/reassign': byKey,
  'POST /api/integration/AssignUser': byKey,
  'POST /v2/UserManagement.svc/UpdateReportingManagerInBulk': byKey,
  'POST /api/v1/requests': byKey,
  'POST /api/v1/requests/:id/run': byKey,
  'POST /api/v1/requests/:id/cancel': byKey,
  'POST /api/v1/requests/:id/retry': byKey,
  'POST /api/v1/requests/:id/undo': byKey,
  'POST /api/v1/leads': byKey,
  'PATCH /api/v1/leads/:id': byKey,
  'PUT /api/v1/leads/by-key/:system/:key': byKey,
  'POST /api/v1/users': byKey,
  'PATCH /api/v1/users/:id': byKey,
  'PUT /api/v1/users/by-key/:system/:key': byKey,
  'PUT /api/v1/users/:id/availability': alike,
  'PUT /api/v1/users/:id/head': alike,
  'PATCH /api/v1/org': alike,
  'POST /api/v1/agent-roles': 'A repeat adds nothing: the role is there already, which is 409.',
  'PATCH /api/v1/agent-roles/:name': alike,
  'POST /api/v1/users/:id/keys': bySecretKey,
  'PATCH /api/v1/keys/:accessKey': alike,
  'DELETE /api/v1/keys/:accessKey':
    'A repeat changes nothing: no such key is in force any more, which is 404.',
  'POST /api/v1/users/:id/sign-in-link': bySecretKey,
  'DELETE /api/v1/users/:id/sessions': noneLeft,
  'DELETE /api/v1/users/:id/second-factor': 'A repeat changes nothing: there is none any more, which is 409.',
  'POST /api/v1/session': 'A repeat begins another session.',
  'POST /api/v1/session/code': 'A repeat is refused: a code works once.',
  'POST /api/v1/first-sign-in': 'A repeat is refused: a link works once.',
  'DELETE /api/v1/session': 'Safe to repeat: a session that has ended is 401.',
  'DELETE /api/v1/sessions': noneLeft,
  'POST /api/v1/session/password': 'A repeat is refused: `current` is the password no more.',
  'POST /api/v1/session/second-factor': 'A repeat begins anew: the secret of the last answer counts.',
  'POST /api/v1/session/second-factor/confirm': 'A repeat is refused: none waits to be confirmed any more.',
  'POST /api/v1/session/second-factor/recovery-codes': 'A repeat is refused: a code works once.',
  'POST /api/v1/session/second-factor/remove':
    'A repeat changes nothing: there is none any more, which is 409.',
};

/** For the document alone: the calls read it themselves, and refuse what is none in the words of their face. */
export const idempotencyHeader = Type.Object({
  'Idempotency-Key': Type.Optional(
    Type.String({
      pattern: keyForm.source,
      description:
        'Any text of the caller’s own, such as a UUID, that names this call. The same key with the same call again is ' +
        'answered for the first; with another one it is refused with 409 `idempotency-key-reused`.',
      examples: ['7f9c24e8-3b12-4a57-9d1c-4f2b5d0c8a11'],
    }),
  ),
});

/** Every operation of this scope that changes something says what a repeat does; one without a line is a fault. */
export function tellRepeats(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.schema?.hide === true || route.method === 'GET' || route.method === 'HEAD') return;
    const name = `${route.method} ${route.url}`;
    const repeat = operationRepeats[name];
    if (repeat === undefined) throw new Error(`Say in operation-repeats.ts what a repeat of ${name} does.`);
    const described = route.schema?.description;
    const description = described === undefined ? repeat : `${described} ${repeat}`;
    route.schema = { ...route.schema, description };
  });
}

export function takesIdempotencyKey({ method, url }: { method: string | string[]; url: string }): boolean {
  const repeat = operationRepeats[`${method} ${url}`];
  return repeat === byKey || repeat === bySecretKey;
}
