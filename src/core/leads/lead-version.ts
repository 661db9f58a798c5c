import { createHash } from 'node:crypto';
import type { ToldLeadFacts } from '../../contract/v1/lead-facts.ts';
import { leadFacts } from '../../contract/words/fact-words.ts';

/** What of a lead a change of facts may change, and how often who stands on it did. */
export interface VersionedLead extends ToldLeadFacts {
  attributes: Readonly<Record<string, unknown>>;
  revision: number;
}

/** The ETag of a lead: another one whenever a fact of it or who stands on it is another. */
export function versionOfLead({ attributes, revision, ...told }: VersionedLead): string {
  const inOrder = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const facts = JSON.stringify([...leadFacts.map((fact) => told[fact]), inOrder]);
  return `"${revision}-${createHash('sha256').update(facts).digest('base64url').slice(0, 12)}"`;
}
