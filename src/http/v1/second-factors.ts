import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { changeProblems, signInProblems } from '../../contract/v1/problems.ts';
import {
  beginSecondFactorBody,
  begunSecondFactor,
  bothFactorsBody,
  codeBody,
  recoveryCodes,
} from '../../contract/v1/second-factors.ts';
import { passwordAgainBody } from '../../contract/v1/sessions.ts';
import { userParams } from '../../contract/v1/users.ts';
import { askPassword } from '../../core/sessions/ask-password.ts';
import { beginSecondFactor } from '../../core/sessions/begin-second-factor.ts';
import { confirmSecondFactor } from '../../core/sessions/confirm-second-factor.ts';
import { removeSecondFactor } from '../../core/sessions/remove-second-factor.ts';
import { removeSecondFactorOf } from '../../core/sessions/remove-second-factor-of.ts';
import { renewRecoveryCodes } from '../../core/sessions/renew-recovery-codes.ts';
import type { Database } from '../../database/database.ts';
import { needsAdministrator } from '../wire/needs-role.ts';
import { bodyOptional } from './body-optional.ts';
import { readUserName } from './read-id.ts';

const nothing = Type.Null({ description: 'Done.' });
const path = '/api/v1/session/second-factor';

/** What whoever calls does about their own second factor, and administrators about that of others. */
export function serveSecondFactors(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  serveSetUp(app, database);

  app.post(
    `${path}/recovery-codes`,
    {
      schema: {
        tags: ['Sign-in'],
        operationId: 'renewRecoveryCodes',
        summary: 'Make new recovery codes',
        description: 'Needs the password and a code. The recovery codes of before end.',
        body: bothFactorsBody,
        response: { 200: recoveryCodes, ...signInProblems },
      },
    },
    async ({ caller, body }) => ({ recoveryCodes: await renewRecoveryCodes(database, caller, body) }),
  );

  app.post(
    `${path}/remove`,
    {
      schema: {
        tags: ['Sign-in'],
        operationId: 'removeSecondFactor',
        summary: 'Remove one’s own second factor',
        description: 'Needs the password and a code of the app, or a recovery code.',
        body: bothFactorsBody,
        response: { 204: nothing, ...signInProblems },
      },
    },
    async ({ caller, body }, reply) => {
      await removeSecondFactor(database, caller, body);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/v1/users/:id/second-factor',
    {
      onRequest: needsAdministrator('Removing the second factor of others'),
      schema: {
        tags: ['Sign-in'],
        operationId: 'removeSecondFactorOf',
        summary: 'Remove the second factor of a user',
        description:
          'Of somebody who lost their device and their recovery codes. Ends their sessions. For administrators, who say ' +
          'their password once more, and not for one’s own.',
        params: userParams,
        body: passwordAgainBody,
        response: { 204: nothing, ...changeProblems },
      },
      ...bodyOptional,
    },
    async ({ caller, params, body: { password } }, reply) => {
      await askPassword(database, caller, { password, what: 'Removing the second factor of others' });
      await removeSecondFactorOf(database, caller, readUserName(params.id, caller));
      return reply.code(204).send(null);
    },
  );
}

function serveSetUp(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    path,
    {
      schema: {
        tags: ['Sign-in'],
        operationId: 'beginSecondFactor',
        summary: 'Begin to set up a second factor',
        description:
          'Of whoever calls, with their password. It counts once a code confirms that an app has the secret.',
        body: beginSecondFactorBody,
        response: { 200: begunSecondFactor, ...signInProblems },
      },
    },
    async ({ caller, body }) => beginSecondFactor(database, caller, body.password),
  );

  app.post(
    `${path}/confirm`,
    {
      schema: {
        tags: ['Sign-in'],
        operationId: 'confirmSecondFactor',
        summary: 'Confirm a second factor by a code',
        description:
          'From then on a code is asked for after the password. Ends all other sessions of the user; keys go on.',
        body: codeBody,
        response: { 200: recoveryCodes, ...signInProblems },
      },
    },
    async ({ caller, body }) => ({ recoveryCodes: await confirmSecondFactor(database, caller, body.code) }),
  );
}
