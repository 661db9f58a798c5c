import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import { type Move, mostMoves, readMoves, writeMoves } from '../../../people/move-address-rules.ts';
import { useSession } from '../../../sessions/session-queries.ts';
import { usePeopleSearch } from '../view/use-people-search.ts';
import { type ChartTree, findManager } from './chart-tree-rules.ts';
import {
  addMove,
  applyMoves,
  describeVerdict,
  type JudgedMove,
  judgeMoves,
  judgeNext,
} from './move-rules.ts';

/** A move that cannot be staged, and why. */
export interface Refusal {
  message: string;
  /** Whom the reason names, to be shown in the chart. */
  path: readonly number[];
}

const besideFits = '(min-width: 75em)';

/** The chart with what is staged, as the address holds it, and how to stage more. */
export function useStagedMoves(base: ChartTree | undefined) {
  const { search, amend } = usePeopleSearch();
  const { staged, asOf, panel } = search;
  const isAdministrator = useSession().user.accessRole === 'administrator';
  const isEditable = isAdministrator && asOf === undefined;
  const hasRoom = useMediaQuery(besideFits, matchMedia(besideFits).matches);
  const moves = useMemo(() => (isEditable ? readMoves(staged) : []), [isEditable, staged]);
  const judged = useMemo(() => (base ? judgeMoves(base, moves) : []), [base, moves]);
  const tree = useMemo(() => base && applyMoves(base, judged), [base, judged]);
  const formerTeams = useMemo(() => groupByFormerManager(base, judged), [base, judged]);
  const judge = useCallback(
    (move: Move): Refusal | undefined => tree && refusalOf(tree, move, moves.length),
    [tree, moves],
  );
  const stage = useCallback(
    (move: Move) => {
      if (!base) return;
      const next = addMove(base, moves, move);
      const shown = hasRoom || panel !== undefined ? 'changes' : undefined;
      amend({ staged: writeMoves(next), at: move.userId, panel: next.length > 0 ? shown : undefined });
    },
    [base, moves, hasRoom, panel, amend],
  );
  const unstage = (userIds: readonly number[]) => {
    const left = moves.filter(({ userId }) => !userIds.includes(userId));
    amend({ staged: writeMoves(left), panel: left.length > 0 ? panel : undefined });
  };
  return { isAdministrator, isEditable, moves: judged, tree, formerTeams, judge, stage, unstage };
}

function refusalOf(tree: ChartTree, move: Move, staged: number): Refusal | undefined {
  const verdict = judgeNext(tree, move);
  const message = describeVerdict(tree, move, verdict);
  if (message !== undefined) return { message, path: verdict.is === 'cycle' ? verdict.path : [] };
  if (staged < mostMoves) return undefined;
  return {
    message: `${mostMoves} changes are staged. Run them before you stage more, or upload a CSV file.`,
    path: [],
  };
}

function groupByFormerManager(
  base: ChartTree | undefined,
  moves: readonly JudgedMove[],
): ReadonlyMap<number | null, readonly number[]> {
  if (!base) return new Map();
  const made = moves.filter(({ verdict }) => verdict.is === 'staged').map(({ userId }) => userId);
  return Map.groupBy(made, (userId) => findManager(base, userId));
}
