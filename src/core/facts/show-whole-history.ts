import type { Database } from '../../database/database.ts';
import type { Reader } from '../access/access-rules.ts';
import { beginningOf, type PastAssignment, showLeadHistory } from '../leads/show-lead-history.ts';
import type { Page, PageAsk } from '../paging/page-rules.ts';
import { type FactEvent, listFactsWithin } from './show-fact-history.ts';

const mostFacts = 1_000;

/** A page of who ever stood on a lead in sight, with what became known of it in the time of the page. */
export async function showWholeHistory(
  database: Database,
  reader: Reader,
  { leadId, ...ask }: { leadId: number } & PageAsk,
): Promise<Page<PastAssignment> & { facts: FactEvent[] }> {
  const page = await showLeadHistory(database, reader, { leadId, ...ask });
  const from = page.next === null ? undefined : page.items.at(-1)?.fromAt;
  const before = beginningOf(reader.orgId, ask.after);
  return {
    ...page,
    facts: await listFactsWithin(database, reader, { leadId, from, before, limit: mostFacts }),
  };
}
