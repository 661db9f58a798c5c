import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useIsHere } from '../../../address/use-is-here.ts';
import { baton } from '../../../data/baton.ts';
import { PreviewStep } from '../../../forms/PreviewStep.tsx';
import { toRunOptions } from '../../../forms/request-terms-rules.ts';
import { findRunAtGap } from '../../../requests/terms-rules.ts';
import type { ChartTree } from './chart-tree-rules.ts';
import { ManagerTerms } from './ManagerTerms.tsx';
import type { JudgedMove } from './move-rules.ts';
import { StagedList } from './StagedList.tsx';
import { useRequestTerms } from './use-request-terms.ts';

interface ChangesPanelProps {
  /** Without what is staged. */
  base: ChartTree;
  moves: readonly JudgedMove[];
  onShow: (userId: number) => void;
  onUnstage: (userIds: readonly number[]) => void;
  onPlanned: (requestId: number) => void;
}

/** What is staged, each with what would become of it, on the way to a plan. */
export function ChangesPanel({ base, moves, onShow, onUnstage, onPlanned }: ChangesPanelProps) {
  const { draft: terms, change } = useRequestTerms();
  const isHere = useIsHere();
  const plan = useMutation({
    mutationFn: () =>
      baton.requests.plan({
        kind: 'managers',
        rows: moves.map(({ userId, managerId }) => ({
          user: { userId },
          manager: managerId === null ? null : { userId: managerId },
        })),
        ...toRunOptions(terms),
      }),
    onSuccess: ({ requestId }) => isHere() && onPlanned(requestId),
  });
  const gap = findGap(moves) ?? findRunAtGap(terms.runAt, new Date());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (gap === undefined) plan.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            Nobody else sees this yet.
          </Text>
          {moves.length > 1 && (
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() => onUnstage(moves.map(({ userId }) => userId))}
            >
              Take all back
            </Button>
          )}
        </Group>
        <StagedList base={base} moves={moves} onShow={onShow} onUnstage={onUnstage} />
        <ManagerTerms terms={terms} change={change} />
        <PreviewStep plan={plan} gap={gap} />
      </Stack>
    </form>
  );
}

function findGap(moves: readonly JudgedMove[]): string | undefined {
  if (moves.length === 0) return 'Nothing is staged. Drag people onto their new manager.';
  const bad = moves.filter(({ verdict }) => verdict.is !== 'staged').length;
  if (bad === 0) return undefined;
  return `${bad} of them cannot be made as the chart is now. Take ${bad === 1 ? 'it' : 'them'} back first.`;
}
