import { useCallback, useEffect, useMemo, useState } from 'react';
import { type ChartTree, chooseFirstOpen, pathTo } from './chart-tree-rules.ts';

/** Whose teams are open; the way to `at` opens by itself. */
export function useOpenBranches(
  base: ChartTree | undefined,
  tree: ChartTree | undefined,
  at: number | undefined,
) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>();
  const first = useMemo(() => (base ? chooseFirstOpen(base) : new Set<number>()), [base]);
  const way = tree && at !== undefined ? pathTo(tree, at).join(' ') : '';
  useEffect(() => {
    if (way === '') return;
    setChosen((now) => new Set([...(now ?? first), ...way.split(' ').map(Number)]));
  }, [way, first]);
  const toggle = useCallback(
    (userId: number) => setChosen((now) => (now ?? first).symmetricDifference(new Set([userId]))),
    [first],
  );
  return { open: chosen ?? first, toggle };
}
