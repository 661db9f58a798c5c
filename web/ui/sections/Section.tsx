import { type ReactNode, useId } from 'react';
import classes from './Section.module.css';

interface SectionProps {
  title: string;
  /** At the right of the title, quieter. */
  note?: ReactNode;
  isStale?: boolean;
  children: ReactNode;
}

/** A part of a page, with its heading. */
export function Section({ title, note, isStale = false, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.section} data-stale={isStale}>
      <header className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        <div className={classes.note}>{note}</div>
      </header>
      {children}
    </section>
  );
}
