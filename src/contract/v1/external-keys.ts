import { Type } from 'typebox';
import { longestExternalKey, longestSystem, mostSystems } from '../words/limits.ts';
import { nullable } from './paging.ts';

const form = { maxLength: longestExternalKey, pattern: '^[^\\p{Cc}\\p{Cs}]*$' };
const systems = { maxProperties: mostSystems, propertyNames: { maxLength: longestSystem } };

/** By what other systems name a lead or a user. */
export const externalKeys = Type.Record(Type.String(), Type.String(), {
  description: 'By what other systems name it: a key by system, such as `salesforce`.',
});

/** As somebody says them. */
export const askedExternalKeys = Type.Record(Type.String(form), nullable(Type.String(form)), {
  ...systems,
  additionalProperties: false,
  description:
    'A key in each system that is named; others stay. Null takes one away. In one system a key names one.',
  examples: [{ salesforce: '00Q5f000004Xyz1EAC' }],
});

export const byKeyParams = Type.Object({
  system: Type.String({
    description: 'The other system, by a name of small letters, digits, hyphens and underscores.',
    examples: ['salesforce'],
  }),
  key: Type.String({
    description: `By what that system names it: up to ${longestExternalKey} characters, in the case that they have there.`,
    examples: ['00Q5f000004Xyz1EAC'],
  }),
});
