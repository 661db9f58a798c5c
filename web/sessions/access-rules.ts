import type { ShownRequest, ShownSession } from '../../src/client/client.ts';

/** What the access role of whoever is signed in allows, so that nothing is offered that the server would refuse. */

export function mayMoveLeads({ user }: ShownSession): boolean {
  return user.accessRole !== 'agent';
}

export function isAdministrator({ user }: ShownSession): boolean {
  return user.accessRole === 'administrator';
}

/** Running, cancelling, retrying and undoing: a manager decides about their own requests that touch nothing but leads. */
export function mayDecide(
  session: ShownSession,
  { kind, requestedBy }: Pick<ShownRequest, 'kind' | 'requestedBy'>,
): boolean {
  if (isAdministrator(session)) return true;
  const isOfLeads = kind === 'reassign' || kind === 'undo';
  return mayMoveLeads(session) && isOfLeads && requestedBy?.userId === session.user.userId;
}
