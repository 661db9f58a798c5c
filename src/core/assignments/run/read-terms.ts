import type { Share } from '../../../contract/rules/share-rules.ts';
import type { OnReceiverUnavailable, OtherUsers } from '../../../contract/words/term-words.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Assignment } from '../../law/assignment-rules.ts';
import type { RemovalAsk } from '../../law/removal-rules.ts';
import type { To } from '../../ledger/receiving.ts';
import type { UserReference } from '../../users/user-reference.ts';
import type { Choice } from '../choice.ts';
import type { Leaving } from '../room-rules.ts';

/** Leads that go to the same receivers: all of a reassignment, or one group of an offboarding. */
export interface LeadGroup {
  to: To;
  /** Nobody where it is no distribution. */
  shares: readonly Share[];
}

/** A lead that looks for somebody when its turn comes. */
export interface LeadToPlace {
  leadId: number;
  current: readonly Assignment[];
}

/** How a kind of request sorts its leads by who stands on them. */
export interface Grouping {
  groups: readonly LeadGroup[];
  /** Chooses for a lead as the group does that it falls into; told of who leaves it, where users do. */
  choose(lead: LeadToPlace, open: (group: number, leaving?: Leaving) => Choice): Choice;
}

/** What every kind keeps of a request's terms. */
export interface KeptSpec extends RemovalAsk<UserReference> {
  caps?: Record<string, number>;
}

/** What a running chunk needs of them. */
export interface RunningTerms extends RemovalAsk<UserReference>, Grouping {
  others: OtherUsers;
  /** The largest book of each capped receiver. */
  caps: ReadonlyMap<number, number>;
  onReceiverUnavailable: OnReceiverUnavailable;
  /** Who took no leads at the plan already, and was named all the same; whoever planned was told. */
  toldUnavailable: ReadonlySet<number>;
}

interface Kept<Spec> {
  spec: Spec;
  onReceiverUnavailable: OnReceiverUnavailable;
  toldUnavailable: number[];
}

/** Reads the terms of a request back, which its plan wrote. */
export async function readTerms<Spec extends KeptSpec>(
  tx: Transaction,
  orgId: number,
  requestId: number,
  group: (spec: Spec) => Grouping,
): Promise<RunningTerms> {
  const [kept] = await tx.read<Kept<Spec>>({
    name: 'read-running-terms',
    text: `select spec, on_receiver_unavailable as "onReceiverUnavailable", array(
        select (w->>'userId')::integer from jsonb_array_elements(coalesce(preview->'warnings', '[]')) w
        where w->>'code' = 'receiver-unavailable') as "toldUnavailable"
      from request where org_id = $1 and request_id = $2`,
    values: [orgId, requestId],
  });
  if (!kept) throw new Error(`Request ${requestId} went away.`);
  const { spec, onReceiverUnavailable, toldUnavailable } = kept;
  const { others = 'keep', agentRole, remove } = spec;
  return {
    others,
    agentRole,
    remove,
    caps: readCaps(spec),
    ...group(spec),
    onReceiverUnavailable,
    toldUnavailable: new Set(toldUnavailable),
  };
}

/** The largest book of each capped receiver. */
export function readCaps({ caps = {} }: { caps?: Record<string, number> }): Map<number, number> {
  return new Map(Object.entries(caps).map(([userId, cap]) => [Number(userId), cap]));
}
