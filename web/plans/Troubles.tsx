import { List } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ShownRequest } from '../../src/client/client.ts';
import { baton } from '../app/baton.ts';

const few = 5;

/** Why the first few rows did not go as asked; all of them are with the request. What moved meanwhile is told apart. */
export function Troubles({ request: { requestId, counts, kind } }: { request: ShownRequest }) {
  const failed = useQuery(troublesQuery(requestId, 'failed', counts.failed));
  const skipped = useQuery(troublesQuery(requestId, 'skipped', kind === 'undo' ? counts.skipped : 0));
  const rows = [...(failed.data ?? []), ...(skipped.data ?? [])].slice(0, few);
  const others = counts.failed + (kind === 'undo' ? counts.skipped : 0) - rows.length;
  if (rows.length === 0) return null;
  return (
    <List size="sm">
      {rows.map(({ row, message, outcome }) => (
        <List.Item key={row}>
          Row {row.toLocaleString()} {outcome}: {message}
        </List.Item>
      ))}
      {others > 0 && <List.Item>{others.toLocaleString()} more, under the request’s rows</List.Item>}
    </List>
  );
}

function troublesQuery(requestId: number, outcome: 'failed' | 'skipped', count: number) {
  return {
    queryKey: ['requests', requestId, 'troubles', outcome],
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (await baton.requests.rows(requestId, { outcome, limit: few, signal }).first()).items,
    enabled: count > 0,
  };
}
