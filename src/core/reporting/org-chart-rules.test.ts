import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ChartMember, drawOrgChart } from './org-chart-rules.ts';

/** Members in the order of their ids, each with their manager's id; 0 for nobody. */
function members(managers: Record<number, number>, unexpected: readonly number[] = []): ChartMember[] {
  return Object.entries(managers).map(([id, managerId]) => ({
    userId: Number(id),
    name: `User ${id}`,
    agentRole: 'Loan Officer',
    isActive: !unexpected.includes(Number(id)),
    managerId: managerId || null,
    isExpected: !unexpected.includes(Number(id)),
  }));
}

test('the top comes first and everyone after their manager, siblings in the order given', () => {
  const chart = drawOrgChart(members({ 1: 3, 2: 3, 3: 0, 4: 1, 5: 2, 6: 1, 7: 0 }), new Map());
  assert.deepEqual(
    chart.map(({ userId, depth, directReports }) => [userId, depth, directReports]),
    [
      [3, 0, 2],
      [7, 0, 0],
      [1, 1, 2],
      [2, 1, 1],
      [4, 2, 0],
      [6, 2, 0],
      [5, 2, 0],
    ],
  );
});

test('team size leaves the user out, and the team book takes their own in', () => {
  const books = new Map([
    [3, 5],
    [1, 10],
    [4, 100],
    [5, 1_000],
  ]);
  const chart = drawOrgChart(members({ 1: 3, 2: 3, 3: 0, 4: 1, 5: 2 }), books);
  assert.deepEqual(
    chart.map(({ userId, teamSize, book, teamBook }) => [userId, teamSize, book, teamBook]),
    [
      [3, 4, 5, 1_115],
      [1, 1, 10, 110],
      [2, 1, 0, 1_000],
      [4, 0, 100, 100],
      [5, 0, 1_000, 1_000],
    ],
  );
});

test('whoever is not expected is shown only with a line, a report or a lead', () => {
  const gone = [1, 2, 3, 4];
  const chart = drawOrgChart(members({ 1: 0, 2: 0, 3: 9, 4: 0, 5: 4, 9: 0 }, gone), new Map([[2, 7]]));
  assert.deepEqual(
    chart.map(({ userId }) => userId),
    [2, 4, 9, 5, 3],
  );
});

test('someone whose manager is not among the members is at the top, and keeps that manager', () => {
  const [top, below] = drawOrgChart(members({ 5: 77, 6: 5 }), new Map([[6, 2]]));
  assert.deepEqual([top?.userId, top?.depth, top?.managerId, top?.teamBook], [5, 0, 77, 2]);
  assert.deepEqual([below?.userId, below?.depth], [6, 1]);
});

test('in every forest each total is the sum of the reports’ totals, and nobody is lost', () => {
  const forest = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(50)),
    {
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(forest, (draws) => {
      const managers = Object.fromEntries(
        draws.map(([place], index) => [index + 1, Math.floor(place * (index + 1))]),
      );
      const books = new Map(draws.map(([, book], index) => [index + 1, book]));
      const chart = drawOrgChart(members(managers), books);
      assert.equal(chart.length, draws.length);
      for (const [place, user] of chart.entries()) {
        const reports = chart.filter(({ managerId }) => managerId === user.userId);
        assert.equal(user.directReports, reports.length);
        assert.equal(
          user.teamSize,
          reports.reduce((sum, report) => sum + report.teamSize + 1, 0),
        );
        assert.equal(
          user.teamBook,
          reports.reduce((sum, report) => sum + report.teamBook, user.book),
        );
        assert.ok(
          reports.every((report) => chart.indexOf(report) > place && report.depth === user.depth + 1),
        );
      }
    }),
  );
});
