import { Coalescer } from '../../database/coalescer.ts';
import { type Database, forLanes } from '../../database/database.ts';
import { inOrgOnOneTrip, type Transaction } from '../../database/transaction.ts';

/** How one call stands to its org's limit. */
export interface CountedCall {
  isAllowed: boolean;
  /** The most calls in any 5 seconds. */
  limit: number;
  remaining: number;
  /** Seconds until a call leaves the window, so that one more may be made. */
  resetS: number;
}

export type CountCall = (orgId: number) => Promise<CountedCall>;

interface Window {
  granted: number;
  limit: number;
  /** Calls that were in the window before these. */
  counted: number;
  resetS: number;
}

/**
 * Makes the sliding window that all processes share: no 5 seconds ever hold more calls of an org than its
 * limit. Calls that arrive together are counted together, so a flood from one org holds one connection.
 * A refused call does not count, or a client that keeps trying would never be let in again.
 */
export function openCallLimit(database: Database): CountCall {
  const lanes = forLanes(database);
  const lane = new Coalescer<'call', CountedCall>({
    run: async (orgId, calls) => {
      const window = await inOrgOnOneTrip(lanes, orgId, (tx) => countCalls(tx, orgId, calls.length));
      return calls.map((_call, place) => judge(window, place));
    },
    mostInBatch: 1_000,
    mostWaiting: 10_000,
  });
  return (orgId) => lane.submit(orgId, 'call');
}

function judge({ granted, limit, counted, resetS }: Window, place: number): CountedCall {
  const isAllowed = place < granted;
  return { isAllowed, limit, remaining: isAllowed ? limit - counted - place - 1 : 0, resetS };
}

/** Makes the row, locks it, and only then reads the clock and the calls: each waits for whoever came before. */
async function countCalls(tx: Transaction, orgId: number, asked: number): Promise<Window> {
  tx.write({ text: 'set local synchronous_commit = off', values: [] });
  tx.write({
    name: 'ensure-leadsquared-window',
    text: 'insert into leadsquared_window (org_id) values ($1) on conflict do nothing',
    values: [orgId],
  });
  tx.write({
    name: 'lock-leadsquared-window',
    text: 'select from leadsquared_window where org_id = $1 for no key update',
    values: [orgId],
  });
  const [window] = await tx.read<Window>({
    name: 'count-leadsquared-calls',
    text: `with moment as materialized (
        select clock_timestamp() as now
      ), before as (
        select now, leadsquared_calls as "limit", array(
          select call from unnest(calls) call
          where call > now - interval '5 seconds' and call <= now order by call) as calls
        from moment, leadsquared_window join org using (org_id) where org_id = $1
      ), decided as (
        select *, least($2, greatest("limit" - cardinality(calls), 0)) as granted from before
      )
      update leadsquared_window w set calls = d.calls || array_fill(d.now, array[d.granted])
      from decided d where w.org_id = $1
      returning d.granted, d."limit", cardinality(d.calls) as counted, ceil(extract(epoch from
        w.calls[greatest(cardinality(w.calls) - d."limit", 0) + 1] + interval '5 seconds' - d.now))::integer
        as "resetS"`,
    values: [orgId, asked],
  });
  if (!window) throw new Error(`Organisation ${orgId} is not there.`);
  return window;
}
