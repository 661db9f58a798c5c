import { ActionIcon } from '@mantine/core';
import { IconArrowRight, IconX } from '@tabler/icons-react';
import type { ChartTree } from './chart-tree-rules.ts';
import { describeVerdict, type JudgedMove, nameOf } from './move-rules.ts';
import classes from './StagedList.module.css';

interface StagedListProps {
  base: ChartTree;
  moves: readonly JudgedMove[];
  onShow: (userId: number) => void;
  onUnstage: (userIds: readonly number[]) => void;
}

/** Who moves from whom to whom, and why one cannot. */
export function StagedList({ base, moves, onShow, onUnstage }: StagedListProps) {
  return (
    <ul className={classes.list} aria-label="Staged changes">
      {moves.map((move) => {
        const { userId, managerId, verdict } = move;
        const trouble = describeVerdict(base, move, verdict);
        return (
          <li key={userId} className={classes.change} data-bad={trouble !== undefined}>
            <div className={classes.what}>
              <button type="button" className={classes.who} onClick={() => onShow(userId)}>
                {nameOf(base, userId)}
              </button>
              <span className={classes.way}>
                {nameOf(base, base.people.get(userId)?.managerId ?? null)}
                <IconArrowRight size={13} aria-label="to" />
                <b>{nameOf(base, managerId)}</b>
              </span>
              {trouble && <span className={classes.trouble}>{trouble}</span>}
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Take back the move of ${nameOf(base, userId)}`}
              onClick={() => onUnstage([userId])}
            >
              <IconX size={16} />
            </ActionIcon>
          </li>
        );
      })}
    </ul>
  );
}
