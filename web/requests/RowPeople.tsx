import { IconArrowRight } from '@tabler/icons-react';
import type { RequestRowPage } from '../../src/client/client.ts';
import { PersonName } from '../people/PersonName.tsx';
import classes from './RowPeople.module.css';
import { type Named, nameManagerBefore, nameReceiverOf } from './row-rules.ts';

type Row = RequestRowPage['items'][number];

/** Somebody known as a link, somebody unknown as the row named them. */
export function NamedPerson({ named }: { named: Named }) {
  return 'person' in named ? <PersonName person={named.person} /> : named.text;
}

/** To whom a row goes, and of a reporting line from whom. */
export function RowWay({ row }: { row: Row }) {
  const before = nameManagerBefore(row);
  const after = nameReceiverOf(row);
  return (
    <>
      {before && after && (
        <>
          <NamedPerson named={before} />
          <IconArrowRight size={13} aria-label="to" className={classes.arrow} />
        </>
      )}
      {after ? <NamedPerson named={after} /> : '–'}
    </>
  );
}
