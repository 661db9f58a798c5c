// What an operator does behind the doors of an organisation: makes it, and changes what no call changes yet.

import { setCallLimit } from '../../src/core/organisations/set-call-limit.ts';
import type { Database } from '../../src/database/database.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type BuiltUser, type UserPlan } from './an-organisation.ts';
import { deactivateUser } from './deactivate-user.ts';

export interface Operator {
  giveRole(userId: number, role: string): Promise<void>;
  endAccount(email: string): Promise<void>;
  bringBack(userId: number): Promise<void>;
}

/** An organisation of these users, of leads on which nobody stands, and of an administrator who may call often. */
export async function aBlankOrganisation<Name extends string>(
  database: Database,
  of: {
    orgId: number;
    users: Record<Name, UserPlan<NoInfer<Name>>>;
    leadIds: readonly number[];
    caller: NoInfer<Name>;
  },
) {
  const { orgId, users } = of;
  const leads = Object.fromEntries(of.leadIds.map((leadId): [number, Name[]] => [leadId, []]));
  const org = await anOrganisation<Name>(database, { orgId, users, leads });
  await setCallLimit(database, orgId, 1_000_000);
  return {
    headers: await org.signIn(of.caller),
    user: (name: Name): BuiltUser => org.user(name),
    operator: operatorOf(database, orgId),
  };
}

function operatorOf(database: Database, orgId: number): Operator {
  const update = (text: string, values: readonly unknown[]) =>
    inOrg(database, orgId, async (tx) => tx.write({ text, values: [orgId, ...values] }));
  return {
    giveRole: (userId, role) =>
      update('update org_user set agent_role = $3 where org_id = $1 and user_id = $2', [userId, role]),
    endAccount: async (email) => {
      await deactivateUser(database, orgId, email);
    },
    bringBack: (userId) =>
      update(
        'update org_user set is_active = true, switched_by_request = null where org_id = $1 and user_id = $2',
        [userId],
      ),
  };
}
