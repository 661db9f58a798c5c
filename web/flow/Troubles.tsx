import { List } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ShownRequest } from '../../src/client/client.ts';
import { wordOutcome } from '../../src/contract/rules/outcome-rules.ts';
import { baton } from '../data/baton.ts';

const few = 5;

/** Why the first few rows failed, or changed in part alone; all of them are with the request. */
export function Troubles({ request: { requestId, counts } }: { request: ShownRequest }) {
  const failed = useFirstRows(requestId, 'failed', counts.failed);
  const inPart = useFirstRows(requestId, 'changed in part', counts.changedInPart);
  const rows = [...failed, ...inPart].slice(0, few);
  if (rows.length === 0) return null;
  const others = counts.failed + counts.changedInPart - rows.length;
  return (
    <List size="sm">
      {rows.map((row) => (
        <List.Item key={row.row}>
          Row {row.row.toLocaleString()} {wordOutcome(row)}: {row.message}
        </List.Item>
      ))}
      {others > 0 && <List.Item>{others.toLocaleString()} more, under the request’s rows</List.Item>}
    </List>
  );
}

function useFirstRows(requestId: number, outcome: 'failed' | 'changed in part', count: number) {
  const { data } = useQuery({
    queryKey: ['requests', requestId, 'troubles', outcome],
    queryFn: async ({ signal }) =>
      (await baton.requests.rows(requestId, { outcome, limit: few, signal }).first()).items,
    enabled: count > 0,
  });
  return data ?? [];
}
