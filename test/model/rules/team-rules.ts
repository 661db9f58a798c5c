// Who leads the reports of leavers.

/** What is asked for the reports: their leaver's manager, one user, or as each is told and else the manager. */
export type ReportsTo = 'manager' | { all: number } | { each: ReadonlyMap<number, number> };

export interface Team {
  leavers: readonly number[];
  managerOf: ReadonlyMap<number, number>;
  isActive(userId: number): boolean;
}

export type TeamLine = { userId: number; managerId: number | null };

/** The leavers' own lines, and a line for everybody who reports to a leaver and stays. */
export interface TeamLines {
  own: TeamLine[];
  reports: TeamLine[];
}

/** The lines to change, or what is wrong. */
export function planTeam(team: Team, to: ReportsTo): TeamLines | { code: string } {
  const { leavers, managerOf, isActive } = team;
  const reports = [...managerOf.keys()]
    .filter((userId) => !leavers.includes(userId) && leavers.includes(managerOf.get(userId) ?? 0))
    .sort((a, b) => a - b);
  if (to !== 'manager' && 'each' in to && [...to.each.keys()].some((userId) => !reports.includes(userId)))
    return { code: 'invalid-input' };
  const lines = reports.map((userId): TeamLine & { isHeadless: boolean } => {
    if (!isActive(userId)) return { userId, managerId: null, isHeadless: false };
    const above = findAbove(userId, team);
    if (to !== 'manager' && 'all' in to && to.all === userId)
      return { userId, managerId: above, isHeadless: false }; // takes the leaver's own place
    const managerId = to === 'manager' ? above : 'all' in to ? to.all : (to.each.get(userId) ?? above);
    return { userId, managerId, isHeadless: managerId === null };
  });
  if (lines.some(({ isHeadless }) => isHeadless)) return { code: 'member-missing' };
  const own = leavers.filter((userId) => managerOf.has(userId));
  return {
    own: own.map((userId) => ({ userId, managerId: null })),
    reports: lines.map(({ userId, managerId }) => ({ userId, managerId })),
  };
}

/** The nearest above who stays; null where that is nobody, or somebody who is not active. */
function findAbove(userId: number, { leavers, managerOf, isActive }: Team): number | null {
  let above = managerOf.get(userId);
  while (above !== undefined && leavers.includes(above)) above = managerOf.get(above);
  return above !== undefined && isActive(above) ? above : null;
}
