import type { OffboardPlan } from '../../contract/v1/offboarding.ts';
import type { LeadGroupAsk, OffboardAsk } from '../../core/offboarding/offboarding-ask.ts';
import { readReceiver } from './read-reassign-plan.ts';

/** What a body of kind `offboard` asks for, in core's words. */
export function readOffboardPlan({ user, leads, reports }: OffboardPlan): Omit<OffboardAsk, 'options'> {
  return { leaver: user, leads: (leads ?? []).map(readGroup), reports: reports?.to ?? 'manager' };
}

type GroupBody = NonNullable<OffboardPlan['leads']>[number];

function readGroup({ agentRole, standing, to }: GroupBody): LeadGroupAsk {
  return { agentRole, standing, to: readReceiver(to) };
}
