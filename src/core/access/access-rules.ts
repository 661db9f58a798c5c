// What an access role allows. What somebody may not see does not exist for them; what they see and may not
// change is refused with `access-denied`, which names what is missing.

import { Refusal } from '../../contract/refusal.ts';
import { type Scope, scopesOfRole } from '../../contract/rules/scope-rules.ts';
import { type Sight, sightOfRole } from '../../contract/rules/sight-rules.ts';
import type { AccessRole } from '../../contract/words/access-words.ts';

/** Who asks: a user with what they may do, or the operator at the command line, who may do everything. */
export type Asker = { userId: null } | { userId: number; accessRole: AccessRole };

/** Who reads, in which org; every caller is one. */
export type Reader = Asker & { orgId: number };

/** Whose leads an asker may give to whom: everyone's, or those of their own team, themselves among them. */
export type Reach = 'everyone' | ReadonlySet<number>;

export function isAdministrator(asker: Asker): boolean {
  return asker.userId === null || asker.accessRole === 'administrator';
}

/** How much an asker sees, as they are told where something is not there. */
export function sightOf(asker: Asker): Sight {
  return asker.userId === null ? 'everything' : sightOfRole(asker.accessRole);
}

/** The same of whoever changes something: everyone is within reach of none but those who see everything. */
export function sightOfReach(reach: Reach): Sight {
  return reach === 'everyone' ? 'everything' : 'team';
}

export function isWithin(reach: Reach, userId: number): boolean {
  return reach === 'everyone' || reach.has(userId);
}

/** `what` begins the sentence, as in "Changing managers". */
export function refuseUnlessAdministrator(asker: Asker, what: string): void {
  if (asker.userId === null || asker.accessRole === 'administrator') return;
  throw new Refusal('access-denied', {
    message: `${what} needs the access role administrator; yours is ${asker.accessRole}.`,
  });
}

export function refuseAgents(asker: Asker, what: string): void {
  if (asker.userId === null || asker.accessRole !== 'agent') return;
  throw new Refusal('access-denied', {
    message: `${what} needs the access role manager or administrator; yours is agent.`,
  });
}

/**
 * Scopes narrow what the access role of a key's owner allows. What no key of theirs could be for is judged by their role,
 * which says so in words of its own.
 */
export function refuseOutOfScope(
  { accessRole, scopes }: { accessRole: AccessRole; scopes: readonly Scope[] },
  needed: Scope,
): void {
  if (scopes.includes(needed) || !scopesOfRole(accessRole).includes(needed)) return;
  throw new Refusal('scope-missing', {
    message:
      `This call needs an access key with the scope ${needed}; the scopes of yours are ${scopes.join(', ')}. ` +
      'Ask an administrator for a key with that scope.',
  });
}
