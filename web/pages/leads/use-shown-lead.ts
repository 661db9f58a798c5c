import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { leadHistoryQuery, leadQuery } from '../../leads/lead-queries.ts';

/** The lead as it is now or was then; whenever it changes while it is shown, its history is asked anew, too. */
export function useShownLead(leadId: number, asOf: string | undefined) {
  const queries = useQueryClient();
  const shown = useQuery(leadQuery(leadId, asOf));
  const seen = useRef<{ id: number; version: string }>(undefined);
  const { leadId: id, version = null } = shown.data ?? {};
  useEffect(() => {
    if (id === undefined || version === null) return;
    const isChange = seen.current?.id === id && seen.current.version !== version;
    seen.current = { id, version };
    if (isChange) void queries.invalidateQueries({ queryKey: leadHistoryQuery(id).queryKey });
  }, [id, version, queries]);
  return shown;
}
