// What becomes of one lead when a user leaves it for a successor.

import {
  type Assignment,
  type AssignmentChange,
  type Candidate,
  decideReassignment,
  type Opening,
} from './assignment-rules.ts';

export interface Succession {
  leaverId: number;
  /** Null: nobody takes the place. */
  successor: Candidate | null;
}

/**
 * The leaver's place goes to the successor, who stands in their own agent role: as its primary where the
 * leaver was one, else as a secondary, or as before where they stand already. Everyone else stays. A leaver
 * who does not stand on the lead leaves nothing behind. Where nobody takes the place, whoever has stood longest in the role rises.
 */
export function decideSuccession(
  current: readonly Assignment[],
  { leaverId, successor }: Succession,
): AssignmentChange {
  const leaving = current.filter((row) => row.userId === leaverId);
  if (leaving.length === 0) return { close: [], open: [] };
  if (!successor)
    return decideReassignment(current, { primary: null, listed: [], others: 'keep', removed: [leaverId] });
  const staying = current.filter((row) => row.userId !== leaverId);
  const wasPrimary = leaving.some((row) => row.standing === 'primary');
  const change = wasPrimary
    ? decideReassignment(staying, { primary: successor, listed: [], others: 'keep' })
    : { close: [], open: joining(staying, successor) };
  return { close: [...leaving, ...change.close], open: change.open };
}

function joining(staying: readonly Assignment[], { userId, agentRole }: Candidate): Opening[] {
  if (staying.some((row) => row.userId === userId)) return [];
  const isLed = staying.some((row) => row.role === agentRole);
  return [{ userId, role: agentRole, standing: isLed ? 'secondary' : 'primary', roleSince: null }];
}
