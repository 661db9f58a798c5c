import { type KeyboardEvent, type RefObject, useState } from 'react';
import type { ChartRow } from './chart-tree-rules.ts';

interface TreeKeysInput {
  rows: readonly ChartRow[];
  scroller: RefObject<HTMLElement | null>;
  scrollTo: (index: number) => void;
  toggle: (userId: number) => void;
  onOpen: (userId: number) => void;
  /** Undefined where nobody may be moved. */
  onMove: ((userId: number) => void) | undefined;
}

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 12,
  PageUp: -12,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** One row at a time can be reached with Tab; up and down move on, right opens a team, left closes it or goes to its manager. */
export function useTreeKeys({ rows, scroller, scrollTo, toggle, onOpen, onMove }: TreeKeysInput) {
  const [active, setActive] = useState(0);
  const go = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    scrollTo(next);
    requestAnimationFrame(() => focusRow(scroller.current, next));
  };
  const goRight = (index: number, { isOpen, person }: ChartRow) => {
    if (isOpen === false) toggle(person.userId);
    else if (isOpen) go(index + 1);
  };
  const goLeft = (index: number, { isOpen, person, level }: ChartRow) => {
    if (isOpen) toggle(person.userId);
    else if (level > 1) go(rows.slice(0, index).findLastIndex((row) => row.level < level));
  };
  const acts: Readonly<Record<string, (index: number, row: ChartRow) => void>> = {
    ArrowRight: goRight,
    ArrowLeft: goLeft,
    Enter: (_, { person }) => onOpen(person.userId),
    m: (_, { person, isGhost }) => {
      if (!isGhost && person.isActive) onMove?.(person.userId);
    },
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const index = event.target instanceof HTMLElement ? Number(event.target.dataset.index) : Number.NaN;
    const row = rows[index];
    const step = steps[event.key];
    const act = acts[event.key];
    if (!row || event.ctrlKey || event.metaKey || event.altKey || (step === undefined && !act)) return;
    event.preventDefault();
    if (step === undefined) act?.(index, row);
    else go(index + step);
  };
  return { active: Math.min(active, Math.max(0, rows.length - 1)), setActive, onKeyDown };
}

function focusRow(scroller: HTMLElement | null, index: number): void {
  scroller?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
}
