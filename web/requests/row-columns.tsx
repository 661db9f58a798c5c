import type { RequestRowPage } from '../../src/client/client.ts';
import { paths } from '../app/paths.ts';
import { AnchorLink } from '../links/AnchorLink.tsx';
import { PersonName } from '../people/PersonName.tsx';
import type { ColumnOf } from '../tables/columns.ts';

type Row = RequestRowPage['items'][number];

export const rowColumns: readonly ColumnOf<Row>[] = [
  { id: 'row', header: 'Row', width: '64px', align: 'end', cell: ({ row }) => row.toLocaleString() },
  { id: 'subject', header: 'Subject', width: 'minmax(110px, 1fr)', cell: (row) => <Subject row={row} /> },
  {
    id: 'receiver',
    header: 'To',
    width: 'minmax(130px, 1.2fr)',
    isMinor: true,
    cell: ({ receiver }) => (receiver ? <PersonName person={receiver} /> : '–'),
  },
  { id: 'outcome', header: 'Outcome', width: 'minmax(110px, 0.8fr)', cell: ({ outcome }) => outcome },
  {
    id: 'why',
    header: 'Why',
    width: 'minmax(180px, 3fr)',
    cell: ({ message, why }) => <span title={message ?? why}>{message ?? why ?? '–'}</span>,
  },
];

function Subject({ row: { leadId, userId, key } }: { row: Row }) {
  if (typeof leadId === 'number') {
    return (
      <AnchorLink to={paths.lead} params={{ leadId }}>
        Lead {leadId}
      </AnchorLink>
    );
  }
  if (typeof userId === 'number') {
    return (
      <AnchorLink to={paths.person} params={{ userId: String(userId) }}>
        User {userId}
      </AnchorLink>
    );
  }
  return key ?? 'nobody’s';
}
