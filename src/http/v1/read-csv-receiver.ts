import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Refusal } from '../../contract/refusal.ts';
import type { MakeQuery } from '../../contract/v1/csv-plans.ts';
import type { ReassignPlan } from '../../contract/v1/kinds/reassign.ts';
import { type Distribution, distribution } from '../../contract/v1/plans.ts';
import { readJson } from '../wire/read-json.ts';

/** Who receives the leads whose row names no primary, as a JSON body would say it. */
export function readCsvReceiver(request: FastifyRequest, query: MakeQuery): ReassignPlan['to'] {
  const { toUserId, toEmail, distribution: text, to } = query;
  const user = {
    ...(toUserId === undefined ? {} : { userId: toUserId }),
    ...(toEmail === undefined ? {} : { email: toEmail }),
  };
  const namesUser = Object.keys(user).length > 0;
  if (to !== undefined) return refuseReceiver(namesUser || text !== undefined);
  if (text === undefined) return namesUser ? { user } : undefined;
  if (!namesUser) return { distribution: readDistribution(request, text) };
  throw new Refusal('invalid-input', {
    field: 'distribution',
    message: 'Give one user in toUserId or toEmail, or several in distribution, not both.',
  });
}

function refuseReceiver(names: boolean): null {
  if (!names) return null;
  throw new Refusal('invalid-input', {
    field: 'to',
    message:
      'to=nobody says that nobody receives; leave out toUserId, toEmail and distribution, or leave out to.',
  });
}

/** A refusal names members of a JSON body; whoever sent a CSV gave them in the query. */
export function nameInQuery(error: unknown, { toUserId }: MakeQuery): unknown {
  if (!(error instanceof Refusal) || !error.field?.startsWith('to.')) return error;
  const inUser = toUserId === undefined ? 'toEmail' : 'toUserId';
  const field = error.field.startsWith('to.user') ? inUser : error.field.slice('to.'.length);
  return new Refusal(error.code, { field, message: error.message });
}

const member = Type.Object({ distribution });

/** The schema is that of a JSON body, so what is wrong with it is said in the same words. */
function readDistribution(request: FastifyRequest, text: string): Distribution {
  const source = { what: 'distribution', field: 'distribution' };
  const read = { distribution: readJson<Distribution>(Buffer.from(text), source) };
  const validate = request.compileValidationSchema(member, 'body');
  if (validate(read)) return read.distribution;
  throw Object.assign(new Error('The distribution is not as its schema says.'), {
    validation: validate.errors,
    validationContext: 'querystring',
  });
}
