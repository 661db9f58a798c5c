import { CloseButton, Group, Kbd } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Move } from '../../../people/move-address-rules.ts';
import classes from './ChartTree.module.css';
import type { ChartTree } from './chart-tree-rules.ts';
import { nameOf } from './move-rules.ts';
import type { Refusal } from './use-staged-moves.ts';

interface ChartStatusProps {
  tree: ChartTree;
  dragged: number | undefined;
  move: Move | undefined;
  /** Why what is held over a card cannot be dropped there. */
  hovering: Refusal | undefined;
  refused: Refusal | undefined;
  onDismiss: () => void;
}

/** Below the chart: what a drop would do, or why it was refused. While somebody is held, a place to drop them to report to nobody. */
export function ChartStatus(props: ChartStatusProps) {
  const { dragged, refused, onDismiss } = props;
  if (dragged !== undefined) return <WhileHeld {...props} dragged={dragged} />;
  if (refused) {
    return (
      <div role="alert" className={classes.status} data-tone="bad">
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <span>{refused.message} Nothing was staged.</span>
          <CloseButton size="sm" aria-label="Dismiss" onClick={onDismiss} />
        </Group>
      </div>
    );
  }
  return (
    <div className={classes.status}>
      <span className={classes.byMouse}>
        Drag people onto their new manager, or press <Kbd size="xs">M</Kbd> on them.
      </span>
      <span className={classes.byTouch}>Press the four arrows to move somebody.</span> Changes are staged
      until you run them.
    </div>
  );
}

function WhileHeld({ tree, dragged, move, hovering }: ChartStatusProps & { dragged: number }) {
  return (
    <div role="status" className={classes.status} data-tone={toneOf(move, hovering)} data-top>
      {tellMove(tree, dragged, move, hovering)}
    </div>
  );
}

function toneOf(move: Move | undefined, hovering: Refusal | undefined): string {
  if (hovering) return 'bad';
  return move?.managerId === null ? 'top' : 'ready';
}

function tellMove(
  tree: ChartTree,
  dragged: number,
  move: Move | undefined,
  hovering: Refusal | undefined,
): ReactNode {
  if (hovering) return hovering.message;
  const user = nameOf(tree, dragged);
  return move
    ? `Drop, and ${user} will report to ${nameOf(tree, move.managerId)}.`
    : `Drop ${user} onto somebody, or here to report to nobody.`;
}
