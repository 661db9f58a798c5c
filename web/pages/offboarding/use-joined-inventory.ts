import { useQueries } from '@tanstack/react-query';
import type { Inventory } from '../../../src/client/client.ts';
import { type JoinedInventory, joinInventories } from './join-rules.ts';
import { leaverQuery } from './leaver-query.ts';

/** What somebody and others who leave, too, hold together, as far as it is read. */
export function useJoinedInventory(
  first: Inventory,
  others: readonly number[],
): { inventory: JoinedInventory; error: Error | null } {
  const ids = others.filter((userId) => userId !== first.user.userId);
  const found = useQueries({ queries: ids.map((userId) => leaverQuery(userId)) });
  const read = found.flatMap(({ data }) => (data ? [data.inventory] : []));
  const error = found.find((each) => each.error !== null)?.error ?? null;
  return { inventory: joinInventories(first, read), error };
}
