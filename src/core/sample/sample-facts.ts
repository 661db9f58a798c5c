import { listSampleUsers, type SampleUser } from './sample-user-rules.ts';

const orgId = 1;
const users = new Map(listSampleUsers(orgId).map((user) => [user.userId, user]));

/** What is true of every sample organisation as it was made, for the first commands that somebody tries. */
export const sampleFacts = {
  orgId,
  name: 'Meadowlark Home Loans (sample)',
  adminEmail: getUser(101).email,
  leadId: 1001,
  /** An active Loan Officer who does not stand on the lead. */
  loanOfficer: { userId: 126, email: getUser(126).email },
  /** Who stands on the lead: its Loan Officer and its Processor. */
  leadPrimaries: [166, 206],
  /** Two users who report to others, and a manager whom neither is above: a change that is real and legal. */
  managerChange: { userGuids: [getUser(161).guid, getUser(162).guid], managerGuid: getUser(126).guid },
} as const;

function getUser(userId: number): SampleUser {
  const user = users.get(userId);
  if (!user) throw new Error(`There is no sample user ${userId}.`);
  return user;
}
