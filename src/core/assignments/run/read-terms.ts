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

/** What of a spec holds for every lead that runs, whichever kind keeps it. */
export interface KeptTerms extends RemovalAsk<UserReference> {
  caps?: Readonly<Record<string, number>>;
}

/** What a running chunk needs to know beyond its rows. */
export interface RunningTerms extends RemovalAsk<UserReference>, Grouping {
  others: OtherUsers;
  /** The largest book of each capped receiver. */
  caps: ReadonlyMap<number, number>;
  onReceiverUnavailable: OnReceiverUnavailable;
  /** Who took no leads at the plan already, and was named all the same; whoever planned was told. */
  toldUnavailable: ReadonlySet<number>;
}

/** Puts the terms of a request together: of its spec, of how its leads are sorted, and of what its plan said. */
export async function readTerms(
  tx: Transaction,
  orgId: number,
  requestId: number,
  { kept, ...grouping }: Grouping & { kept: KeptTerms },
): Promise<RunningTerms> {
  const [told] = await tx.read<{ onReceiverUnavailable: OnReceiverUnavailable; toldUnavailable: number[] }>({
    name: 'read-running-terms',
    text: `select on_receiver_unavailable as "onReceiverUnavailable", array(
        select (w->>'userId')::integer from jsonb_array_elements(coalesce(preview->'warnings', '[]')) w
        where w->>'code' = 'receiver-unavailable') as "toldUnavailable"
      from request where org_id = $1 and request_id = $2`,
    values: [orgId, requestId],
  });
  if (!told) throw new Error(`Request ${requestId} went away.`);
  const { onReceiverUnavailable, toldUnavailable } = told;
  const { others = 'keep', agentRole, remove } = kept;
  return {
    others,
    agentRole,
    remove,
    caps: readCaps(kept),
    ...grouping,
    onReceiverUnavailable,
    toldUnavailable: new Set(toldUnavailable),
  };
}

/** The largest book of each capped receiver. */
export function readCaps({ caps = {} }: Pick<KeptTerms, 'caps'>): Map<number, number> {
  return new Map(Object.entries(caps).map(([userId, cap]) => [Number(userId), cap]));
}
