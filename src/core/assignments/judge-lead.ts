import { Refusal } from '../../contract/refusal.ts';
import type { Reach } from '../access/access-rules.ts';
import type { UserDirectory, UserReference } from '../users/user-reference.ts';
import type { Assignment, AssignmentChange, DecideLead, OtherUsers } from './assignment-rules.ts';
import type { Caps } from './caps.ts';
import { refuseOutOfReach, refuseUnseenLead } from './reach-rules.ts';
import { takeRoom } from './take-room.ts';

/** What the row of a lead is judged by: locked where it is to be written, else as a plan's snapshot has it. */
export interface Judging {
  users: UserDirectory;
  reach: Reach;
  decide: DecideLead;
  /** Move on with every row; left out where no book has a cap. */
  caps?: Caps | undefined;
}

/** One lead, who stands on it, and what is asked for it. */
export interface LeadRow {
  leadId: number;
  exists: boolean;
  current: readonly Assignment[];
  /** Whoever is to become primary, or why nobody is. */
  primary: UserReference | Refusal;
  listed: readonly UserReference[];
  others: OtherUsers;
}

export interface JudgedLead {
  change: AssignmentChange;
  primaryId: number;
  listedIds: number[];
}

/**
 * The one judge of a lead, whether it comes alone, in a plan or in a run. Refuses, in this order: a lead that is not
 * there or out of sight, its primary, each of those listed by their place, a change out of reach, a full book.
 */
export function judgeLead(by: Judging, { leadId, exists, current, ...ask }: LeadRow): JudgedLead {
  const { users, reach, decide, caps } = by;
  refuseUnseenLead(reach, { leadId, exists, current });
  if (ask.primary instanceof Refusal) throw ask.primary;
  const primary = users.getActive(ask.primary, 'primary', reach);
  const listed = ask.listed.map((each, place) => users.getActive(each, `listed[${place}]`, reach));
  const change = decide(current, { primary, listed, others: ask.others });
  refuseOutOfReach(reach, { leadId, current, change });
  if (caps) takeRoom({ caps, users }, { leadId, change });
  return { change, primaryId: primary.userId, listedIds: listed.map((user) => user.userId) };
}
