// Who was chosen for what, read from the spec of an offboarding.

import type { ShownRequest } from '../../../src/client/client.ts';
import { type AskedSplit, type NamedUser, readSplit } from '../../requests/split-rules.ts';

type OffboardSpec = ShownRequest<'offboard'>['spec'];

interface AskedGroup extends AskedSplit {
  /** Such as `Loan Officer, primary`. */
  name: string;
}

export interface AskedOffboarding {
  /** The accounts end first, whatever becomes of the rest. */
  endsAnyway: boolean;
  groups: AskedGroup[];
  /** One for all, one each for so many, or the leaver's manager. */
  team: 'manager' | NamedUser | { each: number };
}

export function readAsked({ leads, reports: { to }, account }: OffboardSpec): AskedOffboarding {
  return {
    groups: leads.map(readGroup),
    team: Array.isArray(to) ? { each: to.length } : to,
    endsAnyway: account === 'end-anyway',
  };
}

function readGroup({ agentRole = 'Any role', standing, to }: OffboardSpec['leads'][number]): AskedGroup {
  return { name: standing ? `${agentRole}, ${standing}` : agentRole, ...readSplit(to) };
}
