import { countOf } from '../../../contract/rules/count-rules.ts';
import type { OnRoleChange } from '../../../contract/words/term-words.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Asker } from '../../access/access-rules.ts';
import { foreseeCaps } from '../../assignments/caps.ts';
import type { Receivers } from '../../assignments/plan/choose-receivers.ts';
import { composePreview } from '../../assignments/plan/compose-preview.ts';
import { planLeadChunks } from '../../assignments/plan/plan-lead-chunks.ts';
import { PlanTally } from '../../assignments/plan/plan-tally.ts';
import { stageRows } from '../../assignments/plan/stage-rows.ts';
import { freezeUserFacts, type UserFactsAsk } from '../../facts/freeze-user-facts.ts';
import { foreseeRoleMove, type NewRoles } from '../../law/role-move-rules.ts';
import { joinRows, noRows } from '../../ledger/join-rows.ts';
import type { Frozen, FrozenRows, PlanWarning } from '../../ledger/plan-rules.ts';
import { UserDirectory } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';
import { countFormerRoles, listLeadsInFormerRoles } from './find-former-roles.ts';

interface UserChanges {
  requestId: number;
  asker: Asker;
  asks: readonly UserFactsAsk[];
  /** What becomes of leads on which users stand in the role that they had. */
  onRoleChange: OnRoleChange;
  /** Users who have a new role already, and whose leads are still to move. */
  moving?: NewRoles;
}

/** Freezes changes of users, and of the leads on which they stand in a former role where these are to move along. */
export async function freezeUserChanges(
  tx: Transaction,
  orgId: number,
  { requestId, asker, asks, onRoleChange, moving = new Map() }: UserChanges,
): Promise<Frozen> {
  const { newRoles, ...rows } =
    asks.length === 0
      ? { ...noRows, newRoles: new Map<number, string>() }
      : await freezeUserFacts(tx, orgId, { requestId, asks });
  if (onRoleChange === 'leave') {
    const warnings = [...rows.preview.warnings, ...(await warnOfFormerRoles(tx, orgId, newRoles))];
    return { kind: 'facts', spec: {}, total: rows.total, preview: { ...rows.preview, warnings } };
  }
  const roles = new Map([...moving, ...newRoles]);
  const moves = await freezeRoleMoves(tx, orgId, { requestId, asker, roles });
  return {
    kind: 'facts',
    spec: { onRoleChange, roles: Array.from(roles, ([userId, agentRole]) => ({ userId, agentRole })) },
    ...joinRows([rows, moves]),
  };
}

/** After the users' own rows, by which they get their new roles. */
async function freezeRoleMoves(
  tx: Transaction,
  orgId: number,
  { requestId, asker, roles }: { requestId: number; asker: Asker; roles: NewRoles },
): Promise<FrozenRows> {
  await stageRows(tx, { rows: listLeadsInFormerRoles(tx, orgId, roles) });
  const tally = new PlanTally();
  const by = {
    terms: { others: 'keep' },
    receivers: nobody,
    decide: foreseeRoleMove(roles),
    caps: await foreseeCaps(tx, orgId, new Map()),
  } as const;
  await planLeadChunks(tx, orgId, requestId, { asker, source: 'staged', ...by, tally }, lastChunkBefore);
  if (tally.total === 0) return noRows;
  return { total: tally.total, preview: await composePreview(tx, orgId, asker, tally) };
}

const lastChunkBefore = 1;

const nobody: Receivers = {
  choose: () => ({ receiver: null, why: undefined }),
  named: [],
  shares: [],
  countsBooks: false,
};

/** Leads on which they stay in the role that they had, until each is reassigned. */
async function warnOfFormerRoles(tx: Transaction, orgId: number, newRoles: NewRoles): Promise<PlanWarning[]> {
  const former = await countFormerRoles(tx, orgId, newRoles);
  const users = new UserDirectory(
    await findUsers(tx, orgId, { userIds: former.map(({ userId }) => userId) }),
  );
  return former.map(({ userId, role, leads }) => ({
    code: 'former-role',
    message: `${users.describe(userId)} stays on ${countOf(leads, 'lead')} as ${role} until each is reassigned. Send onRoleChange move to have them move to ${newRoles.get(userId)} by this request.`,
    userId,
  }));
}
