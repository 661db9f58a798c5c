import type { ToldLeadFacts } from '../../contract/v1/lead-facts.ts';
import { forEachLeadFact, type LeadFact, leadFacts } from '../../contract/words/fact-words.ts';
import type { FactValue } from '../law/fact-rules.ts';

/** Facts of a lead as requests and the past keep them, whatever they are. */
export type LeadTexts = { readonly [Fact in string]?: FactValue };

const types: Readonly<Record<LeadFact, 'text' | 'numeric'>> = {
  name: 'text',
  status: 'text',
  source: 'text',
  state: 'text',
  phone: 'text',
  email: 'text',
  product: 'text',
  amount: 'numeric',
};

/** What a select of a lead `l` gives `ToldLeadFacts` by. */
export const toldColumns = leadFacts
  .map((fact) => (types[fact] === 'numeric' ? `l.${fact}::float8 as ${fact}` : `l.${fact}`))
  .join(', ');

/** The columns of facts, to insert into or to update. */
export const factColumns = leadFacts.join(', ');

/** The same of rows `n`. */
export const givenFacts = leadFacts.map((fact) => `n.${fact}`).join(', ');

/** Arrays of all facts as parameters of a statement, the first of which has this number. */
export function factParameters(first: number): string {
  return leadFacts.map((fact, place) => `$${first + place}::${types[fact]}[]`).join(', ');
}

/** What these parameters are. */
export function factArrays(leads: readonly LeadTexts[]): FactValue[][] {
  const all = leads.map((texts) => readToldFacts(tellLeadFacts(texts)));
  return leadFacts.map((fact) => all.map((facts) => facts[fact]));
}

/** As answers tell them. */
export function tellLeadFacts(texts: LeadTexts): ToldLeadFacts {
  const { name, status, source, state, phone, email, product, amount } = texts;
  return {
    ...{ name: name ?? '', status: status ?? '', source: source ?? '', state: state ?? '' },
    ...{ phone: phone ?? null, email: email ?? null, product: product ?? null },
    amount: amount ? Number(amount) : null,
  };
}

/** The other way round. */
export function readToldFacts(told: ToldLeadFacts): Record<LeadFact, FactValue> {
  return forEachLeadFact((fact) => textOf(told[fact]));
}

function textOf(value: ToldLeadFacts[LeadFact]): FactValue {
  return value === null ? null : String(value);
}
