import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';

/** Each keeps its rows until it is run, cancelled or expires. */
const mostOfOneUser = 500;
const mostOfOneOrg = 2_000;

/** Refuses another plan where as many wait to be run as may. */
export async function refuseMorePlans(tx: Transaction, orgId: number, userId: number | null): Promise<void> {
  const [waiting] = await tx.read<{ own: number; all: number }>({
    name: 'count-plans-that-wait',
    text: `select count(*) as all, count(*) filter (where requested_by is not distinct from $2) as own
      from request where org_id = $1 and state = 'planned'`,
    values: [orgId, userId],
  });
  const { own = 0, all = 0 } = waiting ?? {};
  if (own >= mostOfOneUser) throw refuse('You have', mostOfOneUser);
  if (all >= mostOfOneOrg) throw refuse('Your organisation has', mostOfOneOrg);
}

function refuse(whose: string, most: number): Refusal {
  return new Refusal('too-many-plans', {
    message: `${whose} ${most} plans that nobody has run, which is the most that Baton keeps. Run or cancel some of them.`,
  });
}
