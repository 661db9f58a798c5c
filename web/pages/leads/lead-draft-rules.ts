import type { ShownLead } from '../../../src/client/client.ts';
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
    ...forEachLeadFact((fact) => lead[fact]),
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

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface AskedOfLead extends Partial<Record<LeadFact, string>> {
  attributes?: Record<string, string | null>;
}

/** What of a draft is other than what is known. */
export function listAsked(draft: LeadDraft, known: ShownLead): AskedOfLead {
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
    ...Object.fromEntries(changed.map((fact) => [fact, draft[fact].trim()])),
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
  };
}
