import { useQuery } from '@tanstack/react-query';
import { paths } from '../../address/paths.ts';
import { PersonName } from '../../people/PersonName.tsx';
import { AnchorLink } from '../../ui/links/AnchorLink.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import { DownloadCsv } from '../../ui/tables/DownloadCsv.tsx';
import classes from './LargestBooks.module.css';
import { countOf } from './orphan-rules.ts';
import { spreadQuery } from './radar-queries.ts';

/** Who is primary on most leads; the bars are parts of the largest. */
export function LargestBooks() {
  const { data } = useQuery(spreadQuery);
  const books = data?.items.filter(({ book }) => book > 0) ?? [];
  if (books.length === 0) return null;
  const largest = Math.max(...books.map(({ book }) => book));
  return (
    <Section title="Largest books" note={<DownloadCsv isSmall path="books" of="all books" />}>
      <ol className={classes.books}>
        {books.map(({ user, agentRole, book }) => (
          <li key={user.userId} className={classes.book}>
            <span className={classes.who}>
              <PersonName person={user} /> <span className={classes.role}>{agentRole}</span>
            </span>
            <AnchorLink to={paths.leads} search={{ owner: user.userId }} className={classes.size}>
              {countOf(book, 'lead')}
            </AnchorLink>
            <span className={classes.bar} aria-hidden>
              <span style={{ width: `${(book / largest) * 100}%` }} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
