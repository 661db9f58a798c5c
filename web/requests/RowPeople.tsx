import { IconArrowRight } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { RequestRowPage } from '../../src/client/client.ts';
import { type Side, tellSide, wordAs, wordSide } from '../../src/contract/rules/move-rules.ts';
import { PersonName } from '../people/PersonName.tsx';
import classes from './RowPeople.module.css';
import { listFactLines, type Named, wordFactLine } from './row-rules.ts';

type Row = RequestRowPage['items'][number];
type Person = NonNullable<Row['receiver']>;

const mostUsers = 3;
const mostLines = 2;

/** Somebody known as a link, somebody unknown as the row named them. */
export function NamedPerson({ named }: { named: Named }) {
  if ('person' in named) return <PersonName person={named.person} />;
  const { text, email } = named;
  if (email === undefined) return text;
  return (
    <span title={`${text}, ${email}`} className={classes.way}>
      <span className={classes.line}>{text}</span>
      <span className={`${classes.line} ${classes.place}`}>{email}</span>
    </span>
  );
}

/** What of somebody the row changes, or who stood or led before it and who does after it. */
export function RowWay({ row }: { row: Row }) {
  const lines = listFactLines(row);
  return lines ? <FactLines lines={lines} /> : <PeopleWay row={row} />;
}

/** One below the other, as many as a row has room for. */
function FactLines({ lines }: { lines: NonNullable<ReturnType<typeof listFactLines>> }) {
  const shown = lines.length > mostLines ? lines.slice(0, mostLines - 1) : lines;
  const more = lines.length - shown.length;
  return (
    <span title={lines.map(wordFactLine).join('\n')} className={classes.way}>
      {shown.map(({ name, before, after }) => (
        <span key={name} className={classes.fact}>
          <span className={classes.place}>{name}</span>
          {before !== undefined && <span className={classes.value}>{before}</span>}
          {before !== undefined && <Arrow />}
          <span className={classes.value}>{after}</span>
        </span>
      ))}
      {more > 0 && <span className={classes.line}>and {more} more</span>}
    </span>
  );
}

function Arrow() {
  return <IconArrowRight size={13} aria-label="to" className={classes.arrow} />;
}

/** On a lead also in which role and standing. */
function PeopleWay({ row }: { row: Row }) {
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
        {before && after && <Arrow />}
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
