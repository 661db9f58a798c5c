import type { ChartPerson } from '../../web/pages/people/org-chart/chart-tree-rules.ts';

/** People of a chart in a line, with their sizes as the server gives them: `aChart({ 1: null, 2: 1 })`. Each holds as many leads as their id. */
export function aChart(managerOf: Readonly<Record<number, number | null>>): ChartPerson[] {
  const ids = Object.keys(managerOf).map(Number);
  const below = (userId: number): number[] => {
    const direct = ids.filter((id) => managerOf[id] === userId);
    return [...direct, ...direct.flatMap(below)];
  };
  return ids.map((userId) => ({
    userId,
    name: `User ${String(userId).padStart(3, '0')}`,
    agentRole: 'Loan Officer',
    isActive: true,
    managerId: managerOf[userId] ?? null,
    depth: 0,
    directReports: ids.filter((id) => managerOf[id] === userId).length,
    teamSize: below(userId).length,
    book: userId,
    teamBook: [userId, ...below(userId)].reduce((sum, id) => sum + id, 0),
  }));
}
