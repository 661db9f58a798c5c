import type { FrozenRows } from './plan-rules.ts';
import { countOutcomes, type RowResult } from './request-rules.ts';
import { warnOfRows } from './warn-of-rows.ts';

/** What rows come to that touch nobody's book; each that changes something touches one user, unless it is about leads. */
export function foreseeRows(results: readonly RowResult[], about: 'users' | 'leads' = 'users'): FrozenRows {
  const { total, ...counts } = countOutcomes(results);
  const usersTouched = about === 'users' ? counts.changed : 0;
  return { total, preview: { ...counts, books: [], usersTouched, warnings: warnOfRows(counts) } };
}
