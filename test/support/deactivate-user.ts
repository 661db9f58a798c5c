import { endAccess } from '../../src/core/sessions/end-access.ts';
import type { Database } from '../../src/database/database.ts';
import { inOrg } from '../../src/database/transaction.ts';

/** An account as it stands where it ended before requests did that: nothing that is kept tells of it. */
export async function deactivateUser(database: Database, orgId: number, email: string): Promise<void> {
  await inOrg(database, orgId, async (tx) => {
    const [user] = await tx.read<{ userId: number }>({
      text: `select user_id as "userId" from org_user where org_id = $1 and email = $2 for update`,
      values: [orgId, email],
    });
    if (!user) throw new Error(`There is no ${email}.`);
    tx.write({
      text: 'update org_user set is_active = false, switched_by_request = null where org_id = $1 and user_id = $2',
      values: [orgId, user.userId],
    });
    await endAccess(tx, orgId, user.userId);
  });
}
