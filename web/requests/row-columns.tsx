import type { RequestRowPage } from '../../src/client/client.ts';
import { paths } from '../app/paths.ts';
import { AnchorLink } from '../links/AnchorLink.tsx';
import type { ColumnOf } from '../tables/columns.ts';
import { NamedPerson, RowWay } from './RowPeople.tsx';
import { nameUserOf, tellPart } from './row-rules.ts';

type Row = RequestRowPage['items'][number];

export const rowColumns: readonly ColumnOf<Row>[] = [
  { id: 'row', header: 'Row', width: '56px', align: 'end', cell: ({ row }) => row.toLocaleString() },
  { id: 'subject', header: 'Subject', width: 'minmax(120px, 1.4fr)', cell: (row) => <Subject row={row} /> },
  {
    id: 'receiver',
    header: 'To',
    width: 'minmax(130px, 1.6fr)',
    cell: (row) => <RowWay row={row} />,
  },
  { id: 'outcome', header: 'Outcome', width: 'minmax(110px, 0.8fr)', cell: ({ outcome }) => outcome },
  {
    id: 'why',
    header: 'Why',
    width: 'minmax(180px, 3fr)',
    cell: ({ message, why }) => <span title={message ?? why}>{message ?? why ?? '–'}</span>,
  },
];

function Subject({ row }: { row: Row }) {
  const { leadId, key } = row;
  if (typeof leadId === 'number') {
    return (
      <AnchorLink to={paths.lead} params={{ leadId }}>
        Lead {leadId}
      </AnchorLink>
    );
  }
  const named = nameUserOf(row);
  const part = tellPart(row);
  if (named === undefined) return key ?? 'nobody’s';
  return (
    <>
      {part && `${part}: `}
      <NamedPerson named={named} />
    </>
  );
}
