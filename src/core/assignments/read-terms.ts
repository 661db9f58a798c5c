import type { OtherUsers } from './assignment-rules.ts';

/** What a running chunk needs of a request's terms, as they were kept with it. */
export interface RunningTerms {
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
    caps: new Map(caps.map(([userId, cap]) => [Number(userId), Number(cap)])),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
