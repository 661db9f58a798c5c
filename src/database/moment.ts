import type { Transaction } from './transaction.ts';

/** The database's clock now, after every lock that was asked for before. */
export async function readMoment(tx: Transaction): Promise<string> {
  const [row] = await tx.read<{ now: string }>({
    name: 'read-moment',
    text: 'select clock_timestamp() as now',
    values: [],
  });
  return row?.now ?? '';
}

/**
 * `now`, or where a clock that was set back would end a row before it began, the first moment after it.
 * Moments are text of fixed width, so text order is time order.
 */
export async function momentAfter(tx: Transaction, now: string, earlier: Iterable<string>): Promise<string> {
  let latest = '';
  for (const moment of earlier) if (moment > latest) latest = moment;
  if (now > latest) return now;
  const [row] = await tx.read<{ next: string }>({
    text: `select $1::timestamptz + interval '1 microsecond' as next`,
    values: [latest],
  });
  return row?.next ?? now;
}
