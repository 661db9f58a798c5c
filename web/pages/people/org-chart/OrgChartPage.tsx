import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconFileTypeCsv, IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { paths } from '../../../address/paths.ts';
import type { Move } from '../../../people/move-address-rules.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { Beside } from '../../../ui/panels/Beside.tsx';
import { NewPersonButton } from '../facts/NewPersonButton.tsx';
import { usePeopleSearch } from '../view/use-people-search.ts';
import { ChartBar } from './ChartBar.tsx';
import { ChartTree } from './ChartTree.tsx';
import type { ChartTree as Tree } from './chart-tree-rules.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { NobodyInChart } from './NobodyInChart.tsx';
import { orgChartQuery } from './org-chart-query.ts';
import { useFocusMoved } from './use-focus-moved.ts';
import { useOpenBranches } from './use-open-branches.ts';
import { useStagedMoves } from './use-staged-moves.ts';

/** Not needed to see the chart, so it comes after it. */
const ChartPanel = lazyRouteComponent(() => import('./ChartPanel.tsx'), 'ChartPanel');

/** Who reports to whom, now or then, and what is staged to change it. */
export function OrgChartPage() {
  const { search } = usePeopleSearch();
  const { data: base, error, refetch, isPlaceholderData } = useQuery(orgChartQuery(search.asOf));
  const staging = useStagedMoves(base);
  useEffect(() => {
    if (base) void ChartPanel.preload?.();
  }, [base]);
  return (
    <Page
      title="People"
      note={base && describeSize(base)}
      isFull
      actions={
        <>
          <NewPersonButton />
          {staging.isEditable && <Actions staged={staging.moves.length} />}
        </>
      }
    >
      <Beside
        panel={
          base && staging.isEditable && search.panel !== undefined ? (
            <ChartPanel base={base} shows={search.panel} staging={staging} />
          ) : null
        }
      >
        <ChartBar tree={staging.tree} />
        <FailureNote error={error} onRetry={() => void refetch()} />
        {base ? <Chart base={base} staging={staging} isStale={isPlaceholderData} /> : !error && <Pending />}
      </Beside>
    </Page>
  );
}

interface ChartProps {
  base: Tree;
  staging: ReturnType<typeof useStagedMoves>;
  isStale: boolean;
}

function Chart({ base, staging, isStale }: ChartProps) {
  const { search } = usePeopleSearch();
  const navigate = useNavigate();
  const [moving, setMoving] = useState<number>();
  const { tree = base, judge } = staging;
  const focusMoved = useFocusMoved(tree);
  const stage = (move: Move) => {
    staging.stage(move);
    focusMoved(move.userId);
  };
  const { open, toggle } = useOpenBranches(base, tree, search.at);
  if (base.people.size === 0) return <NobodyInChart asOf={search.asOf} />;
  return (
    <>
      <ChartTree
        base={base}
        tree={tree}
        staging={{ ...staging, stage }}
        open={open}
        toggle={toggle}
        at={search.at}
        isStale={isStale}
        onOpen={(userId) => void navigate({ to: paths.person, params: { userId } })}
        onMove={setMoving}
      />
      {moving !== undefined && (
        <MoveDialog
          key={moving}
          tree={tree}
          userId={moving}
          judge={judge}
          onStage={stage}
          onClose={() => setMoving(undefined)}
        />
      )}
    </>
  );
}

function Actions({ staged }: { staged: number }) {
  const { change } = usePeopleSearch();
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileTypeCsv size={16} />}
        onClick={() => change({ panel: 'csv' })}
      >
        Upload CSV
      </Button>
      <Button
        leftSection={<IconListCheck size={16} />}
        disabled={staged === 0}
        onClick={() => change({ panel: 'changes' })}
      >
        Review changes{staged > 0 && ` · ${staged}`}
      </Button>
    </>
  );
}

function Pending() {
  return (
    <Stack gap={6} role="status" aria-label="Loading the org chart">
      {[0, 1, 2, 3, 4, 5, 6].map((row) => (
        <Group key={row} pl={Math.min(row, 2) * 24}>
          <Skeleton h={42} />
        </Group>
      ))}
    </Stack>
  );
}

function describeSize({ people, reports }: Tree): string {
  const top = reports.get(null)?.length ?? 0;
  return `${people.size.toLocaleString()} ${people.size === 1 ? 'person' : 'people'}, ${top.toLocaleString()} at the top`;
}
