import { type Static, type TSchema, Type } from 'typebox';
import type { LeadFact } from '../words/fact-words.ts';
import { largestAmount, longestKey, longestText, mostAttributes } from '../words/limits.ts';
import { newEmail } from './email.ts';
import { askedExternalKeys } from './external-keys.ts';
import { nullable } from './paging.ts';

// What each fact of a lead is where it is told, and where somebody says what it is to be.

const text = { maxLength: longestText, pattern: '^[^\\p{Cc}\\p{Cs}]*$' };

/** As answers tell them. */
export const toldLeadFacts = {
  name: Type.String(),
  status: Type.String(),
  source: Type.String(),
  state: Type.String(),
  phone: nullable(Type.String(), { description: 'As it was written. Null: none is known.' }),
  email: nullable(Type.String(), { description: 'Null: none is known.' }),
  product: nullable(Type.String(), { description: 'What it is about. Null: it is not known.' }),
  amount: nullable(Type.Number(), { description: 'How much it is about. Null: it is not known.' }),
} satisfies Record<LeadFact, TSchema>;

const told = Type.Object(toldLeadFacts);
export type ToldLeadFacts = Static<typeof told>;

const said = {
  name: Type.String(text),
  status: Type.String(text),
  source: Type.String(text),
  state: Type.String(text),
  phone: Type.String({ ...text, examples: ['+1 303 555 0142'] }),
  email: newEmail,
  product: Type.String(text),
  amount: Type.Number({
    minimum: 0,
    maximum: largestAmount,
    description: 'With at most two decimals, in the currency of the organisation.',
    examples: [250_000.5],
  }),
} satisfies Record<LeadFact, TSchema>;

/** What is to be known of a lead from now on; what is left out stays as it is, and null takes it away. */
export const askedLeadFacts = {
  name: Type.Optional(nullable(said.name)),
  status: Type.Optional(nullable(said.status)),
  source: Type.Optional(nullable(said.source)),
  state: Type.Optional(nullable(said.state)),
  phone: Type.Optional(nullable(said.phone)),
  email: Type.Optional(nullable(said.email)),
  product: Type.Optional(nullable(said.product)),
  amount: Type.Optional(nullable(said.amount)),
  attributes: Type.Optional(
    Type.Record(Type.String({ minLength: 1, ...text }), nullable(Type.String(text)), {
      maxProperties: mostAttributes,
      propertyNames: { maxLength: longestKey },
      additionalProperties: false,
      description: 'Those that are named; others stay. Null takes one away.',
    }),
  ),
  externalKeys: Type.Optional(askedExternalKeys),
} satisfies Record<LeadFact | 'attributes' | 'externalKeys', TSchema>;

/** Of a lead that is to be; null is not known either. */
export const newLeadFacts = { ...askedLeadFacts, name: Type.String({ minLength: 1, ...text }) };

const asked = Type.Object(askedLeadFacts);
export type AskedLeadFacts = Static<typeof asked>;
