import { useMemo } from 'react';
import { leaveOut, listLeftOut } from '../../ui/tables/column-rules.ts';
import { useNarrow } from '../../ui/tables/use-narrow.ts';
import { leadColumns } from './lead-columns.tsx';
import { useLeadsSearch } from './use-leads-search.ts';

/** The columns of the table as this window shows them, and how to choose others. */
export function useLeadColumns() {
  const { search, change } = useLeadsSearch();
  const { without, also } = search;
  const isNarrow = useNarrow();
  const leftOut = useMemo(
    () => listLeftOut(leadColumns, { without, also }, isNarrow),
    [without, also, isNarrow],
  );
  const columns = useMemo(
    () =>
      leadColumns.filter(({ id }) => !leftOut.includes(id)).map((column) => ({ ...column, isMinor: false })),
    [leftOut],
  );
  const choose = (next: readonly string[]) =>
    change(leaveOut(leadColumns, { without, also }, { isNarrow, leftOut: next }));
  return { columns, without: leftOut, choose };
}
