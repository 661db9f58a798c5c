import { IconArrowRight } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { RequestRowPage } from '../../src/client/client.ts';
import { type Side, tellSide, wordAs, wordSide } from '../../src/contract/rules/move-rules.ts';
import { PersonName } from '../people/PersonName.tsx';
import classes from './RowPeople.module.css';
import type { Named } from './row-rules.ts';

type Row = RequestRowPage['items'][number];
type Person = NonNullable<Row['receiver']>;

const mostUsers = 3;

/** Somebody known as a link, somebody unknown as the row named them. */
export function NamedPerson({ named }: { named: Named }) {
  return 'person' in named ? <PersonName person={named.person} /> : named.text;
}

/** Who stood or led before the row, and who does after it; on a lead also in which role and standing. */
export function RowWay({ row }: { row: Row }) {
  const before = tellSide(row, 'before');
  const after = tellSide(row, 'after');
  const words = [before, after]
    .map((side) => wordSide(side, ({ name }) => name))
    .filter((text) => text !== '');
  return (
    <span title={words.join(' → ')} className={classes.way}>
      {before && after && (
        <span className={classes.side}>
          <SideOf side={before} />
        </span>
      )}
      <span className={classes.side}>
        {before && after && <IconArrowRight size={13} aria-label="to" className={classes.arrow} />}
        {after ? <SideOf side={after} /> : '–'}
      </span>
    </span>
  );
}

function SideOf({ side }: { side: Side<Person> }) {
  if ('text' in side) return side.text;
  const more = side.users.length - mostUsers;
  return (
    <>
      {side.users.slice(0, mostUsers).map(({ user, place }, at) => (
        <Fragment key={user.userId}>
          {at > 0 && '; '}
          <PersonName person={user} />
          <span className={classes.place}>{wordAs(place)}</span>
        </Fragment>
      ))}
      {more > 0 && ` and ${more.toLocaleString()} more`}
    </>
  );
}
