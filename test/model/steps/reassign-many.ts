// Leads by a list, by rows or by a selection, for one user, for several by shares, or for nobody.

import { leadIds, type Organisation, type Renaming } from '../organisation.ts';
import { beginner, findActive, findNamed, names, type People, type Reference } from '../rules/people.ts';
import type { Receiver } from '../rules/receivers.ts';
import { stepsOf } from '../step.ts';
import { planLeads, splitOf } from './lead-plans.ts';
import type { LeadRow } from './lead-rows.ts';
import { type Ask, anyAsk, type RowAsk, type To } from './leads-ask.ts';
import { asBody } from './leads-body.ts';
import { ask, assertRefused, goOn } from './plans.ts';
import { findReceiver } from './references.ts';

export const reassigningMany = stepsOf('reassign many', anyAsk, async (asked, organisation, product) => {
  const told = await ask(product, '/api/v1/requests', asBody(organisation.people, asked), asked);
  const refusal = findRefusal(organisation, asked);
  if (refusal) return assertRefused(told, refusal);
  const rows = selectRows(organisation, asked).map((row) => readRow(organisation, asked, row));
  const terms = { ...asked, split: splitOf(asked.to), isSplitAgain: asked.onReceiverUnavailable === 'split' };
  const shown = terms.split ? await product.rows(told.body.requestId) : [];
  const planned = planLeads(organisation, { rows, terms, shown });
  const plan = asked.to === null ? planned : { ...planned, mayRename: renamingOf(rows) };
  await goOn(told, { organisation, product, way: asked, plan });
});

function renamingOf(rows: readonly LeadRow[]): Renaming {
  return rows.some(({ removed }) => removed.length > 0) ? 'one user' : 'anyone';
}

/** What is wrong with the request as a whole: whose leads, and who receives. */
function findRefusal(organisation: Organisation, { from, to, role }: Ask): string | undefined {
  const { people } = organisation;
  if (!isKnownRole(organisation, role)) return 'role-not-found';
  const user = to && 'user' in to ? to.user : undefined;
  const isWrong = (row: RowAsk) =>
    !isKnownRole(organisation, row.role) || contradictsItself(people, row, user);
  if ('rows' in from && from.rows.some(isWrong)) return 'rows-invalid';
  const owner = 'owner' in from ? findNamed(people, from.owner) : undefined;
  if (owner && 'code' in owner) return owner.code;
  return to ? refuseReceivers(people, to) : undefined;
}

/** It is on the organisation's list, on which it stays when nobody has it any more, or somebody stands on a lead in it. */
function isKnownRole({ leads }: Organisation, role: string | undefined): boolean {
  if (role === undefined) return true;
  const has = (each: { role: string }) => each.role === role;
  return names.map(beginner).some(has) || [...leads.values()].some(({ places }) => places.some(has));
}

/** It names somebody twice in one list, or to be put on and to be taken off. */
function contradictsItself(
  people: People,
  { primary, listed, removed }: RowAsk,
  user: Reference | undefined,
): boolean {
  const receiver = primary ?? (primary === undefined ? user : undefined);
  const keys = (references: readonly Reference[]) => references.map((each) => keyOf(people, each));
  const [on, off] = [new Set(keys(receiver ? [receiver, ...listed] : listed)), keys(removed)];
  const isDoubled = (list: string[]) => new Set(list).size < list.length;
  return isDoubled(keys(listed)) || isDoubled(off) || off.some((key) => on.has(key));
}

/** Whoever is nobody, or two people, is the same only where they are written alike. */
function keyOf(people: People, reference: Reference): string {
  const found = findNamed(people, reference);
  return 'person' in found ? `user ${found.person.userId}` : `${found.code} ${found.as}`;
}

export function refuseReceivers(people: People, to: Exclude<To, null>): string | undefined {
  const roles = new Set<string>();
  for (const reference of 'user' in to ? [to.user] : to.shares.map(({ name }) => byId(name))) {
    const found = findActive(people, reference);
    if ('code' in found) return found.code;
    if ('shares' in to && !found.person.isAvailable) return 'user-unavailable';
    roles.add(found.person.role);
  }
  return 'shares' in to && to.mode === 'level' && roles.size > 1 ? 'invalid-input' : undefined;
}

function byId(who: Reference['who']): Reference {
  return { who, by: 'id' };
}

/** Those of a selection in the order of their ids. */
function selectRows(organisation: Organisation, { from }: Ask): readonly RowAsk[] {
  const blank = { primary: undefined, listed: [], removed: [], others: undefined };
  if ('rows' in from) return from.rows;
  if ('leads' in from) return from.leads.map((leadId) => ({ leadId, ...blank }));
  const owner = findNamed(organisation.people, from.owner);
  const userId = 'person' in owner ? owner.person.userId : 0;
  const owns = (leadId: number) =>
    organisation.lead(leadId).places.some((place) => place.userId === userId && place.standing === 'primary');
  return leadIds.filter(owns).map((leadId) => ({ leadId, ...blank }));
}

/** What the row leaves out the request says; a role is emptied only where nobody receives. */
function readRow({ people }: Organisation, asked: Ask, row: RowAsk): LeadRow {
  const { leadId, listed, removed } = row;
  const receiver = readReceiver(people, asked, row);
  const others = row.others ?? asked.others ?? 'keep';
  const role = row.role ?? (row.others === undefined ? asked.role : undefined);
  return receiver.by === 'nobody' && role !== undefined
    ? { leadId, listed, removed, receiver, others: 'same-role', role }
    : { leadId, listed, removed, receiver, others };
}

function readReceiver(people: People, { to }: Ask, { primary }: RowAsk): Receiver {
  if (primary) return { by: 'name', named: findNamed(people, primary) };
  return primary === null || to === null ? { by: 'nobody' } : findReceiver(people, to);
}
