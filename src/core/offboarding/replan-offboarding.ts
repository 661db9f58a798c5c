import type { Transaction } from '../../database/transaction.ts';
import { countLiveKeys } from '../access/access-key-store.ts';
import { countHeld } from '../assignments/assignment-store.ts';
import { composePreview } from '../assignments/compose-preview.ts';
import { PlanTally } from '../assignments/plan-tally.ts';
import { readTerms } from '../assignments/read-terms.ts';
import type { ManagerRow } from '../reporting/reporting-rules.ts';
import { loadNeighbours } from '../reporting/reporting-store.ts';
import type { FrozenRows } from '../requests/plan-rules.ts';
import type { Retrying } from '../requests/replanning.ts';
import { readRowsToRetry, readSpec } from '../requests/retry-store.ts';
import { findLeaver, type OffboardPlanning } from './find-leaver.ts';
import { foreseeTrouble } from './foresee-trouble.ts';
import type { LeadGroupAsk } from './offboarding-ask.ts';
import { planAccount } from './plan-account.ts';
import { countLeads } from './plan-book.ts';
import { freezeTeam } from './plan-team.ts';
import { replanBook } from './replan-book.ts';

interface KeptSpec {
  leaver: { userId: number };
  leads: LeadGroupAsk[];
}

/** Freezes what is left of an offboarding: the account, lines and leads that failed or were not attempted. */
export async function replanOffboarding(
  tx: Transaction,
  orgId: number,
  { retried, requestId, options }: Retrying,
): Promise<FrozenRows> {
  const spec = await readSpec<KeptSpec>(tx, orgId, retried);
  const leaver = await findLeaver(tx, orgId, { leaver: { userId: spec.leaver.userId }, options });
  const asker = options.requester;
  const planning = { asker, requestId, leaver, tally: new PlanTally() };
  await replanAccount(tx, orgId, planning, retried);
  await replanTeam(tx, orgId, planning, retried);
  const ofReceivers = await replanBook(tx, orgId, planning, {
    retried,
    asks: spec.leads,
    caps: readTerms(spec).caps,
  });
  const { userId, name, isActive } = leaver;
  const [preview, trouble, keys, { reports }, held] = await Promise.all([
    composePreview(tx, orgId, asker, planning.tally),
    foreseeTrouble(tx, orgId, leaver),
    countLiveKeys(tx, orgId, userId),
    loadNeighbours(tx, orgId, userId),
    countHeld(tx, orgId, userId),
  ]);
  const holds = { keys, reports: reports.length, leads: countLeads(held) };
  const warnings = [...trouble, ...ofReceivers, ...preview.warnings];
  return {
    total: planning.tally.total,
    preview: { ...preview, leaver: { userId, name, isActive, ...holds }, warnings },
  };
}

async function replanAccount(
  tx: Transaction,
  orgId: number,
  planning: OffboardPlanning,
  retried: number,
): Promise<void> {
  for await (const rows of readRowsToRetry(tx, orgId, { requestId: retried, part: 'account' })) {
    if (rows.length > 0) await planAccount(tx, orgId, planning);
  }
}

async function replanTeam(
  tx: Transaction,
  orgId: number,
  { requestId, tally }: OffboardPlanning,
  retried: number,
): Promise<void> {
  const team: ManagerRow[] = [];
  for await (const rows of readRowsToRetry(tx, orgId, { requestId: retried, part: 'users' })) {
    team.push(...rows.map(({ subject, receiverId }) => ({ userId: subject, managerId: receiverId || null })));
  }
  if (team.length === 0) return;
  const results = await freezeTeam(tx, orgId, requestId, team);
  for (const { outcome } of results) tally.note({ outcome, change: undefined, detail: undefined });
}
