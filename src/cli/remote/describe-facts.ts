import type { FactHistoryPage } from '../../client/client.ts';
import { wordAskedBy } from '../../contract/rules/asked-by-rules.ts';
import { wordUndone } from '../../contract/rules/undone-rules.ts';
import { toTable } from '../terminal/table.ts';

/** What became known, a line a fact. */
export function describeFacts(items: FactHistoryPage['items']): string[] {
  if (items.length === 0) return ['Nothing of it has changed.'];
  const rows = items.map(({ at, fact, before, after, request }) => [
    at,
    fact,
    before ?? '',
    after ?? '',
    [`${request.requestId} by ${wordAskedBy(request)}`, wordUndone(request.undone)]
      .filter(Boolean)
      .join(', '),
  ]);
  return toTable([['at', 'fact', 'from', 'to', 'by request'], ...rows]);
}
