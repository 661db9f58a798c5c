import type { ShownRequest } from '../../../src/client/client.ts';
import type { OtherUsers } from '../../../src/contract/words/term-words.ts';
import { type AskedSplit, type NamedUser, readSplit } from '../../requests/split-rules.ts';

type ReassignSpec = ShownRequest<'reassign'>['spec'];

interface AskedReassignment {
  /** Undefined where each row names its own. */
  split: AskedSplit | undefined;
  others: OtherUsers | undefined;
  /** Rows say themselves what becomes of the others. */
  isOthersByRow: boolean;
  /** Nobody receives. */
  isForNobody: boolean;
  /** The role that is emptied. */
  role: string | undefined;
  removed: NamedUser[];
}

/** What a reassignment asks for all its rows. */
export function readReassignment(spec: ReassignSpec): AskedReassignment {
  const { to, others, othersByRow, agentRole, remove = [] } = spec;
  return {
    split: to ? readSplit(to) : undefined,
    others,
    isOthersByRow: othersByRow === true,
    isForNobody: to === null || (to === undefined && (remove.length > 0 || agentRole !== undefined)),
    role: agentRole,
    removed: remove,
  };
}
