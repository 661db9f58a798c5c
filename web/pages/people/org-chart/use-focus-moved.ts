import { useEffect, useRef } from 'react';
import type { ChartTree } from './chart-tree-rules.ts';

/** Keys go on where somebody was moved to, not in the panel that opens for it: a promise for the next tree. */
export function useFocusMoved(tree: ChartTree): (userId: number) => void {
  const moved = useRef<number>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it waits for the tree in which the move is made
  useEffect(() => {
    const userId = moved.current;
    if (userId === undefined) return;
    moved.current = undefined;
    const afterScrolling = () => requestAnimationFrame(() => focusCard(userId));
    requestAnimationFrame(afterScrolling);
  }, [tree]);
  return (userId) => {
    moved.current = userId;
  };
}

function focusCard(userId: number): void {
  document.querySelector<HTMLElement>(`[role="row"][data-user="${userId}"]`)?.focus();
}
