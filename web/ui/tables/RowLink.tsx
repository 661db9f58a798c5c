import type { ReactNode } from 'react';
import classes from './VirtualTable.module.css';

/** Where a row leads, to be opened aside or copied; a plain click opens the row. Lighter than a link of the router. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} data-row-link tabIndex={-1} className={classes.link}>
      {children}
    </a>
  );
}
