import { Button } from '@mantine/core';
import { type Listed, requestColumns } from '../../requests/request-columns.tsx';
import { ComingMoment } from '../../ui/moments/ComingMoment.tsx';
import { Moment } from '../../ui/moments/Moment.tsx';
import type { ColumnOf } from '../../ui/tables/columns.ts';

/** What waits: when it runs, and what takes it back before it does. */
export function listWaitingColumns(onCancel: (request: Listed) => void): readonly ColumnOf<Listed>[] {
  const known = (id: string) => requestColumns.filter((column) => column.id === id);
  return [
    ...known('requestId').map((column) => ({ ...column, width: '100px' })),
    ...known('kind').map((column) => ({ ...column, isMinor: true })),
    {
      id: 'runAt',
      header: 'Runs',
      width: 'minmax(148px, 1fr)',
      cell: ({ runAt }) => (runAt === null ? 'as soon as it can' : <ComingMoment at={runAt} />),
    },
    {
      id: 'cancel',
      header: '',
      width: '72px',
      cell: (request) => <CancelButton request={request} onCancel={onCancel} />,
    },
    {
      id: 'rows',
      header: 'Rows',
      width: '64px',
      align: 'end',
      isMinor: true,
      cell: ({ counts }) => counts.total.toLocaleString(),
    },
    ...known('requestedBy'),
    ...known('reason').map((column) => ({ ...column, width: 'minmax(130px, 1fr)' })),
    {
      id: 'createdAt',
      header: 'Asked',
      width: '116px',
      isMinor: true,
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
  ];
}

/** For whoever may; of all others it is not offered. */
function CancelButton({ request, onCancel }: { request: Listed; onCancel: (request: Listed) => void }) {
  if (!request.ways.includes('cancel')) return null;
  return (
    <Button
      variant="default"
      size="compact-xs"
      aria-label={`Cancel ${request.requestId}`}
      onClick={() => onCancel(request)}
    >
      Cancel
    </Button>
  );
}
