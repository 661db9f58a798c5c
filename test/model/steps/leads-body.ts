// A request of leads as `/api/v1` takes it.

import { type People, personOf, type Reference } from '../rules/people.ts';
import type { Ask, RowAsk, To } from './leads-ask.ts';
import { asReference } from './references.ts';

export function asBody(people: People, asked: Ask): object {
  const { from, to, others, role, onFailure, onDrift, onReceiverUnavailable } = asked;
  return {
    kind: 'reassign',
    ...('rows' in from ? { rows: from.rows.map((row) => asRow(people, row)) } : {}),
    ...('leads' in from ? { leads: from.leads } : {}),
    ...('owner' in from ? { selection: { owner: asReference(people, from.owner) } } : {}),
    to: to && asReceiver(people, to),
    others,
    agentRole: role,
    onFailure,
    onDrift,
    onReceiverUnavailable,
  };
}

function asRow(people: People, { leadId, primary, listed, removed, others, role }: RowAsk): object {
  const referring = (references: readonly Reference[]) => references.map((each) => asReference(people, each));
  return {
    leadId,
    ...(primary === undefined ? {} : { primary: primary && asReference(people, primary) }),
    ...(listed.length > 0 ? { listed: referring(listed) } : {}),
    ...(removed.length > 0 ? { remove: referring(removed) } : {}),
    others,
    agentRole: role,
  };
}

export function asReceiver(people: People, to: Exclude<To, null>): object {
  if ('user' in to) return { user: asReference(people, to.user) };
  const receivers = to.shares.map(({ name, weight }) => ({
    user: { userId: personOf(people, name).userId },
    ...(to.mode === 'weighted' ? { share: weight } : {}),
  }));
  return { distribution: { mode: to.mode, receivers } };
}
