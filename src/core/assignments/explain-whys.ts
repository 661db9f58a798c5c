import { explainPlacements } from './distribution-rules.ts';
import type { Share } from './share-rules.ts';

/** Puts into a sentence why a row's receiver was chosen; undefined where no distribution chose. */
export type ExplainWhy = (letter: string | null, receiverId: number | null) => string | undefined;

/** Explains the letters of a plan (k kept, s by share, n no room) by the shares that its request's spec keeps. */
export function openExplanations(spec: unknown): ExplainWhy {
  const shares = sharesOf(spec);
  const weighed = new Set(shares.map((share) => share.userId));
  const explain = explainPlacements(shares);
  return (letter, receiverId) => {
    if (letter === 'n') return explain({ userId: null, why: 'no-room' });
    const userId = receiverId ?? 0;
    if (letter === 'k') return explain({ userId, why: 'kept' });
    if (letter !== 's') return undefined;
    return weighed.has(userId) ? explain({ userId, why: 'share' }) : `User ${userId} receives by share.`;
  };
}

function sharesOf(spec: unknown): Share[] {
  const kept = typeof spec === 'object' && spec !== null && 'shares' in spec ? spec.shares : [];
  return Array.isArray(kept) ? kept.filter(isShare) : [];
}

function isShare(value: unknown): value is Share {
  return (
    typeof value === 'object' &&
    value !== null &&
    'userId' in value &&
    typeof value.userId === 'number' &&
    'weight' in value &&
    typeof value.weight === 'number'
  );
}
