// How what a leaver holds is shared out: which group each lead falls into, and who leads each direct report.

import type { Standing } from '../assignments/assignment-rules.ts';
import type { ManagerRow } from '../reporting/reporting-rules.ts';

/** Leads of a leaver by the agent role and standing they have on them; what is left out holds of any. */
export interface LeadGroup {
  agentRole?: string | undefined;
  standing?: Standing | undefined;
}

/** A way in which the leaver stands on leads, and on how many. */
export interface Held {
  role: string;
  standing: Standing;
  leads: number;
}

export interface SortedLeads {
  /** For each group, the ways that fall into it. */
  groups: Held[][];
  /** Ways that no group takes. */
  without: Held[];
}

/** Puts each way of standing into the one group that says most about it: a role says more than a standing. */
export function sortIntoGroups(held: readonly Held[], groups: readonly LeadGroup[]): SortedLeads {
  const sorted: SortedLeads = { groups: groups.map(() => []), without: [] };
  for (const way of held) {
    const [best] = groups
      .map((group, place) => ({ group, into: sorted.groups[place] }))
      .filter(({ group }) => takes(group, way))
      .sort((a, b) => weigh(b.group) - weigh(a.group));
    (best?.into ?? sorted.without).push(way);
  }
  return sorted;
}

function takes({ agentRole = '', standing }: LeadGroup, way: Held): boolean {
  return (agentRole === '' || agentRole === way.role) && (standing ?? way.standing) === way.standing;
}

function weigh({ agentRole, standing }: LeadGroup): number {
  return (agentRole === undefined ? 0 : 2) + (standing === undefined ? 0 : 1);
}

/** The place of the first group that says the same as one before it. */
export function findRepeatedGroup(groups: readonly LeadGroup[]): number | undefined {
  const names = groups.map(({ agentRole, standing }) => JSON.stringify([agentRole, standing]));
  const place = names.findIndex((name, at) => names.indexOf(name) < at);
  return place < 0 ? undefined : place;
}

/** `Loan Officer, primary`, or what is known of it. */
export function describeGroup({ agentRole, standing }: LeadGroup): string {
  return [agentRole ?? 'any role', standing].filter((part) => part !== undefined).join(', ');
}

/** A leaver's place in the tree. */
export interface Team {
  leaverId: number;
  /** Whom the leaver reports to. */
  managerId: number | null;
  /** Who takes the team where nobody else is named; null: nobody can. */
  heirId: number | null;
  reports: readonly { userId: number; isActive: boolean }[];
}

/** One for all, or one for each report that is named; whoever is not goes to the heir. */
export type NewManagers = { all: number } | { each: ReadonlyMap<number, number> };

export type TeamDecision =
  | { outcome: 'decided'; rows: ManagerRow[] }
  | { outcome: 'no-heir'; reports: number }
  | { outcome: 'not-a-report'; userId: number };

/**
 * The new manager of every direct report. Whoever takes over the team they are in takes the leaver's place,
 * under the leaver's manager; whoever has left needs no manager any more, and so does the leaver.
 */
export function decideTeam(team: Team, to: NewManagers): TeamDecision {
  const stranger = 'each' in to ? findStranger(team, to.each) : undefined;
  if (stranger !== undefined) return { outcome: 'not-a-report', userId: stranger };
  const rows = team.reports.map(({ userId, isActive }) => ({
    userId,
    managerId: isActive ? chooseManager(userId, team, to) : null,
    needsManager: isActive && !('all' in to && to.all === userId),
  }));
  const orphans = rows.filter((row) => row.needsManager && row.managerId === null);
  if (orphans.length > 0) return { outcome: 'no-heir', reports: orphans.length };
  const leaving = team.managerId === null ? [] : [{ userId: team.leaverId, managerId: null }];
  return {
    outcome: 'decided',
    rows: [...rows.map(({ userId, managerId }) => ({ userId, managerId })), ...leaving],
  };
}

function findStranger({ reports }: Team, each: ReadonlyMap<number, number>): number | undefined {
  const known = new Set(reports.map((report) => report.userId));
  return [...each.keys()].find((userId) => !known.has(userId));
}

function chooseManager(userId: number, { heirId }: Team, to: NewManagers): number | null {
  if ('each' in to) return to.each.get(userId) ?? heirId;
  return to.all === userId ? heirId : to.all;
}
