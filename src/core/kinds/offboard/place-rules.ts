// Who gets the places of leavers on one lead, where they may stand on it in the ways of several groups.

import type { Choice } from '../../assignments/choice.ts';
import type { Receivers } from '../../assignments/plan/choose-receivers.ts';
import type { Assignment } from '../../law/assignment-rules.ts';
import { byPlace } from '../../law/succession-rules.ts';
import type { Held } from './offboarding-rules.ts';

type Way = Pick<Held, 'role' | 'standing'>;

export interface Groups<Group> {
  /** Whoever leaves, by their id. */
  leavers: { has(userId: number): boolean };
  /** Of each group the ways of standing that fall into it. */
  groups: readonly (readonly Way[])[];
  /** How each group chooses. */
  open: readonly Group[];
}

interface Lead {
  current: readonly Assignment[];
}

/**
 * The lead goes to whom the group of its first place chooses, a primary's before a secondary's, and the place of each
 * other leaver to whom their own group does. Where one of the groups has nobody, the lead stays as it is.
 */
export function chooseHeirs<Of extends Lead>({
  leavers,
  groups,
  open,
}: Groups<(lead: Of) => Choice>): (lead: Of) => Choice {
  const groupOf = new Map(groups.flatMap((ways, group) => ways.map((way) => [nameWay(way), group] as const)));
  return (lead) => {
    const places = lead.current.filter(({ userId }) => leavers.has(userId)).sort(byPlace);
    const chosen = new Map<number, Choice>();
    const choices = places.flatMap((place) => {
      const group = groupOf.get(nameWay(place)) ?? 0;
      const choice = chosen.get(group) ?? open[group]?.(lead);
      if (choice) chosen.set(group, choice);
      return choice ? { leaverId: place.userId, choice } : [];
    });
    const [first] = choices;
    if (!first) return { receiver: undefined, why: undefined };
    const giveBack = () => {
      for (const each of chosen.values()) each.giveBack?.();
    };
    const unplaced = choices.find(({ choice }) => choice.receiver === undefined);
    if (unplaced) {
      giveBack();
      return unplaced.choice;
    }
    const heirs = choices.flatMap(({ leaverId, choice: { receiver } }) =>
      receiver !== undefined && receiver?.userId !== first.choice.receiver?.userId
        ? { leaverId, receiver }
        : [],
    );
    const choice = first.choice.giveBack ? { ...first.choice, giveBack } : first.choice;
    return heirs.length === 0 ? choice : { ...choice, heirs };
  };
}

/** The receivers of several groups, as those of one plan. */
export function joinGroups({ leavers, groups, open }: Groups<Receivers>): Receivers {
  return {
    choose: chooseHeirs({ leavers, groups, open: open.map(({ choose }) => choose) }),
    named: open.flatMap(({ named }) => named),
    shares: open.flatMap(({ shares }) => shares),
    countsBooks: open.some(({ countsBooks }) => countsBooks),
  };
}

function nameWay({ role, standing }: Way): string {
  return `${standing} ${role}`;
}
