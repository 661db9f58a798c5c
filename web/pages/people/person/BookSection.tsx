import type { ReactNode } from 'react';
import type { ShownBook } from '../../../../src/client/client.ts';
import type { Standing } from '../../../../src/contract/words/lead-words.ts';
import { paths } from '../../../address/paths.ts';
import { readLeadFilters } from '../../../leads/lead-filters.ts';
import { AnchorLink } from '../../../ui/links/AnchorLink.tsx';
import { Section } from '../../../ui/sections/Section.tsx';
import classes from './BookSection.module.css';

interface BookSectionProps {
  book: ShownBook;
  asOf: string | undefined;
  isStale: boolean;
}

/** On how many leads they stand, by role and by status; each number leads to exactly these. */
export function BookSection({ book, asOf, isStale }: BookSectionProps) {
  const { userId, roles, statuses } = book;
  const isNow = asOf === undefined;
  return (
    <Section title="Book" isStale={isStale} note={spellBook(book, isNow)}>
      {roles.length === 0 && (
        <p className={classes.none}>{isNow ? 'Stands on no lead.' : 'Stood on no lead then.'}</p>
      )}
      {roles.length > 0 && (
        <div className={classes.tables}>
          <Standings
            title="By role"
            rows={roles.map(({ role, ...count }) => ({ ...count, name: role, filter: { role } }))}
            of={{ owner: userId, asOf }}
          />
          <Standings
            title="By status"
            rows={statuses.map(({ status, ...count }) => ({
              ...count,
              name: status || 'None',
              filter: status ? { status: [status] } : undefined,
            }))}
            of={{ owner: userId, asOf }}
          />
        </div>
      )}
    </Section>
  );
}

function spellBook({ book }: ShownBook, isNow: boolean): string {
  return `${isNow ? 'Primary' : 'Was primary'} on ${book.toLocaleString()}`;
}

interface Held {
  owner: number;
  asOf: string | undefined;
}

interface StandingsProps {
  title: string;
  rows: readonly CountedRow[];
  /** Whose leads the numbers lead to, and of when. */
  of: Held;
}

interface CountedRow {
  name: string;
  primary: number;
  secondary: number;
  filter: { role: string } | { status: string[] } | undefined;
}

function Standings({ title, rows, of }: StandingsProps) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{title}</th>
          <th>Primary</th>
          <th>Secondary</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th>{row.name}</th>
            <td>{numberOf(row, 'primary', of)}</td>
            <td>{numberOf(row, 'secondary', of)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function numberOf(row: CountedRow, standing: Standing, of: Held): ReactNode {
  const count = row[standing];
  if (count === 0) return <span className={classes.none}>–</span>;
  const text = count.toLocaleString();
  if (row.filter === undefined) return text;
  return (
    <AnchorLink
      to={paths.leads}
      search={readLeadFilters({ ...of, standing, ...row.filter })}
      aria-label={`${text} as ${standing}, ${row.name}`}
    >
      {text}
    </AnchorLink>
  );
}
