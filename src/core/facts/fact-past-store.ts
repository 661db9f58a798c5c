import { externalKeyPrefix } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { FactChange, PastFact } from '../law/fact-rules.ts';

/** Of whom or what facts are. */
export type FactsAbout = 'user' | 'lead';

/** What a request changed of one user or lead. */
export interface ChangedFacts<Fact extends string = string> {
  subjectId: number;
  requestId: number;
  changes: readonly FactChange<Fact>[];
}

/**
 * Keeps what facts were until the moment `at`, or the first one after the last change of each, where a clock was set back.
 * The users or leads must be locked.
 */
export function keepPast(
  tx: Transaction,
  orgId: number,
  { about, at, changed }: { about: FactsAbout; at: string; changed: readonly ChangedFacts[] },
): void {
  const rows = changed.flatMap(({ changes, ...of }) => changes.map((change) => ({ ...of, ...change })));
  if (rows.length === 0) return;
  tx.write({
    name: 'keep-past-facts',
    text: `insert into fact_past (org_id, about, subject_id, fact, value, until_request, until_at)
      select $1, $2, f.subject_id, f.fact, f.value, f.request_id, greatest($3::timestamptz, (
        select max(p.until_at) + interval '1 microsecond' from fact_past p where p.org_id = $1 and p.about = $2
          and p.subject_id = f.subject_id and p.fact = f.fact))
      from unnest($4::bigint[], $5::text[], $6::text[], $7::bigint[]) f (subject_id, fact, value, request_id)`,
    values: [
      orgId,
      about,
      at,
      rows.map(({ subjectId }) => subjectId),
      rows.map(({ fact }) => fact),
      rows.map(({ before }) => before),
      rows.map(({ requestId }) => requestId),
    ],
  });
}

/** Whether a request changed keys of these users or leads in other systems. */
export async function hasChangedKeys(
  tx: Transaction,
  orgId: number,
  { about, subjectIds, requestId }: { about: FactsAbout; subjectIds: readonly number[]; requestId: number },
): Promise<boolean> {
  const [row] = await tx.read<{ hasKeys: boolean }>({
    name: 'has-changed-keys',
    text: `select exists (select from fact_past where org_id = $1 and about = $2 and subject_id = any($3::bigint[])
      and until_request = $4 and starts_with(fact, $5)) as "hasKeys"`,
    values: [orgId, about, subjectIds, requestId, externalKeyPrefix],
  });
  return row?.hasKeys ?? false;
}

/** Everything that facts of these users or leads were, by whose they are, in the order of time. */
export async function loadPast(
  tx: Transaction,
  orgId: number,
  { about, subjectIds }: { about: FactsAbout; subjectIds: readonly number[] },
): Promise<Map<number, PastFact[]>> {
  const rows = await tx.read<PastFact & { subjectId: number }>({
    name: 'load-past-facts',
    text: `select subject_id as "subjectId", fact, value, until_request as "untilRequest", until_at as "untilAt"
      from fact_past where org_id = $1 and about = $2 and subject_id = any($3::bigint[])
      order by subject_id, fact, until_at`,
    values: [orgId, about, subjectIds],
  });
  return Map.groupBy(rows, ({ subjectId }) => subjectId);
}
