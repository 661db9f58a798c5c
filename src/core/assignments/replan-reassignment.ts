import { orRefusal, Refusal } from '../../contract/refusal.ts';
import { capsOf } from '../../contract/rules/share-rules.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { StagedAsk } from '../leads/select-leads.ts';
import { stageRows } from '../leads/stage-rows.ts';
import { ensureMayRemove } from '../organisations/ensure-may-remove.ts';
import type { Replanned, Retrying } from '../requests/replanning.ts';
import { type RowToRetry, readRowsToRetry, readSpec } from '../requests/retry-store.ts';
import { decideReassignment } from './assignment-rules.ts';
import { foreseeCaps } from './caps.ts';
import type { Choice } from './choice.ts';
import { asAsked, openReceivers, type Receivers } from './choose-receivers.ts';
import { composePreview } from './compose-preview.ts';
import { planLeadChunks } from './plan-lead-chunks.ts';
import { PlanTally } from './plan-tally.ts';
import { readCaps } from './read-terms.ts';
import type { LeadAsk, ReassignmentTerms } from './reassignment-terms.ts';
import { type RowInput, readInput } from './row-input.ts';
import { warnOfReceivers } from './warn-of-receivers.ts';

/** Freezes the leads of a reassignment that failed or were not attempted, judged as they are now. */
export async function replanReassignment(
  tx: Transaction,
  orgId: number,
  { retried, requestId, to: toOther, options: { requester: asker } }: Retrying,
): Promise<Replanned> {
  const spec = await readSpec<ReassignmentTerms & { removes?: true; caps?: Record<string, number> }>(
    tx,
    orgId,
    retried,
  );
  const { to, others, agentRole, remove } = spec;
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
    ...(toOther ? { spec: { to: toOther, shares, caps: Object.fromEntries(capOf) } } : {}),
  };
}

function refuseReceiver(retried: number): never {
  throw new Refusal('invalid-input', {
    field: 'to',
    message: `Request ${retried} takes users off its leads, so nobody receives them. Retry it without \`to\`.`,
  });
}

/** Leads for whoever is to receive instead; what is to be without anybody stays so. */
export async function* withoutReceivers(pages: AsyncIterable<LeadAsk[]>): AsyncGenerator<LeadAsk[]> {
  for await (const leads of pages) {
    yield leads.map(({ primary, why: _of, heirs, ...lead }) =>
      primary === null ? { ...lead, primary, heirs } : lead,
    );
  }
}

/** The leads of a request that failed or were not attempted, each with what its row asked for. */
export async function* readLeadsToRetry(
  tx: Transaction,
  orgId: number,
  requestId: number,
): AsyncGenerator<LeadAsk[]> {
  const found = readRowsToRetry<RowInput | StagedAsk>(tx, orgId, { requestId, part: 'leads' });
  for await (const rows of found) yield rows.map(toAsk);
}

function toAsk({ subject, receiverId, input, key, why }: RowToRetry<RowInput | StagedAsk>): LeadAsk {
  const asked = readInput(input);
  const primary = receiverId > 0 ? { userId: receiverId } : receiverId < 0 ? null : asked.primary;
  return { ...asked, leadId: subject, primary, key, why };
}

/** Terms that cannot be met any more fail the rows that look for a receiver, not those that have one. */
export async function openAgain(open: () => Promise<Receivers>): Promise<Receivers> {
  try {
    const { choose, ...terms } = await open();
    return { ...terms, choose: (lead) => orNobody(() => choose(lead)) };
  } catch (error) {
    const nobody = toNobody(error);
    return {
      choose: ({ ask }) => (ask.primary === undefined ? nobody : asAsked(ask, ask.primary)),
      named: [],
      shares: [],
      countsBooks: false,
    };
  }
}

function orNobody(choose: () => Choice): Choice {
  const choice = orRefusal(choose);
  return choice instanceof Refusal ? toNobody(choice) : choice;
}

function toNobody(error: unknown): Choice {
  if (!(error instanceof Refusal)) throw error;
  return { receiver: undefined, why: undefined, refusal: error };
}
