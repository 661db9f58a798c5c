import { Refusal } from '../contract/refusal.ts';
import { cutShort, toPath } from './wire/member-path.ts';

/** What the validator found, with the schema that was not met (its option `verbose`). */
export interface ValidationProblem {
  instancePath?: string;
  keyword?: string;
  /** Of a member whose name it is about. */
  propertyName?: string;
  message?: string;
  params?: {
    missingProperty?: string;
    additionalProperty?: string;
    allowedValues?: readonly unknown[];
    allowedValue?: unknown;
    type?: string | readonly string[];
    limit?: number;
    tag?: string;
    tagValue?: unknown;
  };
  parentSchema?: unknown;
}

/** The first thing wrong with an input, in words that say what to send instead. */
export function refuseInvalid([first = {}]: readonly ValidationProblem[], context: unknown): Refusal {
  const { missingProperty, tag } = first.params ?? {};
  const member = missingProperty ?? (first.keyword === 'discriminator' ? tag : undefined);
  const at = (first.instancePath ?? '').split('/').filter(Boolean);
  const field = toPath([...at, ...(member ? [member] : [])]);
  const isBody = context === 'body';
  const where = field || (isBody ? 'The body' : 'The query');
  const whose = first.propertyName === undefined ? '' : 'has a member of which the name ';
  const message = `${where} ${whose}${describeProblem(first, isBody)}.`;
  return new Refusal('invalid-input', { ...(field ? { field } : {}), message });
}

function describeProblem(problem: ValidationProblem, isBody: boolean): string {
  const {
    additionalProperty,
    allowedValues,
    allowedValue,
    limit = 0,
    type = '',
    tagValue,
  } = problem.params ?? {};
  switch (problem.keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties':
      return `has a member that is not known here: ${cutShort(additionalProperty ?? '')}`;
    case 'discriminator':
      return describeKind(problem.parentSchema, tagValue);
    case 'pattern':
      return 'is not of the form that it needs, or holds characters that cannot be kept';
    case 'type':
      return isBody && !problem.instancePath
        ? `must be sent, as a JSON ${type}`
        : `must be ${describeTypes([type].flat().join(','))}`;
    case 'enum':
      return `must be one of: ${allowedValues?.join(', ')}`;
    case 'const':
      return `must be ${allowedValue}`;
    case 'minimum':
      return `must be ${limit} or more`;
    case 'maximum':
      return `must be ${limit} or less`;
    case 'minLength':
      return limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`;
    case 'maxLength':
      return `must have at most ${limit} characters`;
    case 'minItems':
      return limit === 1 ? 'must not be empty' : `must have at least ${limit} elements`;
    case 'maxItems':
      return `must have at most ${limit} elements`;
    case 'minProperties':
      return `must have one of the members ${listMembers(problem.parentSchema)}`;
    case 'maxProperties':
      return limit === 1
        ? `must have only one of the members ${listMembers(problem.parentSchema)}`
        : `must have at most ${limit} members`;
    default:
      return problem.message ?? 'is not valid';
  }
}

const typeWords = new Map([
  ['string', 'a text'],
  ['boolean', 'true or false'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['array', 'a list'],
  ['object', 'an object'],
]);

function describeTypes(types: string): string {
  return types
    .split(',')
    .map((type) => typeWords.get(type) ?? type)
    .join(' or ');
}

/** Undoing is a kind of request, too, but is asked for of the one that it undoes. */
function describeKind(schema: unknown, kind: unknown): string {
  const kinds = listOf(schema, 'oneOf').map((each) =>
    memberOf(memberOf(memberOf(each, 'properties'), 'kind'), 'const'),
  );
  const hint = kind === 'undo' ? '; undo a request by POST /api/v1/requests/{id}/undo' : '';
  return `must be one of: ${kinds.join(', ')}${hint}`;
}

function listMembers(schema: unknown): string {
  return Object.keys(Object(memberOf(schema, 'properties'))).join(', ');
}

function listOf(schema: unknown, name: string): unknown[] {
  const value = memberOf(schema, name);
  return Array.isArray(value) ? value : [];
}

function memberOf(value: unknown, name: string): unknown {
  return Reflect.get(Object(value), name);
}
