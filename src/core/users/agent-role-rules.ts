import type { RefusalCode } from '../../contract/refusal.ts';
import { foldLikeness, foldText } from '../../contract/rules/fold-rules.ts';
import { longestAgentRole } from '../../contract/words/limits.ts';
import { findNearestWord } from '../csv/nearest-word-rules.ts';

/** One of the agent roles of an organisation. */
export interface AgentRole {
  name: string;
  /** Its place in the order of the org, from 1. */
  place: number;
  /** False: it is retired, and nobody is given it anew. */
  isActive: boolean;
}

/** Why nobody can be given a role. */
export interface RoleFault {
  code: RefusalCode;
  message: string;
}

const mostTold = 20;
/** A longer name is nobody's slip of the pen. */
const longestName = 60;

/** The role of this name, however it is spelt. */
export function findAgentRole<Role extends { name: string }>(
  name: string,
  roles: readonly Role[],
): Role | undefined {
  const key = foldText(name);
  return roles.find((role) => role.name === name || foldText(role.name) === key);
}

/** Why nobody is given the role of this name: there is none, or it is retired. */
export function findRoleFault(name: string, roles: readonly AgentRole[]): RoleFault | undefined {
  const role = findAgentRole(name, roles);
  const given = roles.filter(({ isActive }) => isActive).map((each) => each.name);
  if (role === undefined) {
    const message = `${describeUnknownRole(name, given)} An administrator adds one in Settings, or by \`baton roles add\`.`;
    return { code: 'role-not-found', message };
  }
  if (role.isActive) return undefined;
  return {
    code: 'role-retired',
    message: `The agent role "${role.name}" is retired, so nobody is given it anew. ${tellThere(given)}`,
  };
}

/** Why a role of this name cannot be added: it is there, or one that nobody could tell from it, or it is too long. */
export function findTwinFault(name: string, roles: readonly AgentRole[]): RoleFault | undefined {
  const same = findAgentRole(name, roles);
  if (same) {
    const andRetired = same.isActive ? '' : ' and is retired; bring it back';
    return {
      code: 'already-exists',
      message: `The agent role "${same.name}" is there already${andRetired}.`,
    };
  }
  if (name.length > longestAgentRole) {
    const message = `The name of an agent role has at most ${longestAgentRole} characters; this one has ${name.length}.`;
    return { code: 'invalid-input', message };
  }
  const likeness = foldLikeness(name);
  const twin = roles.find((role) => foldLikeness(role.name) === likeness);
  return (
    twin && {
      code: 'already-exists',
      message: `The agent role "${name}" reads like "${twin.name}" and is written otherwise; nobody could tell the two apart. Take that one, or another name.`,
    }
  );
}

/** `There is no agent role "Procesor" …; did you mean "Processor"? The roles here are: Loan Officer, Processor.` */
export function describeUnknownRole(role: string, known: readonly string[]): string {
  const nearest = role.length <= longestName ? findNearest(role, known) : undefined;
  const guess = nearest === undefined ? '.' : `; did you mean "${nearest}"?`;
  return `There is no agent role "${role.slice(0, longestName)}" in this organisation${guess} ${tellThere(known)}`;
}

function tellThere(known: readonly string[]): string {
  const more = known.length - mostTold;
  const names = known.slice(0, mostTold).map((name) => name.slice(0, longestAgentRole));
  const told = names.join(', ') + (more > 0 ? ` and ${more} more` : '');
  return known.length === 0 ? 'There are no roles here yet.' : `The roles here are: ${told}.`;
}

function findNearest(role: string, known: readonly string[]): string | undefined {
  const lower = findNearestWord(foldText(role), known.map(foldText));
  return known.find((each) => foldText(each) === lower);
}

/** The roles with one of them at a place of the order, from 1; without a place it stays where it is. */
export function placeRole(
  roles: readonly AgentRole[],
  role: AgentRole,
  place: number | undefined,
): AgentRole[] {
  if (place === undefined) return [...roles];
  const others = roles.filter((each) => each !== role);
  return others.toSpliced(place - 1, 0, role);
}
