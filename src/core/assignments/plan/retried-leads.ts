import { orRefusal, Refusal } from '../../../contract/refusal.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { type RowToRetry, readRowsToRetry } from '../../ledger/retry-store.ts';
import type { Choice } from '../choice.ts';
import type { LeadAsk } from '../reassignment-terms.ts';
import { readInput } from '../row-input.ts';
import { asAsked, type Receivers } from './choose-receivers.ts';

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
  const found = readRowsToRetry(tx, orgId, { requestId, part: 'leads' });
  for await (const rows of found) yield rows.map(toAsk);
}

function toAsk({ subject, receiverId, input, key, why }: RowToRetry): LeadAsk {
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
