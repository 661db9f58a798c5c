import type { Database } from '../../../database/database.ts';
import { planLivesDays } from '../../ledger/plan-rules.ts';

/** Few at a time: a plan may have millions of rows. */
const mostAtOnce = 10;

/** Ends every plan of any org that nobody ran in time, and lets its rows go. */
export async function expirePlans(database: Database): Promise<void> {
  for (let expired = mostAtOnce; expired === mostAtOnce; ) {
    const answer = await database.gate.query<{ expired: number }>(
      'select expire_plans($1, $2)::integer as expired',
      [planLivesDays, mostAtOnce],
    );
    expired = answer.rows[0]?.expired ?? 0;
  }
}
