import type { OrgChart } from '../../../../src/client/client.ts';

export type ChartPerson = OrgChart['users'][number];

/** Who reports to whom, to be walked both ways. */
export interface ChartTree {
  people: ReadonlyMap<number, ChartPerson>;
  /** By manager; under null those at the top. Who has a team comes first, then by name. */
  reports: ReadonlyMap<number | null, readonly number[]>;
}

/** A row of the chart as it is drawn. */
export interface ChartRow {
  person: ChartPerson;
  /** 1 at the top. */
  level: number;
  /** Undefined where nobody is below. */
  isOpen: boolean | undefined;
  /** From 1, of `siblings`. */
  place: number;
  siblings: number;
  /** The place that a staged change takes somebody from. */
  isGhost: boolean;
}

const collator = new Intl.Collator();
const firstRows = 60;

export function buildTree(people: readonly ChartPerson[]): ChartTree {
  const byId = new Map(people.map((person) => [person.userId, person]));
  const groups = Map.groupBy(people, (person) => parentOf(byId, person));
  const reports = new Map([...groups].map(([managerId, team]) => [managerId, orderTeam(team)]));
  return { people: byId, reports };
}

export function orderTeam(team: readonly ChartPerson[]): number[] {
  return team.toSorted(compare).map(({ userId }) => userId);
}

function compare(a: ChartPerson, b: ChartPerson): number {
  return Number(b.directReports > 0) - Number(a.directReports > 0) || collator.compare(a.name, b.name);
}

/** Whom somebody reports to, as far as it is in the chart. */
export function findManager({ people }: ChartTree, userId: number): number | null {
  const person = people.get(userId);
  return person ? parentOf(people, person) : null;
}

function parentOf(people: ChartTree['people'], { managerId }: ChartPerson): number | null {
  return managerId !== null && people.has(managerId) ? managerId : null;
}

/** Everybody above, from the top down. */
export function pathTo(tree: ChartTree, userId: number): number[] {
  const path: number[] = [];
  for (let at = findManager(tree, userId); at !== null; at = findManager(tree, at)) path.push(at);
  return path.reverse();
}

/** Whole levels from the top, as many as can be read at once; the top itself always. */
export function chooseFirstOpen({ reports }: ChartTree): Set<number> {
  const open = new Set<number>();
  let level = reports.get(null) ?? [];
  let shown = level.length;
  while (level.length > 0) {
    const below = level.flatMap((userId) => reports.get(userId) ?? []);
    if (shown + below.length > firstRows && (open.size > 0 || level.length > 1)) break;
    for (const userId of level) if (reports.has(userId)) open.add(userId);
    shown += below.length;
    level = below;
  }
  return open;
}

/** The rows in sight, in their order. `ghosts` names who is shown once more below a former manager. */
export function listRows(
  { people, reports }: ChartTree,
  open: ReadonlySet<number>,
  ghosts: ReadonlyMap<number | null, readonly number[]>,
): ChartRow[] {
  const rows: ChartRow[] = [];
  const ahead = teamRows(null, 1).reverse();
  for (let row = ahead.pop(); row; row = ahead.pop()) {
    rows.push(row);
    if (row.isOpen) ahead.push(...teamRows(row.person.userId, row.level + 1).reverse());
  }
  return rows;

  function teamRows(managerId: number | null, level: number): ChartRow[] {
    const team = reports.get(managerId) ?? [];
    const gone = ghosts.get(managerId) ?? [];
    const siblings = team.length + gone.length;
    return [...team, ...gone].flatMap((userId, index) => {
      const person = people.get(userId);
      const isGhost = index >= team.length;
      const hasTeam = !isGhost && (reports.has(userId) || ghosts.has(userId));
      const isOpen = hasTeam ? open.has(userId) : undefined;
      return person ? [{ person, level, isOpen, place: index + 1, siblings, isGhost }] : [];
    });
  }
}
