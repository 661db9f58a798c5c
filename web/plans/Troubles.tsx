import { List } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ShownRequest } from '../../src/client/client.ts';
import { baton } from '../app/baton.ts';

const few = 5;

/** Why the first few rows failed; all of them are with the request. */
export function Troubles({ request: { requestId, counts } }: { request: ShownRequest }) {
  const { data: rows } = useQuery({
    queryKey: ['requests', requestId, 'troubles'],
    queryFn: async ({ signal }) =>
      (await baton.requests.rows(requestId, { outcome: 'failed', limit: few, signal }).first()).items,
    enabled: counts.failed > 0,
  });
  if (!rows || rows.length === 0) return null;
  const others = counts.failed - rows.length;
  return (
    <List size="sm">
      {rows.map(({ row, message }) => (
        <List.Item key={row}>
          Row {row.toLocaleString()} failed: {message}
        </List.Item>
      ))}
      {others > 0 && <List.Item>{others.toLocaleString()} more, under the request’s rows</List.Item>}
    </List>
  );
}
