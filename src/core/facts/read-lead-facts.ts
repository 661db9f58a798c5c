import { Refusal } from '../../contract/refusal.ts';
import { findInvisible, tidy } from '../../contract/rules/fold-rules.ts';
import { attributePrefix, leadWords } from '../../contract/words/fact-words.ts';
import type { FactValue } from '../law/fact-rules.ts';
import type { Facts } from './fact-steps.ts';

/** What is to be known of a lead, as a caller says it: null for nothing any more. */
export interface LeadFactsAsk {
  name?: string | null | undefined;
  status?: string | null | undefined;
  source?: string | null | undefined;
  state?: string | null | undefined;
  attributes?: Readonly<Record<string, string | null>> | undefined;
}

/**
 * Facts as they are kept: a name without blanks around it, words that are compared with others tidy. Refused at the
 * member `at` it where somebody could not see all of a word.
 */
export function readLeadFacts(
  { name, attributes = {}, ...words }: LeadFactsAsk,
  at: (fact: string) => string,
): Facts {
  const facts: Record<string, FactValue> = {};
  if (name !== undefined) facts.name = (name ?? '').trim();
  for (const word of leadWords) {
    const text = words[word];
    if (text !== undefined) facts[word] = readWord(text ?? '', at(word));
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    facts[attributePrefix + attribute.trim()] = value?.trim() || null;
  }
  return facts;
}

function readWord(text: string, field: string): string {
  const word = tidy(text);
  const hidden = findInvisible(word);
  if (hidden === undefined) return word;
  throw new Refusal('invalid-input', {
    field,
    message: `${field} has a character in it that nobody sees (${hidden}); take it out.`,
  });
}
