// Who gets the places of leavers on one lead, where they may stand on it in the ways of several groups.

import type { Choice, ChooseReceiver } from '../assignments/choose-receivers.ts';
import { byPlace } from '../assignments/succession-rules.ts';
import type { Held } from './offboarding-rules.ts';

type Way = Pick<Held, 'role' | 'standing'>;

export interface Groups {
  /** Whoever leaves, by their id. */
  leavers: ReadonlyMap<number, unknown>;
  /** Of each group the ways of standing that fall into it. */
  groups: readonly (readonly Way[])[];
  /** How each group chooses. */
  open: readonly ChooseReceiver[];
}

/**
 * The lead goes to whom the group of its first place chooses, a primary's before a secondary's, and the place of each
 * other leaver to whom their own group does. Where one of the groups has nobody, the lead stays as it is.
 */
export function chooseHeirs({ leavers, groups, open }: Groups): ChooseReceiver {
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
    const unplaced = choices.find(({ choice }) => choice.receiver === undefined);
    if (unplaced) return unplaced.choice;
    const heirs = choices.flatMap(({ leaverId, choice: { receiver } }) =>
      receiver !== undefined && receiver?.userId !== first.choice.receiver?.userId
        ? { leaverId, receiver }
        : [],
    );
    return heirs.length === 0 ? first.choice : { ...first.choice, heirs };
  };
}

function nameWay({ role, standing }: Way): string {
  return `${standing} ${role}`;
}
