import type { RequestRowPage } from '../../src/client/client.ts';
import { wordOutcome } from '../../src/contract/rules/outcome-rules.ts';
import { paths } from '../app/paths.ts';
import { AnchorLink } from '../links/AnchorLink.tsx';
import type { ColumnOf } from '../tables/columns.ts';
import { NamedPerson, RowWay } from './RowPeople.tsx';
import { nameUserOf, tellPart } from './row-rules.ts';

type Row = RequestRowPage['items'][number];

/** What rows are about is a column where they are of several kinds. */
export function listRowColumns(rows: readonly Row[]): readonly ColumnOf<Row>[] {
  return rows.some(({ part }) => part !== undefined) ? columns : columns.filter(({ id }) => id !== 'part');
}

const columns: readonly ColumnOf<Row>[] = [
  { id: 'row', header: 'Row', width: '56px', align: 'end', cell: ({ row }) => row.toLocaleString() },
  { id: 'part', header: 'About', width: '112px', cell: tellPart },
  { id: 'subject', header: 'Subject', width: 'minmax(100px, 1.6fr)', cell: (row) => <Subject row={row} /> },
  {
    id: 'receiver',
    header: 'To',
    width: 'minmax(130px, 1.6fr)',
    cell: (row) => <RowWay row={row} />,
  },
  { id: 'outcome', header: 'Outcome', width: '126px', cell: wordOutcome },
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
  return named ? <NamedPerson named={named} /> : (key ?? 'nobody’s');
}
