import { createHash } from 'node:crypto';

/** What of a lead a change of facts may change, and how often who stands on it did. */
export interface VersionedLead {
  name: string;
  status: string;
  source: string;
  state: string;
  attributes: Readonly<Record<string, unknown>>;
  revision: number;
}

/** The ETag of a lead: another one whenever a fact of it or who stands on it is another. */
export function versionOfLead({ name, status, source, state, attributes, revision }: VersionedLead): string {
  const inOrder = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const facts = JSON.stringify([name, status, source, state, inOrder]);
  return `"${revision}-${createHash('sha256').update(facts).digest('base64url').slice(0, 12)}"`;
}
