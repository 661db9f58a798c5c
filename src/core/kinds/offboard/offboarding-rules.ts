// How what a leaver holds is shared out: which group each lead falls into, and who leads each direct report.

import { foldText, isSameText } from '../../../contract/rules/fold-rules.ts';
import type { ManagerRow } from '../../../contract/rules/tree-rules.ts';
import type { Standing } from '../../../contract/words/lead-words.ts';

/** Leads of leavers by the agent role and standing they have on them; what is left out holds of any. */
export interface LeadGroup {
  agentRole?: string | undefined;
  standing?: Standing | undefined;
}

/** A way in which leavers stand on leads, and on how many. */
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
  return (agentRole === '' || isSameText(agentRole, way.role)) && (standing ?? way.standing) === way.standing;
}

function weigh({ agentRole, standing }: LeadGroup): number {
  return (agentRole === undefined ? 0 : 2) + (standing === undefined ? 0 : 1);
}

/** The place of the first group that says the same as one before it. */
export function findRepeatedGroup(groups: readonly LeadGroup[]): number | undefined {
  const names = groups.map(({ agentRole, standing }) =>
    JSON.stringify([agentRole === undefined ? null : foldText(agentRole), standing]),
  );
  const place = names.findIndex((name, at) => names.indexOf(name) < at);
  return place < 0 ? undefined : place;
}

/** `Loan Officer, primary`, or what is known of it. */
export function describeGroup({ agentRole, standing }: LeadGroup): string {
  return [agentRole ?? 'any role', standing].filter((part) => part !== undefined).join(', ');
}

/** The places of leavers in the tree. */
export interface Team {
  leaverIds: ReadonlySet<number>;
  /** Whom each leaver and each of their direct reports reports to, who have a manager at all. */
  managers: ReadonlyMap<number, number>;
  isActive: (userId: number) => boolean;
}

/** One for all, or one for each report that is named; whoever is not goes to their leaver's heir. */
export type NewManagers = { all: number } | { each: ReadonlyMap<number, number> };

export type TeamDecision =
  | { outcome: 'decided'; reports: ManagerRow[]; ownLines: ManagerRow[] }
  | { outcome: 'no-heir'; reports: number; leaverIds: number[] }
  | { outcome: 'not-a-report'; userId: number };

/**
 * The new manager of every direct report who stays. Whoever takes over the team they are in takes their leaver's
 * place, under the heir; whoever has left or leaves too needs no manager any more, and so do the leavers.
 */
export function decideTeam(team: Team, to: NewManagers): TeamDecision {
  const { leaverIds, managers, isActive } = team;
  const reports = listReports(team);
  const known = new Set(reports.map(({ userId }) => userId));
  const stranger = 'each' in to ? [...to.each.keys()].find((userId) => !known.has(userId)) : undefined;
  if (stranger !== undefined) return { outcome: 'not-a-report', userId: stranger };
  const rows = reports.map(({ userId, leaverId }) => ({
    userId,
    leaverId,
    managerId: isActive(userId) ? chooseManager(userId, findHeir(leaverId, team), to) : null,
    needsManager: isActive(userId) && !('all' in to && to.all === userId),
  }));
  const orphans = rows.filter((row) => row.needsManager && row.managerId === null);
  if (orphans.length > 0) {
    const headless = [...new Set(orphans.map(({ leaverId }) => leaverId))];
    return { outcome: 'no-heir', reports: orphans.length, leaverIds: headless };
  }
  const leaving = [...leaverIds].filter((userId) => managers.has(userId));
  return {
    outcome: 'decided',
    reports: rows.map(({ userId, managerId }) => ({ userId, managerId })),
    ownLines: leaving.map((userId) => ({ userId, managerId: null })),
  };
}

/** Who reports to a leaver and stays, in the order of their ids. */
function listReports({ leaverIds, managers }: Team): { userId: number; leaverId: number }[] {
  return [...managers]
    .filter(([userId, managerId]) => leaverIds.has(managerId) && !leaverIds.has(userId))
    .map(([userId, leaverId]) => ({ userId, leaverId }))
    .sort((a, b) => a.userId - b.userId);
}

/** Who takes the team where nobody else is named: the nearest above who stays. Null: nobody can. */
function findHeir(leaverId: number, { leaverIds, managers, isActive }: Team): number | null {
  let above = managers.get(leaverId);
  while (above !== undefined && leaverIds.has(above)) above = managers.get(above);
  return above !== undefined && isActive(above) ? above : null;
}

function chooseManager(userId: number, heirId: number | null, to: NewManagers): number | null {
  if ('each' in to) return to.each.get(userId) ?? heirId;
  return to.all === userId ? heirId : to.all;
}
