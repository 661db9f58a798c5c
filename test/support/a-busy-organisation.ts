import { setCallLimit } from '../../src/core/organisations/set-call-limit.ts';
import type { Database } from '../../src/database/database.ts';
import { anOrganisation, type UserPlan } from './an-organisation.ts';
import type { LoadWorld } from './load.ts';

/** An organisation to put under load: 18 users of three agent roles, some in lines, and leads that nobody has yet. */
export async function aBusyOrganisation(
  database: Database,
  { orgId, leads }: { orgId: number; leads: number },
): Promise<LoadWorld> {
  const roles = ['Loan Officer', 'Processor', 'Underwriter'];
  const names = Array.from({ length: 18 }, (_, place) => `user${place}`);
  const users: Record<string, UserPlan<string>> = Object.fromEntries(
    names.map((name, place) => [
      name,
      { agentRole: roles[place % 3] ?? '', reports: names.slice(place * 3 + 1, place * 3 + 4) },
    ]),
  );
  const leadIds = Array.from({ length: leads }, (_, place) => 1001 + place);
  const org = await anOrganisation(database, {
    orgId,
    users,
    leads: Object.fromEntries(leadIds.map((leadId) => [leadId, []])),
  });
  await setCallLimit(database, orgId, 10_000);
  return {
    orgId,
    headers: await org.signIn('user0'),
    leadIds,
    userIds: names.map((name) => org.user(name).userId),
    guids: names.map((name) => org.user(name).guid),
  };
}
