import type { LeadsQuery } from '../../client/client.ts';
import { UsageError } from '../terminal/options.ts';
import { readSelection } from './read-selection.ts';

/** The filters of a request's selection as a list or an export takes them. */
export function readLeadFilters(pairs: readonly string[], asOf: string | undefined): Partial<LeadsQuery> {
  const { owner, attributes, except, ...filters } = readSelection(pairs);
  if (except) throw new UsageError('A list leaves no leads out: --select except is for baton reassign.');
  if (asOf !== undefined && filters.asOf !== undefined) {
    throw new UsageError('Give the moment once: by --as-of, or by --select as-of.');
  }
  return {
    ...filters,
    ...(asOf === undefined ? {} : { asOf }),
    ...(owner?.userId === undefined ? {} : { ownerUserId: owner.userId }),
    ...(owner?.email === undefined ? {} : { ownerEmail: owner.email }),
    ...(attributes ? { attributes: JSON.stringify(attributes) } : {}),
  };
}
