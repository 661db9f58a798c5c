// The leads of leavers: which group each place falls into, and what becomes of each lead.

import assert from 'node:assert/strict';
import type { Organisation } from '../organisation.ts';
import type { Place } from '../rules/lead-rules.ts';
import type { Prospect } from '../rules/modes.ts';
import type { Person } from '../rules/people.ts';
import { type Receiver, type ReceiverNow, receiveNow } from '../rules/receivers.ts';
import { listLeaving, succeed } from '../rules/succession.ts';
import type { Running } from './lead-rows.ts';
import type { To } from './leads-ask.ts';

/** Places by role and standing; what is left out holds of any. */
export interface Group {
  agentRole?: string;
  standing?: Place['standing'];
  to: Exclude<To, null>;
}

/** A lead, who receives by the group of its first place, and who gets the places of others instead. */
export interface LeaverRow {
  leadId: number;
  revision: number;
  receiver: Receiver;
  heirs: ReadonlyMap<number, Receiver>;
}

/** The group that takes the place: one that names the role before one that names the standing. */
export function groupOf(groups: readonly Group[], { role, standing }: Place): number | undefined {
  const takes = (group: Group) =>
    (group.agentRole ?? role) === role && (group.standing ?? standing) === standing;
  const fitting = [...groups.entries()].filter(([, group]) => takes(group));
  const weigh = ({ agentRole, standing: own }: Group) => (agentRole ? 2 : 0) + (own ? 1 : 0);
  return fitting.sort(([, a], [, b]) => weigh(b) - weigh(a))[0]?.[0];
}

/** Every lead that leavers stand on: in the last of the groups that take a place on it, in the order of the ids. */
export function listLeaverLeads(
  { leads }: Organisation,
  groups: readonly Group[],
  leavers: ReadonlySet<number>,
): number[] {
  const found = [...leads.values()].flatMap(({ leadId, places }) => {
    const taken = listLeaving(places, leavers).flatMap((place) => groupOf(groups, place) ?? []);
    return taken.length > 0 ? { leadId, last: Math.max(...taken) } : [];
  });
  return found.sort((a, b) => a.last - b.last || a.leadId - b.leadId).map(({ leadId }) => leadId);
}

interface Leaving {
  leavers: ReadonlySet<number>;
  running: Running;
}

export function foreseeLeaverLead(
  organisation: Organisation,
  row: LeaverRow,
  { leavers, running }: Leaving,
): Prospect {
  const lead = organisation.lead(row.leadId);
  const { onDrift, told, isSplitAgain, hasTakers, chosen, pour, doing } = running;
  if (lead.revision !== row.revision && onDrift !== 'overwrite') return { kind: 'moved', code: 'lead-moved' };
  const holds = ({ userId }: Person) =>
    lead.places.some((place) => place.userId === userId && place.standing === 'primary');
  const since = { wasTold: (person: Person) => told.has(person), holds, isSplitAgain };
  const receiver = receiveNow(row.receiver, since);
  const heirs = new Map(Array.from(row.heirs, ([userId, heir]) => [userId, receiveNow(heir, since)]));
  const refused = listRefused([receiver, ...heirs.values()]);
  if (refused) return { kind: 'failed', code: refused };
  if (listLeaving(lead.places, leavers).length === 0) return { kind: 'do', apply: () => false };
  const isAgain = 'again' in receiver;
  if (isAgain && !hasTakers) return { kind: 'failed', code: 'receiver-unavailable' };
  const heirOf = ({ userId }: Place): Person => {
    const each = heirs.get(userId) ?? receiver;
    const heir = 'person' in each ? each.person : chosen;
    return heir ?? assert.fail(`nobody gets the place of ${userId} on lead ${row.leadId}`);
  };
  const apply = () => {
    if (isAgain) pour.push(chosen?.userId ?? assert.fail(`nobody gets lead ${row.leadId}`));
    return lead.become(succeed(lead.places, { leavers, heirOf }, doing), doing);
  };
  return { kind: 'do', apply, ...(isAgain ? { code: 'receiver-unavailable' } : {}) };
}

/** Of whoever may receive nothing, those who are away come first. */
function listRefused(now: readonly ReceiverNow[]): string | undefined {
  const codes = now.flatMap((each) => ('code' in each ? each.code : []));
  return codes.find((code) => code === 'receiver-unavailable') ?? codes[0];
}
