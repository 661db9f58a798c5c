import type { FastifyInstance } from 'fastify';
import { mostInOneCall } from '../../contract/faces/leadsquared.ts';
import { Refusal } from '../../contract/refusal.ts';
import { cutShort } from '../wire/member-path.ts';

interface Problem {
  instancePath: string;
  params: { missingProperty?: unknown; additionalProperty?: unknown };
}

/**
 * Says what a schema of this scope found wrong in the face's own words: their clients tell a member that is
 * missing from one that is not valid. The scope's routes leave the refusal to this by `attachValidation`.
 */
export function explainInput(app: FastifyInstance): void {
  app.addHook('preHandler', async (request) => {
    const problem = request.validationError?.validation[0];
    if (!problem) return;
    throw request.validationError?.validationContext === 'body'
      ? explainRows(request.body, problem)
      : explainMember(request.query, problem);
  });
}

function explainRows(body: unknown, problem: Problem): Refusal {
  const [place] = pathOf(problem);
  if (place === undefined) return refuse(describeRows(body));
  const row = Reflect.get(Object(body), place);
  const number = Number(place) + 1;
  if (!isObject(row)) return refuse(`Row ${number} must be an object with a UserId and a ManagerId.`);
  const { additionalProperty: unknown } = problem.params;
  if (typeof unknown === 'string') {
    const said = `Row ${number} has a member that is not known here: ${cutShort(unknown)}.`;
    return refuse(`${said} A row has a UserId and a ManagerId.`);
  }
  return explainMember(
    row,
    { ...problem, instancePath: problem.instancePath.slice(place.length + 1) },
    number,
  );
}

function describeRows(body: unknown): string {
  if (!Array.isArray(body)) return 'The body must be a JSON array of objects with a UserId and a ManagerId.';
  if (body.length === 0) return `The array is empty. Send 1 to ${mostInOneCall} rows.`;
  return `The array holds ${body.length} rows; the limit is ${mostInOneCall} in a call. Send the rest in further calls.`;
}

function explainMember(holder: unknown, problem: Problem, row?: number): Refusal {
  const [name = ''] = pathOf(problem);
  const value: unknown = Reflect.get(Object(holder), name);
  const member = row === undefined ? name : `${name} of row ${row}`;
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
    return new Refusal('member-missing', { field: name, message: `${member} is missing or blank.` });
  }
  const form =
    name === 'emailAddress' ? 'an e-mail address' : 'a GUID such as 9a86dca1-9d0b-11e7-b0ab-02e89b2fb8f4';
  return refuse(`${member} must be ${form}.`);
}

function pathOf({ instancePath, params }: Problem): string[] {
  const missing = params.missingProperty;
  return [...instancePath.split('/').slice(1), ...(typeof missing === 'string' ? [missing] : [])];
}

function refuse(message: string): Refusal {
  return new Refusal('invalid-input', { message });
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
