import { createHash } from 'node:crypto';
import type { ToldLeadFacts } from '../../contract/v1/lead-facts.ts';
import { leadFacts } from '../../contract/words/fact-words.ts';

/** What of a lead a change of facts may change, and how often who stands on it did. */
export interface VersionedLead extends ToldLeadFacts {
  attributes: Readonly<Record<string, unknown>>;
  /** By system. */
  externalKeys: Readonly<Record<string, string>>;
  revision: number;
}

/** The ETag of a lead: another one whenever a fact of it or who stands on it is another. */
export function versionOfLead({ attributes, externalKeys, revision, ...told }: VersionedLead): string {
  const members = [attributes, externalKeys].map(inOrder);
  const facts = JSON.stringify([...leadFacts.map((fact) => told[fact]), ...members]);
  return `"${revision}-${createHash('sha256').update(facts).digest('base64url').slice(0, 12)}"`;
}

function inOrder(members: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));
}
