import type { RequestPage } from '../../src/client/client.ts';
import { wordAskedBy } from '../../src/contract/rules/asked-by-rules.ts';
import { fillPath, paths } from '../address/paths.ts';
import { AskedBy } from '../people/AskedBy.tsx';
import { nameAll } from '../people/name-rules.ts';
import { Moment } from '../ui/moments/Moment.tsx';
import type { ColumnOf } from '../ui/tables/columns.ts';
import { RowLink } from '../ui/tables/RowLink.tsx';
import { kindNames } from './request-rules.ts';
import { StateMark } from './StateMark.tsx';

export type Listed = RequestPage['items'][number];

export const requestColumns: readonly ColumnOf<Listed>[] = [
  {
    id: 'requestId',
    header: 'Id',
    width: '112px',
    cell: ({ requestId }) => <RowLink href={fillPath(paths.request, requestId)}>{requestId}</RowLink>,
  },
  {
    id: 'kind',
    header: 'Kind',
    width: '152px',
    cell: (row) => <span title={tellKind(row)}>{tellKind(row)}</span>,
  },
  { id: 'state', header: 'State', width: '230px', cell: (row) => <StateMark request={row} /> },
  {
    id: 'changed',
    header: 'Changed',
    width: '112px',
    align: 'end',
    isMinor: true,
    cell: ({ counts: { changed, total } }) => `${changed.toLocaleString()} of ${total.toLocaleString()}`,
  },
  {
    id: 'troubled',
    header: 'Not as asked',
    width: '128px',
    align: 'end',
    isMinor: true,
    cell: ({ counts: { failed, skipped, changedInPart } }) =>
      [tellCount(failed, 'failed'), tellCount(skipped, 'skipped'), tellCount(changedInPart, 'in part')]
        .filter(Boolean)
        .join(', ') || '–',
  },
  {
    id: 'requestedBy',
    header: 'Asked by',
    width: 'minmax(120px, 1fr)',
    isMinor: true,
    cell: (row) => (
      <span title={wordAskedBy(row)}>
        <AskedBy {...row} operator="The operator" isPlain />
      </span>
    ),
  },
  {
    id: 'reason',
    header: 'Reason',
    width: 'minmax(130px, 1.6fr)',
    isMinor: true,
    cell: ({ reason }) => <span title={reason ?? undefined}>{reason ?? '–'}</span>,
  },
  {
    id: 'createdAt',
    header: 'When',
    width: '140px',
    isMinor: true,
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
];

export function tellKind({ kind, undoes, leavers }: Listed): string {
  if (undoes !== null) return `Undo of ${undoes}`;
  return leavers ? `${kindNames[kind]} of ${nameAll(leavers)}` : kindNames[kind];
}

function tellCount(count: number, what: string): string {
  return count === 0 ? '' : `${count.toLocaleString()} ${what}`;
}
