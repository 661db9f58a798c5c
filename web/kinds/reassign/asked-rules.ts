import { readMembers } from '../../requests/command-rules.ts';
import { type AskedSplit, type NamedUser, readSplit, readUser } from '../../requests/split-rules.ts';

interface AskedReassignment {
  /** Undefined where each row names its own. */
  split: AskedSplit | undefined;
  others: unknown;
  /** Rows say themselves what becomes of the others. */
  isOthersByRow: boolean;
  /** Nobody receives. */
  isForNobody: boolean;
  /** The role that is emptied. */
  role: string | undefined;
  removed: NamedUser[];
}

/** What a reassignment asks for all its rows. */
export function readReassignment(spec: unknown): AskedReassignment {
  const { to, primary, others, othersByRow, agentRole, remove } = readMembers(spec);
  const receiver = to ?? (primary === undefined ? undefined : { user: primary });
  const removed = Array.isArray(remove) ? remove.map(readUser) : [];
  return {
    split: receiver === undefined ? undefined : readSplit(receiver),
    others,
    isOthersByRow: othersByRow === true,
    isForNobody: to === null || (receiver === undefined && (removed.length > 0 || agentRole !== undefined)),
    role: typeof agentRole === 'string' ? agentRole : undefined,
    removed,
  };
}

/** Whether several share in the leads. */
export function isReassignmentSplit(spec: unknown): boolean {
  return readReassignment(spec).split?.mode !== undefined;
}
