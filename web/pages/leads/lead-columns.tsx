import type { ListedLead } from '../../../src/client/client.ts';
import { fillPath, paths } from '../../address/paths.ts';
import { Moment } from '../../ui/moments/Moment.tsx';
import type { ColumnOf } from '../../ui/tables/columns.ts';
import { RowLink } from '../../ui/tables/RowLink.tsx';
import { Standings } from './Standings.tsx';

export const leadColumns: readonly ColumnOf<ListedLead>[] = [
  { id: 'leadId', header: 'Id', width: '66px', sort: 'leadId', cell: ({ leadId }) => leadId },
  {
    id: 'name',
    header: 'Lead',
    width: 'minmax(102px, 1.6fr)',
    sort: 'name',
    cell: ({ leadId, name }) => <RowLink href={fillPath(paths.lead, leadId)}>{name}</RowLink>,
  },
  {
    id: 'primary',
    header: 'Primary',
    width: 'minmax(116px, 2fr)',
    cell: ({ assignments }) => <Standings assignments={assignments} standing="primary" />,
  },
  {
    id: 'secondary',
    header: 'Secondary',
    width: 'minmax(120px, 1.2fr)',
    isMinor: true,
    cell: ({ assignments }) => <Standings assignments={assignments} standing="secondary" />,
  },
  {
    id: 'status',
    header: 'Status',
    width: 'minmax(100px, 0.8fr)',
    sort: 'status',
    isMinor: true,
    cell: ({ status }) => status,
  },
  {
    id: 'source',
    header: 'Source',
    width: 'minmax(100px, 0.8fr)',
    isMinor: true,
    cell: ({ source }) => source,
  },
  { id: 'state', header: 'State', width: '70px', isMinor: true, cell: ({ state }) => state },
  {
    id: 'createdAt',
    header: 'Created',
    width: '140px',
    sort: 'createdAt',
    isMinor: true,
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
];
