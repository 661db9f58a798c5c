// An org chart from flat rows: who is above whom, and what each team comes to together.

/** A user who may be in the chart, with whom they report to at the chart's moment. */
export interface ChartMember {
  userId: number;
  name: string;
  agentRole: string;
  isActive: boolean;
  managerId: number | null;
  /** Shown even where they are in no line and hold no lead. */
  isExpected: boolean;
}

export interface ChartUser extends Omit<ChartMember, 'isExpected'> {
  /** 0 at the top. */
  depth: number;
  directReports: number;
  /** Everyone below, without the user. */
  teamSize: number;
  book: number;
  /** The books of the user and of everyone below, together. */
  teamBook: number;
}

/** The books by user id. */
type Books = ReadonlyMap<number, number>;
type Reports = ReadonlyMap<number | null, ChartMember[]>;

/**
 * The top first and everyone after their manager, those of one manager in the order of `members`. Someone whose
 * manager is not among the members is at the top.
 */
export function drawOrgChart(members: readonly ChartMember[], books: Books): ChartUser[] {
  const ids = new Set(members.map((member) => member.userId));
  const reports = Map.groupBy(members, ({ managerId }) =>
    managerId !== null && ids.has(managerId) ? managerId : null,
  );
  const top = (reports.get(null) ?? []).filter((member) => isShown(member, reports, books));
  const chart = orderFromTop(top, reports, books);
  rollUp(chart);
  return chart;
}

/** Whoever left long ago, reports to nobody and holds nothing is not in the chart. */
function isShown({ userId, managerId, isExpected }: ChartMember, reports: Reports, books: Books): boolean {
  return isExpected || managerId !== null || reports.has(userId) || books.has(userId);
}

function orderFromTop(top: readonly ChartMember[], reports: Reports, books: Books): ChartUser[] {
  const chart = top.map((member) => toChartUser(member, 0, reports, books));
  for (const { userId, depth } of chart) {
    // grows while it is walked
    for (const report of reports.get(userId) ?? []) {
      chart.push(toChartUser(report, depth + 1, reports, books));
    }
  }
  return chart;
}

function toChartUser(member: ChartMember, depth: number, reports: Reports, books: Books): ChartUser {
  const { userId, name, agentRole, isActive, managerId } = member;
  const directReports = reports.get(userId)?.length ?? 0;
  const book = books.get(userId) ?? 0;
  return {
    userId,
    name,
    agentRole,
    isActive,
    managerId,
    depth,
    directReports,
    teamSize: 0,
    book,
    teamBook: book,
  };
}

/** From the bottom up: whoever is reached has been given the sums of all their reports already. */
function rollUp(chart: readonly ChartUser[]): void {
  const byId = new Map(chart.map((user) => [user.userId, user]));
  for (const user of chart.toReversed()) {
    const manager = user.managerId === null ? undefined : byId.get(user.managerId);
    if (!manager) continue;
    manager.teamSize += user.teamSize + 1;
    manager.teamBook += user.teamBook;
  }
}
