import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BookPage } from '../../../src/client/client.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import { Histogram } from './Histogram.tsx';
import { countOf } from './orphan-rules.ts';
import { spreadQuery } from './radar-queries.ts';
import classes from './SpreadSection.module.css';

/** How the leads are spread over people, to be seen at a glance. */
export function SpreadSection() {
  const { data, error, refetch } = useQuery(spreadQuery);
  return (
    <Section title="How leads are spread">
      <FailureNote error={error} onRetry={() => void refetch()} />
      {data ? <Spread spread={data.spread} /> : !error && <Skeleton h={240} />}
    </Section>
  );
}

function Spread({ spread }: Pick<BookPage, 'spread'>) {
  const { users, leads, empty, median, largest, bins } = spread;
  if (leads === 0) return <p className={classes.none}>Nobody is primary on a lead yet.</p>;
  const numbers = [
    { name: users === 1 ? 'person' : 'people', value: users },
    { name: 'in all books', value: leads, hint: 'A lead with primaries in two roles is in two books.' },
    { name: 'in the median book', value: median },
    { name: 'in the largest', value: largest },
    { name: 'with none', value: empty },
  ];
  return (
    <>
      <ul className={classes.numbers}>
        {numbers.map(({ name, value, hint }) => (
          <li key={name} title={hint}>
            <b>{value.toLocaleString()}</b> {name}
          </li>
        ))}
      </ul>
      <Histogram
        bins={bins}
        label={`How many people have a book of each size: ${countOf(users, 'person', 'people')}, half of them at most ${countOf(median, 'lead')}, the largest book ${countOf(largest, 'lead')}.`}
      />
    </>
  );
}
