import type { RequestRowPage, ShownRequest } from '../../../src/client/client.ts';
import { wordWaiting } from '../../../src/contract/rules/foreseen-rules.ts';
import { wordOutcome } from '../../../src/contract/rules/outcome-rules.ts';
import { paths } from '../../address/paths.ts';
import { NamedPerson, RowWay } from '../../requests/RowPeople.tsx';
import { nameUserOf, tellPart } from '../../requests/row-rules.ts';
import { AnchorLink } from '../../ui/links/AnchorLink.tsx';
import type { ColumnOf } from '../../ui/tables/columns.ts';

type Row = RequestRowPage['items'][number];

/** What rows are about is a column where they are of several kinds, and facts say it. Of what has not ended the rest is foreseen. */
export function listRowColumns(rows: readonly Row[], request: ShownRequest): readonly ColumnOf<Row>[] {
  const columns = [...facts, request.finishedAt === null ? foreseenBy(request) : outcome, why];
  const isTold = rows.some(({ part }) => part !== undefined && part !== 'facts');
  return isTold ? columns : columns.filter(({ id }) => id !== 'part');
}

const facts: readonly ColumnOf<Row>[] = [
  {
    id: 'row',
    header: 'Row',
    width: '56px',
    align: 'end',
    isMinor: true,
    cell: ({ row }) => row.toLocaleString(),
  },
  { id: 'part', header: 'About', width: '112px', cell: tellPart },
  { id: 'subject', header: 'Subject', width: 'minmax(116px, 2fr)', cell: (row) => <Subject row={row} /> },
  {
    id: 'way',
    header: 'From and to',
    width: 'minmax(168px, 4fr)',
    cell: (row) => <RowWay row={row} />,
  },
];

const outcome: ColumnOf<Row> = {
  id: 'outcome',
  header: 'Outcome',
  width: '126px',
  cell: (row) => <RowOutcome row={row} />,
};

function foreseenBy(request: ShownRequest): ColumnOf<Row> {
  return { ...outcome, cell: (row) => wordWaiting(row, request) ?? <RowOutcome row={row} /> };
}

const why: ColumnOf<Row> = {
  id: 'why',
  header: 'Why',
  width: 'minmax(150px, 3fr)',
  cell: ({ message, why: reason }) => <span title={message ?? reason}>{message ?? reason ?? '–'}</span>,
};

/** What became of a row, and by which undo it was put back. */
function RowOutcome({ row }: { row: Row }) {
  const { undoneBy } = row;
  if (undoneBy === undefined) return wordOutcome(row);
  return (
    <>
      {wordOutcome(row)}, undone by{' '}
      <AnchorLink to={paths.request} params={{ requestId: undoneBy }}>
        {undoneBy}
      </AnchorLink>
    </>
  );
}

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
