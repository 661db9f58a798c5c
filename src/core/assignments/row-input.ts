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

/** What a row asks for besides its receiver, where that differs from the request's terms; its users are found. */
export interface RowInput extends RemovalAsk<number> {
  /** Nobody was to receive it, by its own words. */
  primary?: null;
  listed?: number[];
  /** Who gets the place of which leaver, where that is not the receiver; null for nobody. */
  heirs?: { leaverId: number; receiver: { userId: number } | null }[];
}

/** The same as it was asked, whether its users were found when it was planned or not. */
export function readInput(input: RowInput | StagedAsk | null): StagedAsk {
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
