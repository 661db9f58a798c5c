import type { ReactNode } from 'react';

/** A column of a `VirtualTable`. */
export interface ColumnOf<Row> {
  id: string;
  header: string;
  /** A track of CSS grid, such as `90px` or `minmax(160px, 2fr)`. */
  width: string;
  align?: 'end';
  /** What the server sorts by; without it the column does not sort. */
  sort?: string;
  /** True: left out where the window is narrow. */
  isMinor?: boolean;
  cell: (row: Row) => ReactNode;
}

/** Rows can be ticked; `all` is the server's all, not those that happen to be loaded. */
export interface RowTicks<Row> {
  all: boolean | 'some';
  /** Left out: every row. */
  canTick?: (row: Row) => boolean;
  isTicked: (row: Row) => boolean;
  toggle: (row: Row) => void;
  toggleAll: () => void;
  allLabel: string;
}
