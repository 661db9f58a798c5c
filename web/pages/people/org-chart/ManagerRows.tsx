import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RequestRowPage, ShownRequest } from '../../../../src/client/client.ts';
import { wordWaiting } from '../../../../src/contract/rules/foreseen-rules.ts';
import { paths } from '../../../address/paths.ts';
import { baton } from '../../../data/baton.ts';
import { NamedPerson, RowWay } from '../../../requests/RowPeople.tsx';
import { nameUserOf } from '../../../requests/row-rules.ts';
import { AnchorLink } from '../../../ui/links/AnchorLink.tsx';
import classes from './StagedList.module.css';

type Row = RequestRowPage['items'][number];

const mostRead = 1_000;
const mostShown = 50;

function managerRowsQuery(requestId: number, state: string) {
  return {
    queryKey: ['requests', requestId, 'rows', 'managers', state],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      baton.requests.rows(requestId, { limit: mostRead, signal }).first(),
  };
}

/** The rows of a change of managers, those first that do not go as asked; asked anew when its state changes. */
export function ManagerRows({ request }: { request: ShownRequest }) {
  const { requestId, state } = request;
  const { data } = useQuery(managerRowsQuery(requestId, state));
  const rows = (data?.items ?? []).toSorted((a, b) => Number(isTrouble(b)) - Number(isTrouble(a)));
  if (rows.length === 0) return null;
  return (
    <section aria-label="Rows">
      <ul className={classes.list}>
        {rows.slice(0, mostShown).map((row) => (
          <li key={row.row} className={classes.change} data-bad={isTrouble(row)}>
            <div className={classes.what}>
              <span>
                <RowSubject row={row} />
              </span>
              <span className={classes.way}>
                {tellOutcome(row, request)}
                <span>
                  <RowWay row={row} />
                </span>
              </span>
              {row.message && <span className={classes.trouble}>{row.message}</span>}
            </div>
          </li>
        ))}
      </ul>
      {(rows.length > mostShown || data?.next) && (
        <Text size="sm" c="dimmed" mt={6}>
          The first {mostShown}.{' '}
          <AnchorLink to={paths.request} params={{ requestId }}>
            All rows
          </AnchorLink>
        </Text>
      )}
    </section>
  );
}

function RowSubject({ row }: { row: Row }) {
  const named = nameUserOf(row);
  return named ? <NamedPerson named={named} /> : `Row ${row.row}`;
}

/** What is only planned is not told as if it were done. */
function tellOutcome(row: Row, request: ShownRequest): string {
  return wordWaiting(row, request) ?? row.outcome;
}

function isTrouble({ planned, outcome }: Row): boolean {
  const is = outcome === 'not attempted' ? planned : outcome;
  return is === 'failed' || is === 'skipped';
}
