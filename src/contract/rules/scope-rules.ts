// What an access key is for, beside what its owner's access role allows.

import type { AccessRole } from '../words/access-words.ts';

/** Each is said by itself; none includes another. */
export const scopes = ['read', 'plan', 'run', 'admin'] as const;
export type Scope = (typeof scopes)[number];

export const defaultKeyDays = 90;
export const longestKeyName = 100;

const byRole = {
  administrator: scopes,
  manager: ['read', 'plan', 'run'],
  agent: ['read'],
} as const satisfies Record<AccessRole, readonly Scope[]>;

/** What a key of somebody in this access role can be for. */
export function scopesOfRole(role: AccessRole): readonly Scope[] {
  return byRole[role];
}

/** The scopes of a new key; where none are asked for, all that both its owner and its maker have. */
export function chooseScopes(ask: {
  asked: readonly Scope[] | undefined;
  role: AccessRole;
  makers: readonly Scope[];
}): { chosen: Scope[] } | { beyondRole: Scope[]; beyondMaker: Scope[] } {
  const { asked, role, makers } = ask;
  const ofRole = scopesOfRole(role);
  if (asked === undefined) return { chosen: ofRole.filter((scope) => makers.includes(scope)) };
  const beyondRole = asked.filter((scope) => !ofRole.includes(scope));
  const beyondMaker = asked.filter((scope) => !makers.includes(scope));
  if (beyondRole.length + beyondMaker.length > 0) return { beyondRole, beyondMaker };
  return { chosen: scopes.filter((scope) => asked.includes(scope)) };
}
