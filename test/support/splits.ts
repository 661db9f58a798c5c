// Splits for tests of distributions: receivers, and who stands on each lead, the primary first.

import {
  openDistribution,
  type Placement,
  type Receiver,
} from '../../src/core/assignments/share/distribution-rules.ts';

export type Standing = readonly number[];

export interface Split {
  receivers: readonly Receiver[];
  leads: readonly Standing[];
  seed?: number;
  keepStanding?: boolean;
  levels?: boolean;
}

export function placeAll({
  receivers,
  leads,
  seed = 1_000_000_000,
  keepStanding = true,
  levels = false,
}: Split): Placement[] {
  const distribution = openDistribution(receivers, { seed, keepStanding, levels, leads: leads.length });
  return leads.map((standing) => distribution.place({ standing: standing.map(toStander) }));
}

/** Who is named first is the primary. */
const toStander = (userId: number, place: number) =>
  ({ userId, standing: place === 0 ? 'primary' : 'secondary' }) as const;

/** How many leads each user got. */
export function countByUser(placements: readonly Placement[]): Map<number | null, number> {
  const groups = Map.groupBy(placements, (placement) => placement.userId);
  return new Map(Array.from(groups, ([userId, placed]) => [userId, placed.length]));
}

export const countOf = (placements: readonly Placement[], userId: number | null) =>
  countByUser(placements).get(userId) ?? 0;

export const newLeads = (count: number): Standing[] => Array.from({ length: count }, () => []);

export const receiver = (userId: number, detail: Partial<Receiver> = {}): Receiver => ({
  userId,
  weight: 1,
  cap: null,
  bookElsewhere: 0,
  own: 0,
  joined: 0,
  ...detail,
});

export const roomOf = ({ cap, bookElsewhere }: Receiver) =>
  cap === null ? Number.POSITIVE_INFINITY : Math.max(0, cap - bookElsewhere);

export const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** The receivers as a caller counts them: each lead is kept by the first receiver who stands on it. */
export function withKept(receivers: readonly Receiver[], leads: readonly Standing[]): Receiver[] {
  const userIds = new Set(receivers.map(({ userId }) => userId));
  const first = leads.map((standing) => standing.findIndex((id) => userIds.has(id)));
  return receivers.map((each) => {
    const places = first.filter((at, lead) => leads[lead]?.[at] === each.userId);
    const own = places.filter((at) => at === 0).length;
    return { ...each, own, joined: places.length - own };
  });
}
