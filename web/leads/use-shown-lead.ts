import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { leadHistoryQuery, leadQuery } from './lead-queries.ts';

/** The lead as it is now or was then; whenever it has changed, its history is asked anew, too. */
export function useShownLead(leadId: number, asOf: string | undefined) {
  const queries = useQueryClient();
  const shown = useQuery(leadQuery(leadId, asOf));
  const revision = shown.data?.revision;
  useEffect(() => {
    if (revision !== undefined)
      void queries.invalidateQueries({ queryKey: leadHistoryQuery(leadId).queryKey });
  }, [revision, leadId, queries]);
  return shown;
}
