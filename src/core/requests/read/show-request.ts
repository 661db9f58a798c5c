import sql, { raw } from 'sql-template-tag';
import { notFound } from '../../../contract/rules/not-found.ts';
import type { ShownRequest } from '../../../contract/v1/shown-request.ts';
import type { Database } from '../../../database/database.ts';
import { readInOrg } from '../../../database/transaction.ts';
import { type Reader, sightOf } from '../../access/access-rules.ts';
import { seesUser } from '../../access/sight.ts';
import { planLivesDays } from '../../ledger/plan-rules.ts';
import { previewOf, resultOf, specOf } from '../../ledger/read-spec.ts';
import {
  type DecidableFacts,
  decidableFacts,
  progressColumns,
  ranOrWillRun,
  tellSummary,
} from '../../ledger/request-summary.ts';
import { lasting, listAdvised, listWays } from '../../ledger/way-rules.ts';

type WithoutWays<Request> = Request extends unknown ? Omit<Request, 'ways' | 'advised'> : never;

type StoredRequest = WithoutWays<ShownRequest> & { decidableFacts: DecidableFacts; mayMend: boolean };

/** Of a request with failures without number the first are looked at; whoever is behind them may have hope. */
const mostChunks = 10;

/** Whether another try may help a row that failed or was not attempted, by why it failed. */
const mayMend = sql`(r.failed = 0 or r.total > r.changed + r.unchanged + r.skipped + r.failed
  or (select count(*) = ${mostChunks} or coalesce(bool_or(c."mayMend"), false) from (
    select exists (select from unnest(string_to_array(c.outcomes, null)) with ordinality s (letter, place)
      where s.letter = 'f' and not coalesce(c.details->(s.place - 1)::text->>'code' = any(${lasting}::text[]), false)) as "mayMend"
    from request_chunk c where c.org_id = r.org_id and c.request_id = r.request_id and strpos(c.outcomes, 'f') > 0
    order by c.chunk_no limit ${mostChunks}) c)) as "mayMend"`;

/** One request in sight, as far as it has come. */
export async function showRequest(
  database: Database,
  reader: Reader,
  requestId: number,
): Promise<ShownRequest> {
  const [row] = await readInOrg(database, reader.orgId, (tx) =>
    tx.read<StoredRequest>(sql`select ${progressColumns},
        case r.state when 'planned' then r.created_at + make_interval(days => ${planLivesDays}) end as "expiresAt",
        r.on_failure as "onFailure", r.on_drift as "onDrift",
        r.on_receiver_unavailable as "onReceiverUnavailable", r.retries,
        array(select x.request_id from request x where x.org_id = r.org_id and x.retries = r.request_id
          and ${ranOrWillRun} order by x.request_id) as "retriedBy",
        (select x.request_id from request x where x.org_id = r.org_id and x.undoes = r.request_id
          and x.state = 'planned' and ${seesUser(reader, sql`x.requested_by`)}) as "undoPlan",
        ${raw(specOf('r'))} as spec, ${raw(previewOf('r'))} as preview, ${raw(resultOf('r'))} as result, ${decidableFacts}, ${mayMend}
      from request r left join org_user u on u.org_id = r.org_id and u.user_id = r.requested_by
      where r.org_id = ${reader.orgId} and r.request_id = ${requestId}
        and ${seesUser(reader, sql`r.requested_by`)}`),
  );
  if (!row) throw notFound('request', requestId, { sight: sightOf(reader) });
  const { decidableFacts: facts, mayMend: hope, ...request } = row;
  const found = listWays(reader, { ...request, ...facts });
  return {
    ...tellSummary(request),
    ways: found,
    advised: listAdvised({ ...request, ways: found, mayMend: hope }),
  };
}
