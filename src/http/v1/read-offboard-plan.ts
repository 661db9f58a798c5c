import { Refusal } from '../../contract/refusal.ts';
import type { OffboardPlan } from '../../contract/v1/kinds/offboard.ts';
import type { LeadGroupAsk, OffboardAsk } from '../../core/kinds/offboard/offboarding-ask.ts';
import { readReceiver } from './read-reassign-plan.ts';

/** What a body of kind `offboard` asks for, in core's words. */
export function readOffboardPlan(body: OffboardPlan): Omit<OffboardAsk, 'options'> {
  const { leads, reports, account } = body;
  return {
    ...readLeavers(body),
    leads: (leads ?? []).map(readGroup),
    reports: reports?.to ?? 'manager',
    account: account ?? 'wait',
  };
}

function readLeavers({ user, users }: OffboardPlan): Pick<OffboardAsk, 'leavers' | 'leaversAs'> {
  if (user && users) {
    throw new Refusal('invalid-input', {
      field: 'users',
      message: 'user and users exclude each other: name one who leaves in user, or several in users.',
    });
  }
  if (users) return { leavers: users, leaversAs: 'users' };
  if (user) return { leavers: [user], leaversAs: 'user' };
  throw new Refusal('invalid-input', {
    field: 'user',
    message: 'user is missing: name one who leaves in user, or several in users.',
  });
}

type GroupBody = NonNullable<OffboardPlan['leads']>[number];

function readGroup({ agentRole, standing, to }: GroupBody): LeadGroupAsk {
  return { agentRole, standing, to: readReceiver(to) };
}
