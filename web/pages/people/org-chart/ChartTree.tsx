import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { cardHeight } from './ChartCard.tsx';
import { ChartCards } from './ChartCards.tsx';
import { ChartStatus } from './ChartStatus.tsx';
import classes from './ChartTree.module.css';
import { type ChartRow, listRows, type ChartTree as Tree } from './chart-tree-rules.ts';
import { useChartDrag } from './use-chart-drag.ts';
import type { Refusal, useStagedMoves } from './use-staged-moves.ts';
import { useTreeKeys } from './use-tree-keys.ts';

const headHeight = 34;

interface ChartTreeProps {
  /** Without what is staged. */
  base: Tree;
  tree: Tree;
  staging: ReturnType<typeof useStagedMoves>;
  open: ReadonlySet<number>;
  toggle: (userId: number) => void;
  /** Whom the chart is to show. */
  at: number | undefined;
  isStale: boolean;
  onOpen: (userId: number) => void;
  onMove: (userId: number) => void;
}

/** The chart as an indented tree of which only what is in sight is drawn. */
export function ChartTree(props: ChartTreeProps) {
  const { base, tree, staging, open, toggle, at, isStale, onOpen, onMove } = props;
  const { isEditable, formerTeams } = staging;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => listRows(tree, open, formerTeams), [tree, open, formerTeams]);
  const { drag, refused, hovering, forgive } = useDrop(props);
  const virtual = useRowsInSight(scroller, rows.length);
  const scrollTo = virtual.scrollToIndex;
  const keys = useTreeKeys({
    rows,
    scroller,
    scrollTo,
    toggle,
    onOpen,
    onMove: isEditable ? onMove : undefined,
  });
  useShow(at, tree, rows, (index) => {
    keys.setActive(index);
    scrollTo(index);
  });
  const onClick = (event: MouseEvent) => {
    const act = readClick(event, rows);
    if (!act) return;
    keys.setActive(act.index);
    forgive();
    if (act.does === 'move') onMove(act.userId);
    else if (act.does === 'open') onOpen(act.userId);
    else if (act.row.isOpen !== undefined) toggle(act.userId);
  };
  return (
    <div className={classes.frame} {...drag.handlers}>
      <div className={classes.scroller} ref={scroller} data-stale={isStale}>
        <div
          role="treegrid"
          aria-label="Org chart"
          aria-rowcount={rows.length + 1}
          onClick={onClick}
          onKeyDown={keys.onKeyDown}
        >
          <ChartHead />
          <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
            <ChartCards
              base={base}
              tree={tree}
              rows={rows}
              inSight={virtual.getVirtualItems()}
              active={keys.active}
              at={at}
              isEditable={isEditable}
              dragged={drag.dragged}
              move={drag.move}
              isRefused={hovering !== undefined}
              path={(hovering ?? refused)?.path ?? []}
            />
          </div>
        </div>
      </div>
      {isEditable && (
        <ChartStatus
          tree={tree}
          dragged={drag.dragged}
          move={drag.move}
          hovering={hovering}
          refused={refused}
          onDismiss={forgive}
        />
      )}
    </div>
  );
}

function useRowsInSight(scroller: RefObject<HTMLDivElement | null>, count: number) {
  return useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight,
    overscan: 10,
    scrollPaddingStart: headHeight + cardHeight,
    scrollPaddingEnd: headHeight + cardHeight,
  });
}

/** Judged while it is held, and once more when it is dropped. */
function useDrop({ tree, staging: { isEditable, judge, stage }, open, toggle }: ChartTreeProps) {
  const [refused, setRefused] = useState<Refusal>();
  const drag = useChartDrag({
    isEditable,
    onDrop: (move) => {
      const refusal = judge(move);
      setRefused(refusal);
      if (!refusal) stage(move);
    },
    onLinger: (userId) => {
      if (tree.reports.has(userId) && !open.has(userId)) toggle(userId);
    },
  });
  return { drag, refused, hovering: drag.move && judge(drag.move), forgive: () => setRefused(undefined) };
}

function ChartHead() {
  return (
    <div role="rowgroup" className={classes.top}>
      <div role="row" aria-rowindex={1} className={classes.head}>
        <div role="columnheader">Person</div>
        <div role="columnheader">Team</div>
        <div role="columnheader">Book</div>
        <div role="columnheader">Books of the team</div>
      </div>
    </div>
  );
}

/** Brings somebody into sight once, when they were asked for and whenever they come to another place. */
function useShow(
  at: number | undefined,
  tree: Tree,
  rows: readonly ChartRow[],
  show: (index: number) => void,
): void {
  const index = rows.findIndex(({ person, isGhost }) => person.userId === at && !isGhost);
  const managerId = at === undefined ? undefined : tree.people.get(at)?.managerId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a team that opens elsewhere must not scroll back
  useEffect(() => {
    if (index >= 0) show(index);
  }, [at, managerId, index >= 0]);
}

/** A link opened aside opens aside; whoever marks text to copy it opens nothing. */
function readClick(event: MouseEvent, rows: readonly ChartRow[]) {
  const target = event.target instanceof Element ? event.target : undefined;
  const index = Number(target?.closest<HTMLElement>('[data-index]')?.dataset.index);
  const row = rows[index];
  if (!target || !row || getSelection()?.isCollapsed === false) return undefined;
  const { userId } = row.person;
  if (target.closest('[data-move]')) return { does: 'move', index, row, userId } as const;
  if (!target.closest('[data-row-link]')) return { does: 'toggle', index, row, userId } as const;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  event.preventDefault();
  return { does: 'open', index, row, userId } as const;
}
