import { type Static, type TSchema, Type } from 'typebox';
import type { LeadFact } from '../words/fact-words.ts';
import { longestKey, longestText, mostAttributes } from '../words/limits.ts';
import { nullable } from './paging.ts';

// What each fact of a lead is where it is told, and where somebody says what it is to be.

const text = { maxLength: longestText, pattern: '^[^\\p{Cc}\\p{Cs}]*$' };

/** As answers tell them. */
export const toldLeadFacts = {
  name: Type.String(),
  status: Type.String(),
  source: Type.String(),
  state: Type.String(),
} satisfies Record<LeadFact, TSchema>;

const told = Type.Object(toldLeadFacts);
export type ToldLeadFacts = Static<typeof told>;

const said = {
  name: Type.String(text),
  status: Type.String(text),
  source: Type.String(text),
  state: Type.String(text),
} satisfies Record<LeadFact, TSchema>;

const attributes = { maxProperties: mostAttributes, propertyNames: { maxLength: longestKey } };
const attributeName = Type.String({ minLength: 1, ...text });

/** Of a lead that is to be. */
export const newLeadFacts = {
  name: Type.String({ minLength: 1, ...text }),
  status: Type.Optional(said.status),
  source: Type.Optional(said.source),
  state: Type.Optional(said.state),
  attributes: Type.Optional(
    Type.Record(attributeName, Type.String(text), { ...attributes, additionalProperties: false }),
  ),
} satisfies Record<LeadFact, TSchema> & { attributes: TSchema };

/** What is to be known of a lead from now on; what is left out stays as it is, and null takes it away. */
export const askedLeadFacts = {
  name: Type.Optional(nullable(said.name)),
  status: Type.Optional(nullable(said.status)),
  source: Type.Optional(nullable(said.source)),
  state: Type.Optional(nullable(said.state)),
  attributes: Type.Optional(
    Type.Record(attributeName, nullable(Type.String(text)), {
      ...attributes,
      additionalProperties: false,
      description: 'Those that are named; others stay. Null takes one away.',
    }),
  ),
} satisfies Record<LeadFact, TSchema> & { attributes: TSchema };

const asked = Type.Object(askedLeadFacts);
export type AskedLeadFacts = Static<typeof asked>;
