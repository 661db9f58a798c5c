import type { UserReference } from '../users/user-reference.ts';
import type { OtherUsers } from './assignment-rules.ts';
import type { RemovalAsk } from './removal-rules.ts';

/** What a running chunk needs of a request's terms, as they were kept with it. */
export interface RunningTerms extends RemovalAsk<UserReference> {
  others: OtherUsers;
  /** The largest book of each capped receiver. */
  caps: ReadonlyMap<number, number>;
}

/** Reads the terms back from a request's spec, which the plan wrote. */
export function readTerms(spec: unknown): RunningTerms {
  const kept: Record<string, unknown> = isRecord(spec) ? spec : {};
  const caps = isRecord(kept.caps) ? Object.entries(kept.caps) : [];
  return {
    others: kept.others === 'same-role' || kept.others === 'all' ? kept.others : 'keep',
    agentRole: typeof kept.agentRole === 'string' ? kept.agentRole : undefined,
    remove: Array.isArray(kept.remove) ? kept.remove.filter(isReference) : undefined,
    caps: new Map(caps.map(([userId, cap]) => [Number(userId), Number(cap)])),
  };
}

function isReference(value: unknown): value is { userId: number } {
  return isRecord(value) && typeof value.userId === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
