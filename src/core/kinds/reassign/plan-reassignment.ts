import { capsOf } from '../../../contract/rules/share-rules.ts';
import type { Spec } from '../../../contract/v1/kinds/kinds.ts';
import type { Database } from '../../../database/database.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { type Asker, refuseAgents } from '../../access/access-rules.ts';
import { foreseeCaps } from '../../assignments/caps.ts';
import { openReceivers } from '../../assignments/plan/choose-receivers.ts';
import { composePreview } from '../../assignments/plan/compose-preview.ts';
import { findRowFaults } from '../../assignments/plan/find-row-faults.ts';
import { openTerms, removesUsers } from '../../assignments/plan/open-terms.ts';
import { planLeadChunks } from '../../assignments/plan/plan-lead-chunks.ts';
import { PlanTally } from '../../assignments/plan/plan-tally.ts';
import { findsOwnOthers, findsRemoval, stageRows } from '../../assignments/plan/stage-rows.ts';
import { warnOfReceivers } from '../../assignments/plan/warn-of-receivers.ts';
import type {
  LeadSource,
  LeadSourceAsk,
  ReassignmentTerms,
  ReassignmentTermsAsk,
} from '../../assignments/reassignment-terms.ts';
import { decideReassignment } from '../../law/assignment-rules.ts';
import type { Accepted } from '../../ledger/accept-plan.ts';
import { planRequest } from '../../ledger/plan-request.ts';
import type { PlanOptions } from '../../ledger/plan-rules.ts';
import { refuseFuture } from '../../moments/refuse-future.ts';
import { ensureMayRemove } from '../../organisations/ensure-may-remove.ts';
import { findUsersInReach } from '../../reporting/find-users-in-reach.ts';
import { refuseUnknownRole } from '../../users/agent-roles.ts';
import { warnOfActiveOwners } from './warn-of-active-owners.ts';
import { warnOfStayingOwner } from './warn-of-staying-owner.ts';

export interface ReassignmentPlanAsk {
  source: LeadSourceAsk;
  terms: ReassignmentTermsAsk;
  options: PlanOptions;
  /** What the caller asked for, to be kept with the request; of a list without its rows. */
  spec: Pick<Spec<'reassign'>, 'selection'>;
}

/**
 * Freezes a reassignment of any number of leads: which leads, the revision of each, who receives each and
 * why, and what is foreseen for it. Refuses what is wrong with the request as a whole; a row that will fail
 * is part of the plan.
 */
export async function planReassignment(
  database: Database,
  orgId: number,
  ask: ReassignmentPlanAsk,
): Promise<Accepted> {
  const { options } = ask;
  const asker = options.requester;
  refuseAgents(asker, 'Reassigning leads');
  return planRequest(database, orgId, options, async (tx, requestId) => {
    const mayRowsSay = 'rows' in ask.source && ask.source.member !== 'leads';
    const terms = await openTerms(tx, orgId, asker, { asked: ask.terms, mayRowsSay });
    const source = await openSource(tx, orgId, { asker, source: ask.source, terms });
    const removes = removesUsers(terms) || (source === 'staged' && (await findsRemoval(tx)));
    if (removes) await ensureMayRemove(tx, orgId, asker);
    const tally = new PlanTally();
    const asked = { asker, to: terms.to, removal: terms, source };
    const receivers = await openReceivers(tx, orgId, requestId, asked);
    const { named, shares } = receivers;
    tally.nameReceivers(named);
    const caps = capsOf(shares);
    const foreseen = await foreseeCaps(tx, orgId, caps);
    const by = { terms, receivers, decide: decideReassignment, caps: foreseen };
    await planLeadChunks(tx, orgId, requestId, { asker, source, ...by, tally });
    const preview = await composePreview(tx, orgId, asker, tally);
    const ofOwners =
      'selection' in ask.source
        ? await warnOfActiveOwners(tx, orgId, { asker, ...ask.source, tally, named })
        : [];
    const ofStaying = await warnOfStayingOwner(tx, orgId, { source, receivers: named }, preview);
    const ofReceivers = await warnOfReceivers(tx, orgId, [shares]);
    return {
      kind: 'reassign',
      spec: {
        ...ask.spec,
        ...terms,
        shares,
        caps: Object.fromEntries(caps),
        ...(removes ? { removes } : {}),
        ...(source === 'staged' && (await findsOwnOthers(tx)) ? { othersByRow: true } : {}),
      },
      total: tally.total,
      preview: { ...preview, warnings: [...preview.warnings, ...ofStaying, ...ofReceivers, ...ofOwners] },
    };
  });
}

/** A selection finds only what the asker sees. */
async function openSource(
  tx: Transaction,
  orgId: number,
  { asker, source, terms }: { asker: Asker; source: LeadSourceAsk; terms: ReassignmentTerms },
): Promise<LeadSource> {
  if ('rows' in source) {
    await stageRows(tx, source, () => findRowFaults(tx, orgId, { asker, terms }));
    return 'staged';
  }
  const { owner, ...selection } = source.selection;
  const seenBy = { orgId, ...asker };
  await refuseFuture(tx, selection.asOf, 'selection.asOf');
  await refuseUnknownRole(tx, orgId, { role: selection.agentRole, field: 'selection.agentRole' });
  if (!owner) return { selection: { ...selection, seenBy } };
  const { users, reach } = await findUsersInReach(tx, orgId, asker, [owner]);
  const { userId } = users.get(owner, 'selection.owner', reach);
  return { selection: { ...selection, seenBy, owner: userId } };
}
