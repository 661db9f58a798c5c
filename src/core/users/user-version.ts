import { createHash } from 'node:crypto';
import type { UserFact } from '../../contract/words/fact-words.ts';

/** What of a user a change of facts may change, or be refused for. */
export type VersionedUser = Readonly<Record<UserFact, string>> & {
  isActive: boolean;
  managerId: number | null;
  /** By system. */
  externalKeys: Readonly<Record<string, string>>;
};

/** The ETag of a user: another one whenever something of this is another. */
export function versionOf(user: VersionedUser): string {
  const { firstName, lastName, email, agentRole, accessRole, isActive, managerId, externalKeys } = user;
  const keys = Object.entries(externalKeys).sort(([a], [b]) => (a < b ? -1 : 1));
  const told = JSON.stringify([firstName, lastName, email, agentRole, accessRole, isActive, managerId, keys]);
  return `"${createHash('sha256').update(told).digest('base64url').slice(0, 16)}"`;
}
