import { Refusal } from '../../contract/refusal.ts';
import { parseAmount, wantedAmount } from '../../contract/rules/amount-rules.ts';
import { parseEmail } from '../../contract/rules/email-rules.ts';
import { dropInvisible, findInvisible, tidy } from '../../contract/rules/fold-rules.ts';
import type { AskedLeadFacts } from '../../contract/v1/lead-facts.ts';
import { attributePrefix, type LeadFact, leadFacts } from '../../contract/words/fact-words.ts';
import { readExternalKeys } from '../external-keys/read-external-keys.ts';
import type { FactValue } from '../law/fact-rules.ts';
import type { Facts } from './fact-steps.ts';

/** What is to be known of a lead, as a caller says it: null for nothing any more. */
export type LeadFactsAsk = {
  readonly [Member in keyof AskedLeadFacts]: AskedLeadFacts[Member] | undefined;
};

const readers: Readonly<Record<LeadFact, (said: string, field: string) => FactValue>> = {
  name: readText,
  status: readWord,
  source: readWord,
  state: readWord,
  phone: (said, field) => readWord(said, field) || null,
  email: readEmail,
  product: (said, field) => readWord(said, field) || null,
  amount: readAmount,
};

/**
 * Facts as they are kept: texts without blanks around them, words that are compared with others tidy. Refused at the
 * member `at` it where nobody could see all of a word, or anything of a text, and where an attribute has no name.
 */
export function readLeadFacts(
  { attributes = {}, externalKeys, ...said }: LeadFactsAsk,
  at: (fact: string) => string,
): Facts {
  const facts = new Map<string, FactValue>();
  for (const fact of leadFacts) {
    const value = said[fact];
    if (value !== undefined) facts.set(fact, readers[fact](String(value ?? ''), at(fact)));
  }
  for (const [written, value] of Object.entries(attributes)) {
    const fact = attributePrefix + readText(written, at('attributes'));
    if (fact === attributePrefix)
      throw refuse(at('attributes'), 'names an attribute by blanks; give it a name.');
    if (facts.has(fact)) throw refuse(at('attributes'), `names ${written.trim()} twice; name each once.`);
    facts.set(fact, readText(value ?? '', at('attributes')) || null);
  }
  return { ...Object.fromEntries(facts), ...readExternalKeys(externalKeys, at) };
}

function readText(text: string, field: string): string {
  const trimmed = text.trim();
  if (trimmed === '' || dropInvisible(tidy(trimmed)) !== '') return trimmed;
  throw refuse(field, 'holds nothing that anybody sees; write something, or null to take it away.');
}

function readWord(text: string, field: string): string {
  const word = tidy(readText(text, field));
  const hidden = findInvisible(word);
  if (hidden === undefined) return word;
  throw refuse(field, `has a character in it that nobody sees (${hidden}); take it out.`);
}

function readEmail(text: string, field: string): FactValue {
  if (text === '') return null;
  const parsed = parseEmail(text);
  if ('email' in parsed) return parsed.email;
  throw refuse(field, `must be an e-mail address, and ${text} ${parsed.problem}.`);
}

function readAmount(text: string, field: string): FactValue {
  if (text === '') return null;
  const amount = parseAmount(text);
  if (amount !== undefined) return amount;
  throw refuse(field, `must be ${wantedAmount}.`);
}

function refuse(field: string, why: string): Refusal {
  return new Refusal('invalid-input', { field, message: `${field} ${why}` });
}
