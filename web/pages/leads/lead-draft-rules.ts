import type { ShownLead } from '../../../src/client/client.ts';
import { parseAmount } from '../../../src/contract/rules/amount-rules.ts';
import { parseEmail } from '../../../src/contract/rules/email-rules.ts';
import { sayLeadFacts } from '../../../src/contract/rules/lead-fact-rules.ts';
import { forEachLeadFact, type LeadFact, leadFacts } from '../../../src/contract/words/fact-words.ts';

/** What somebody types about a lead; an attribute without a value is taken away. */
export interface LeadDraft extends Record<LeadFact, string> {
  attributes: Readonly<Record<string, string>>;
  /** An attribute that the lead has not yet. */
  newName: string;
  newValue: string;
  reason: string;
}

export function draftOf({ attributes, ...lead }: ShownLead): LeadDraft {
  const texts = Object.entries(attributes).map(([key, value]) => [key, toText(value)] as const);
  return {
    ...textsOf(lead),
    attributes: Object.fromEntries(texts),
    ...{ newName: '', newValue: '', reason: '' },
  };
}

/** What was typed, and nothing that was not: whatever is read anew shows beneath it. */
export type TypedLead = Partial<LeadDraft>;

export function typeMore(before: TypedLead, members: TypedLead): TypedLead {
  return { ...before, ...members, attributes: { ...before.attributes, ...members.attributes } };
}

export function typeOver(base: LeadDraft, typed: TypedLead): LeadDraft {
  return { ...base, ...typed, attributes: { ...base.attributes, ...typed.attributes } };
}

function textsOf(lead: Pick<ShownLead, LeadFact>): Record<LeadFact, string> {
  return forEachLeadFact((fact) => String(lead[fact] ?? ''));
}

/** What is no e-mail address or no amount, before anybody is asked; what stays as it is known is not judged. */
export function findFaults(
  draft: Record<LeadFact, string>,
  known?: ShownLead,
): { [Fact in LeadFact]?: string } {
  const before = known && textsOf(known);
  const typed = (fact: LeadFact) => (draft[fact].trim() === (before?.[fact] ?? '') ? '' : draft[fact].trim());
  const [email, amount] = [typed('email'), typed('amount')];
  const parsed = parseEmail(email);
  return {
    ...(email !== '' && 'problem' in parsed ? { email: `The address ${parsed.problem}.` } : {}),
    ...(amount !== '' && parseAmount(amount) === undefined
      ? { amount: 'Write a number with at most two decimals, such as 250000.50.' }
      : {}),
  };
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What of a draft without faults is other than what is known. */
export function listAsked(draft: LeadDraft, known: ShownLead) {
  const before = draftOf(known);
  const changed = leadFacts.filter((fact) => draft[fact].trim() !== before[fact]);
  const typed = {
    ...draft.attributes,
    ...(draft.newName.trim() ? { [draft.newName.trim()]: draft.newValue } : {}),
  };
  const attributes = Object.entries(typed)
    .map(([key, value]) => [key, value.trim()] as const)
    .filter(([key, value]) => value !== (before.attributes[key] ?? ''))
    .map(([key, value]) => [key, value || null] as const);
  return {
    ...sayTexts(changed.map((fact) => [fact, draft[fact].trim()])),
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
  };
}

/** What is known of a lead that is to be; what is blank is not said. */
export function sayNewFacts(draft: Record<LeadFact, string>) {
  const texts = leadFacts.map((fact) => [fact, draft[fact].trim()] as const);
  return sayTexts(texts.filter(([, text]) => text !== ''));
}

function sayTexts(texts: readonly (readonly [LeadFact, string])[]) {
  return sayLeadFacts(Object.fromEntries(texts));
}
