import { type KeyboardEvent, type RefObject, useCallback, useState } from 'react';

interface RowKeysInput {
  count: number;
  scrollTo: (index: number) => void;
  scroller: RefObject<HTMLElement | null>;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 };

/** One row at a time can be reached with Tab; arrows move on from it. */
export function useRowKeys({ count, scrollTo, scroller }: RowKeysInput) {
  const [active, setActive] = useState(0);
  const onKeyDown = useCallback(
    (event: KeyboardEvent, index: number) => {
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const next = Math.min(count - 1, Math.max(0, index + step));
      setActive(next);
      scrollTo(next);
      requestAnimationFrame(() => focusRow(scroller.current, next));
    },
    [count, scrollTo, scroller],
  );
  return { active: Math.min(active, Math.max(0, count - 1)), onKeyDown };
}

function focusRow(scroller: HTMLElement | null, index: number): void {
  scroller?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
}
