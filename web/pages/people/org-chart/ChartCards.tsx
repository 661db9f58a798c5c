import { useMemo } from 'react';
import type { Move } from '../../../people/move-address-rules.ts';
import { ChartCard, cardHeight } from './ChartCard.tsx';
import type { ChartRow, ChartTree } from './chart-tree-rules.ts';
import { nameOf } from './move-rules.ts';

interface ChartCardsProps {
  /** Without what is staged. */
  base: ChartTree;
  tree: ChartTree;
  rows: readonly ChartRow[];
  inSight: readonly { index: number }[];
  active: number;
  at: number | undefined;
  isEditable: boolean;
  dragged: number | undefined;
  /** What a drop would do. */
  move: Move | undefined;
  isRefused: boolean;
  /** Whom a refusal names. */
  path: readonly number[];
}

/** The cards in sight, each with what is to be seen on it. */
export function ChartCards(props: ChartCardsProps) {
  const { base, tree, rows, inSight, active, at, isEditable, dragged, move, isRefused, path } = props;
  const held = useMemo(
    () => rows.findIndex(({ person, isGhost }) => person.userId === dragged && !isGhost),
    [rows, dragged],
  );
  return withHeld(inSight, held).map(({ index }) => {
    const row = rows[index];
    if (!row) return null;
    const { userId } = row.person;
    const isOver = !row.isGhost && move?.managerId === userId;
    return (
      <ChartCard
        key={row.isGhost ? `former place of ${userId}` : userId}
        row={row}
        index={index}
        start={index * cardHeight}
        isActive={active === index}
        isEditable={isEditable}
        isFound={userId === at && !row.isGhost}
        isOnCycle={path.includes(userId) && !row.isGhost}
        was={base.people.get(userId)}
        staged={tellStaged(row, base, tree)}
        over={isOver ? (isRefused ? 'bad' : 'good') : undefined}
      />
    );
  });
}

/** Who is held stays drawn, however far one scrolls: otherwise the browser forgets how to end it. */
function withHeld(items: readonly { index: number }[], held: number): readonly { index: number }[] {
  return held < 0 || items.some(({ index }) => index === held) ? items : [...items, { index: held }];
}

/** Whom they report to as long as it is only staged; at the former place, whom they will report to. */
function tellStaged(
  { person: { userId }, isGhost }: ChartRow,
  base: ChartTree,
  tree: ChartTree,
): string | undefined {
  const before = base.people.get(userId)?.managerId ?? null;
  const then = tree.people.get(userId)?.managerId ?? null;
  return before === then ? undefined : nameOf(base, isGhost ? then : before);
}
