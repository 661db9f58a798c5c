import { IconArrowsMove, IconChevronRight } from '@tabler/icons-react';
import { type CSSProperties, memo } from 'react';
import { fillPath, paths } from '../../../address/paths.ts';
import { PersonName } from '../../../people/PersonName.tsx';
import { RowLink } from '../../../ui/tables/RowLink.tsx';
import classes from './ChartTree.module.css';
import type { ChartPerson, ChartRow } from './chart-tree-rules.ts';

/** In pixels, as the style has it. */
export const cardHeight = 50;

/** What a card says besides who it is. */
export interface CardMarks {
  /** Whom the person reports to as long as the staged change is not made, or will report to; undefined: no change. */
  staged?: string | undefined;
  isFound: boolean;
  isOnCycle: boolean;
  /** Somebody is held over it. */
  over?: 'good' | 'bad' | undefined;
  /** The person without what is staged. */
  was: ChartPerson | undefined;
}

interface ChartCardProps extends CardMarks {
  row: ChartRow;
  index: number;
  start: number;
  isActive: boolean;
  isEditable: boolean;
}

/** One person in the chart: who they are, how large their team, how large their book. */
export const ChartCard = memo(function ChartCard(props: ChartCardProps) {
  const { row, index, start, isActive, isEditable, staged, isFound, isOnCycle, over } = props;
  const { person, level, isOpen, isGhost } = row;
  const isDraggable = isEditable && !isGhost && person.isActive;
  return (
    <div
      role="row"
      aria-level={level}
      aria-expanded={isOpen}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-rowindex={index + 2}
      data-index={index}
      data-user={isGhost ? undefined : person.userId}
      data-found={isFound}
      data-cycle={isOnCycle}
      data-staged={staged !== undefined}
      data-ghost={isGhost}
      data-over={over}
      tabIndex={isActive ? 0 : -1}
      draggable={isDraggable}
      className={classes.card}
      style={placeOf(start, level)}
    >
      <div role="gridcell" className={classes.who}>
        <span className={classes.toggle} data-open={isOpen} data-toggle={isOpen !== undefined} aria-hidden>
          {isOpen !== undefined && <IconChevronRight size={16} />}
        </span>
        <span className={classes.face} aria-hidden>
          {initialsOf(person.name)}
        </span>
        <span className={classes.names}>
          <span className={classes.name}>
            <RowLink href={fillPath(paths.person, person.userId)}>
              <PersonName person={person} isPlain />
            </RowLink>
          </span>
          <span className={classes.role}>
            {staged !== undefined && (
              <b className={classes.mark}>{isGhost ? `to ${staged}` : `was: ${staged}`}</b>
            )}
            {person.agentRole}
          </span>
        </span>
        {isDraggable && (
          <button
            type="button"
            tabIndex={-1}
            data-move
            className={classes.move}
            aria-label={`Move ${person.name}`}
            title="Move to another manager ( M )"
          >
            <IconArrowsMove size={16} aria-hidden />
          </button>
        )}
      </div>
      <Sizes person={person} was={isGhost ? undefined : props.was} isGhost={isGhost} />
    </div>
  );
});

function placeOf(start: number, level: number): CSSProperties {
  const style = { transform: `translateY(${start}px)`, '--level': level - 1 };
  return style;
}

function Sizes({ person, was, isGhost }: Pick<CardMarks, 'was'> & { person: ChartPerson; isGhost: boolean }) {
  const { teamSize, directReports, book, teamBook } = person;
  const isAlone = teamSize === 0 && (was?.teamSize ?? 0) === 0;
  return (
    <>
      <div role="gridcell" className={classes.size}>
        {isGhost || isAlone ? '–' : <Size now={teamSize} was={was?.teamSize} />}
        {!isGhost && !isAlone && teamSize !== directReports && (
          <small>{directReports.toLocaleString()} direct</small>
        )}
      </div>
      <div role="gridcell" className={classes.size}>
        {isGhost ? '–' : book.toLocaleString()}
      </div>
      <div role="gridcell" className={classes.size} data-minor>
        {isGhost || isAlone ? '–' : <Size now={teamBook} was={was?.teamBook} />}
      </div>
    </>
  );
}

function Size({ now, was = now }: { now: number; was?: number | undefined }) {
  if (now === was) return now.toLocaleString();
  return (
    <span>
      <s>{was.toLocaleString()}</s> <b>{now.toLocaleString()}</b>
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(' ').filter(Boolean);
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '').join('');
}
