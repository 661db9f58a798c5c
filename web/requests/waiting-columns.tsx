import { Button } from '@mantine/core';
import { Moment } from '../moments/Moment.tsx';
import { nameMoment, spellMoment } from '../moments/moment-rules.ts';
import type { ColumnOf } from '../tables/columns.ts';
import { type Listed, requestColumns } from './request-columns.tsx';

/** What waits: when it runs, and what takes it back before it does. */
export function listWaitingColumns(onCancel: (request: Listed) => void): readonly ColumnOf<Listed>[] {
  const known = (id: string) => requestColumns.filter((column) => column.id === id);
  return [
    ...known('requestId'),
    ...known('kind').map((column) => ({ ...column, isMinor: true })),
    { id: 'runAt', header: 'Runs', width: 'minmax(160px, 1fr)', cell: ({ runAt }) => <Runs at={runAt} /> },
    {
      id: 'rows',
      header: 'Rows',
      width: '90px',
      align: 'end',
      isMinor: true,
      cell: ({ counts }) => counts.total.toLocaleString(),
    },
    ...known('requestedBy'),
    ...known('reason'),
    {
      id: 'createdAt',
      header: 'Asked',
      width: '130px',
      isMinor: true,
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
    {
      id: 'cancel',
      header: '',
      width: '92px',
      align: 'end',
      cell: (request) => <CancelButton request={request} onCancel={onCancel} />,
    },
  ];
}

function Runs({ at }: { at: string | null }) {
  if (at === null) return 'as soon as it can';
  return (
    <time dateTime={at} title={spellMoment(at)}>
      {nameMoment(at, new Date())}
    </time>
  );
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
