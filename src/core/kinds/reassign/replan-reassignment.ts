import { Refusal } from '../../../contract/refusal.ts';
import { capsOf } from '../../../contract/rules/share-rules.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { foreseeCaps } from '../../assignments/caps.ts';
import { openReceivers } from '../../assignments/plan/choose-receivers.ts';
import { composePreview } from '../../assignments/plan/compose-preview.ts';
import { planLeadChunks } from '../../assignments/plan/plan-lead-chunks.ts';
import { PlanTally } from '../../assignments/plan/plan-tally.ts';
import { openAgain, readLeadsToRetry, withoutReceivers } from '../../assignments/plan/retried-leads.ts';
import { stageRows } from '../../assignments/plan/stage-rows.ts';
import { warnOfReceivers } from '../../assignments/plan/warn-of-receivers.ts';
import { readCaps } from '../../assignments/run/read-terms.ts';
import { decideReassignment } from '../../law/assignment-rules.ts';
import type { Frozen } from '../../ledger/plan-rules.ts';
import type { Retrying } from '../../ledger/replanning.ts';
import { ensureMayRemove } from '../../organisations/ensure-may-remove.ts';

/** Freezes the leads of a reassignment that failed or were not attempted, judged as they are now. */
export async function replanReassignment(
  tx: Transaction,
  orgId: number,
  { retried, spec, requestId, to: toOther, options: { requester: asker } }: Retrying<'reassign'>,
): Promise<Frozen> {
  const { to, others = 'keep', agentRole, remove } = spec;
  if (toOther && spec.removes && !to) refuseReceiver(retried);
  const terms = { others, agentRole, remove };
  if (spec.removes) await ensureMayRemove(tx, orgId, asker);
  const rows = readLeadsToRetry(tx, orgId, retried);
  await stageRows(tx, { rows: toOther ? withoutReceivers(rows) : rows });
  const tally = new PlanTally();
  const asked = { asker, to: toOther ?? to, removal: terms, source: 'staged' } as const;
  const receivers = await (toOther
    ? openReceivers(tx, orgId, requestId, asked)
    : openAgain(() => openReceivers(tx, orgId, requestId, { ...asked, amongAvailable: true })));
  const { named, shares } = receivers;
  tally.nameReceivers(named);
  const capOf = toOther ? capsOf(shares) : readCaps(spec);
  const caps = await foreseeCaps(tx, orgId, capOf);
  const by = { terms, receivers, decide: decideReassignment, caps };
  await planLeadChunks(tx, orgId, requestId, { asker, source: 'staged', ...by, tally });
  const preview = await composePreview(tx, orgId, asker, tally);
  const warnings = [...preview.warnings, ...(await warnOfReceivers(tx, orgId, [shares]))];
  return {
    total: tally.total,
    preview: { ...preview, warnings },
    kind: 'reassign',
    spec: {
      ...spec,
      ...(toOther ? { to: toOther, shares, caps: Object.fromEntries(capOf) } : {}),
      handedTo: toOther,
    },
  };
}

function refuseReceiver(retried: number): never {
  throw new Refusal('invalid-input', {
    field: 'to',
    message: `Request ${retried} takes users off its leads, so nobody receives them. Retry it without \`to\`.`,
  });
}
