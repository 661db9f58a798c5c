// What becomes of a lead when users who stand on it have another agent role now.

import {
  type Assignment,
  type AssignmentChange,
  type Candidate,
  type DecideLead,
  decideReassignment,
} from './assignment-rules.ts';

/** The agent role that each of some users has from now on. */
export type NewRoles = ReadonlyMap<number, string>;

/** Whoever is listed and stands on the lead moves to the role that they are to have, as if they had it already. */
export function foreseeRoleMove(roles: NewRoles): DecideLead {
  return (current, { listed }) =>
    move(
      current,
      listed.map((user) => ({ ...user, agentRole: roles.get(user.userId) ?? user.agentRole })),
    );
}

/** The same once they have it; whoever was not given it stays as they are. */
export function decideRoleMove(roles: NewRoles): DecideLead {
  return (current, { listed }) =>
    move(
      current,
      listed.filter(({ userId, agentRole }) => roles.get(userId) === agentRole),
    );
}

/** By the rule of a reassignment for those listed who stand in a role that they no longer have. */
function move(current: readonly Assignment[], movers: readonly Candidate[]): AssignmentChange {
  const listed = movers.filter(({ userId }) => current.some((row) => row.userId === userId));
  return decideReassignment(current, { primary: null, listed, others: 'keep' });
}
