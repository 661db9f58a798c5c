// How much of an organisation somebody sees, and what they are told of the rest: the same of what is not there as of what is
// out of sight, so that nobody learns which it is.

import type { AccessRole } from '../words/access-words.ts';

export type Sight = 'everything' | 'team' | 'self';

const byRole = { administrator: 'everything', manager: 'team', agent: 'self' } as const satisfies Record<
  AccessRole,
  Sight
>;

export function sightOfRole(role: AccessRole): Sight {
  return byRole[role];
}

const seen = {
  team: 'Managers see themselves and everyone below them, with their leads and requests',
  self: 'Agents see themselves, with their own leads and requests',
} as const satisfies Partial<Record<Sight, string>>;

/** That there is none of this name, for whoever sees so much; `what` is `lead`, `user` or `request`. */
export function tellMissing(what: string, name: number | string, sight: Sight): string {
  if (sight === 'everything') return `There is no ${what} ${name} in this organisation.`;
  return `There is no ${what} ${name} in sight. ${seen[sight]}; where you expected more, ask an administrator.`;
}
