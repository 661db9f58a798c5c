import type { ShownSession } from '../../src/client/client.ts';

/** What the access role of whoever is signed in allows, so that nothing is offered that the server would refuse. */

export function mayMoveLeads({ user }: ShownSession): boolean {
  return user.accessRole !== 'agent';
}

export function isAdministrator({ user }: ShownSession): boolean {
  return user.accessRole === 'administrator';
}

/** Removing people from leads without naming who receives, as the organisation lets them. */
export function mayRemovePeople({ mayRemove }: ShownSession): boolean {
  return mayRemove;
}

/** Of whom lists and counts tell: of everybody, of a manager and their team, or of an agent alone. */
export function sightOf({ user: { accessRole } }: ShownSession): 'everybody' | 'team' | 'self' {
  if (accessRole === 'administrator') return 'everybody';
  return accessRole === 'manager' ? 'team' : 'self';
}
