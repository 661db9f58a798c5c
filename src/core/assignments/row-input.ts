import type { RowInput } from '../../contract/v1/kinds/kept-rows.ts';
import type { RemovalAsk } from '../law/removal-rules.ts';
import type { Why } from '../ledger/request-chunk-store.ts';
import type { UserReference } from '../users/user-reference.ts';
import type { HeirAsk } from './judge-lead.ts';

/** What a list says of one lead, as it was staged. */
export interface StagedAsk extends RemovalAsk<UserReference> {
  primary?: UserReference | null;
  listed?: UserReference[];
  heirs?: readonly HeirAsk[];
  why?: Why;
}

/** The same as a row keeps it, whether its users were found when it was planned or not. */
export function readInput(input: RowInput | null): StagedAsk {
  if (!input) return {};
  const { primary, listed, remove, others, agentRole, heirs } = input;
  return {
    ...(primary === undefined ? {} : { primary }),
    ...(listed ? { listed: listed.map(toReference) } : {}),
    ...(remove ? { remove: remove.map(toReference) } : {}),
    ...(others ? { others } : {}),
    ...(agentRole === undefined ? {} : { agentRole }),
    ...(heirs ? { heirs } : {}),
  };
}

/** Everybody whom a row names. */
export function* listNamedIn({ primary, listed, remove, heirs }: StagedAsk): Generator<UserReference> {
  if (primary) yield primary;
  yield* listed ?? [];
  yield* remove ?? [];
  for (const { receiver } of heirs ?? []) if (receiver) yield receiver;
}

function toReference(user: number | UserReference): UserReference {
  return typeof user === 'number' ? { userId: user } : user;
}
