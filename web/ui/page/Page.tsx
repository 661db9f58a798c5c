import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './Page.module.css';

interface PageProps {
  title: string;
  /** Beside the title, quieter: a count, a state. */
  note?: ReactNode;
  /** At the right of the title. */
  actions?: ReactNode;
  /** True: as high as the window, so that a table inside scrolls and the page does not. */
  isFull?: boolean;
  children: ReactNode;
}

/** What every page is made of: a title, what can be done, and its content. */
export function Page({ title, note, actions, isFull = false, children }: PageProps) {
  useDocumentTitle(`${title} · Baton`);
  return (
    <div className={classes.page} data-full={isFull}>
      <header className={classes.header}>
        <h1 className={classes.title}>{title}</h1>
        <div className={classes.note}>{note}</div>
        <div className={classes.actions}>{actions}</div>
      </header>
      {children}
    </div>
  );
}
