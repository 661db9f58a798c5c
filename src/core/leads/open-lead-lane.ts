import { Coalescer, type CoalescerOptions, type Manner } from '../../database/coalescer.ts';
import { type Database, forLanes } from '../../database/database.ts';
import { inOrg, type Transaction } from '../../database/transaction.ts';

/** What somebody asks for one lead. */
interface LeadAsk {
  leadId: number;
  requester: { userId: number | null };
}

type Answers<Ask, Answer> = ReturnType<CoalescerOptions<Ask, Answer>['run']>;

/** The way for changes of single leads: those that arrive together run in one transaction. */
export function openLeadLane<Ask extends LeadAsk, Answer>(
  database: Database,
  run: (tx: Transaction, orgId: number, asks: readonly Ask[], manner: Manner) => Answers<Ask, Answer>,
): Coalescer<Ask, Answer> {
  const lanes = forLanes(database);
  return new Coalescer<Ask, Answer>({
    run: (orgId, asks, manner) => inOrg(lanes, orgId, (tx) => run(tx, orgId, asks, manner)),
    subjectOf: (ask) => ask.leadId,
    callerOf: (ask) => ask.requester.userId,
    mostInBatch: 128,
    mostWaiting: 10_000,
  });
}
