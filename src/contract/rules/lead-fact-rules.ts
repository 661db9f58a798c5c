import type { LeadFact } from '../words/fact-words.ts';

/** Facts of a lead as texts, as they are typed and kept. */
type Texts = { readonly [Fact in LeadFact]?: string | null };

/** The same as a body says them. An amount must be one; a blank text takes away. */
export function sayLeadFacts<Given extends Texts>({ email, amount, ...texts }: Given) {
  return {
    ...texts,
    ...(email === undefined ? {} : { email: email || null }),
    ...(amount === undefined ? {} : { amount: amount ? Number(amount) : null }),
  };
}
