import { type DragEvent, useEffect, useState } from 'react';
import type { Move } from '../../../people/move-address-rules.ts';

interface ChartDragInput {
  isEditable: boolean;
  onDrop: (move: Move) => void;
  /** A closed team opens when somebody is held over it. */
  onLinger: (managerId: number) => void;
}

const lingerMs = 700;

/** Drags a person onto another, or to where `data-top` is: to report to nobody. The browser scrolls at the edges. */
export function useChartDrag({ isEditable, onDrop, onLinger }: ChartDragInput) {
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number | null>();
  useEffect(() => {
    if (typeof over !== 'number') return;
    const timer = setTimeout(onLinger, lingerMs, over);
    return () => clearTimeout(timer);
  }, [over, onLinger]);
  const end = () => {
    setDragged(undefined);
    setOver(undefined);
  };
  const move = dragged === undefined || over === undefined ? undefined : { userId: dragged, managerId: over };
  const handlers = {
    onDragStart: (event: DragEvent) => {
      const userId = targetOf(event);
      if (!isEditable || typeof userId !== 'number') return;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', String(userId));
      setDragged(userId);
    },
    onDragOver: (event: DragEvent) => {
      const target = targetOf(event);
      if (dragged === undefined) return;
      setOver(target === dragged ? undefined : target);
      if (target === undefined || target === dragged) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      const managerId = targetOf(event);
      if (dragged !== undefined && managerId !== undefined) onDrop({ userId: dragged, managerId });
      end();
    },
    onDragEnd: end,
  };
  return { dragged, move, handlers };
}

/** Null: nobody. */
function targetOf({ target }: DragEvent): number | null | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-user], [data-top]') : null;
  if (!element) return undefined;
  return element.dataset.user === undefined ? null : Number(element.dataset.user);
}
