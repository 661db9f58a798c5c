import { archived, recordFact } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { FactStep, FactsUndo } from '../facts/fact-steps.ts';
import type { KnownLead } from '../facts/lead-fact-store.ts';

interface Undoing {
  undoes: number;
  steps: readonly FactStep<KnownLead>[];
  undos: readonly FactsUndo<KnownLead>[];
}

/** An undo archives no lead that a later request worked on: whoever stands on it or what is known of it would be lost. */
export async function refuseWorkedOn(
  tx: Transaction,
  orgId: number,
  { undoes, steps, undos }: Undoing,
): Promise<FactStep<KnownLead>[]> {
  const made = new Set(
    undos.filter(({ restored }) => restored[recordFact] === null).map(({ known }) => known.id),
  );
  if (made.size === 0) return [...steps];
  const later = await findLaterRequests(tx, orgId, { undoes, leadIds: [...made] });
  return steps.map((step) => {
    const by = 'known' in step && step.asked[recordFact] === archived ? later.get(step.known.id) : undefined;
    if (by === undefined || 'settled' in step) return step;
    const { id } = step.known;
    const message = `Request ${by} worked on lead ${id} since, so it was not archived. Archive it by itself, if it is to go.`;
    return { settled: { outcome: 'skipped', detail: { code: 'later-change', message, laterRequest: by } } };
  });
}

/** The last request beside the one to undo, none of it put back, that changed who stands on each of these leads, or what is known of it. */
async function findLaterRequests(
  tx: Transaction,
  orgId: number,
  { undoes, leadIds }: { undoes: number; leadIds: readonly number[] },
): Promise<Map<number, number>> {
  const rows = await tx.read<{ leadId: number; requestId: number }>({
    text: `select lead_id as "leadId", max(w.request_id) as "requestId" from (
        select a.lead_id, greatest(a.from_request, a.until_request) as request_id from assignment a
          where a.org_id = $1 and a.lead_id = any($2::bigint[])
        union all select f.subject_id, f.until_request from fact_past f
          where f.org_id = $1 and f.about = 'lead' and f.subject_id = any($2::bigint[])) w
      join request r on r.org_id = $1 and r.request_id = w.request_id
      where w.request_id <> $3 and r.kind <> 'undo' and r.put_back < r.changed group by lead_id`,
    values: [orgId, leadIds, undoes],
  });
  return new Map(rows.map(({ leadId, requestId }) => [leadId, requestId]));
}
