import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { ColumnOf, RowTicks } from './columns.ts';
import { TableHead } from './TableHead.tsx';
import { TableRow } from './TableRow.tsx';
import { useNarrow } from './use-narrow.ts';
import { useRowKeys } from './use-row-keys.ts';
import classes from './VirtualTable.module.css';

const rowHeight = 38;
const rowsAhead = 60;

interface VirtualTableProps<Row> {
  /** What it holds, for screen readers. */
  label: string;
  columns: readonly ColumnOf<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
  onOpen?: ((row: Row) => void) | undefined;
  /** A `-` before the column's `sort` means the other way round. */
  sort?: string | undefined;
  onSort?: ((sort: string) => void) | undefined;
  ticks?: RowTicks<Row> | undefined;
  /** Called when the rows loaded so far come to their end. */
  onNearEnd?: (() => void) | undefined;
  /** Of all rows, loaded or not; undefined where nobody knows. */
  total?: number | undefined;
  /** Stands there when there are no rows. */
  empty?: ReactNode;
  /** True while other rows than those shown are on their way. */
  isStale?: boolean;
}

/** Any number of rows, of which only those in sight are drawn. It fills the height that it is given. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, rows, keyOf, onOpen, ticks, total, empty, isStale = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useNarrow();
  const columns = useMemo(
    () => props.columns.filter(({ isMinor }) => !(isNarrow && isMinor)),
    [props.columns, isNarrow],
  );
  const template = [...(ticks ? ['40px'] : []), ...columns.map(({ width }) => width)].join(' ');
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useNearEnd(last, rows.length, props.onNearEnd);
  const keys = useRowKeys({ count: rows.length, scrollTo: virtual.scrollToIndex, scroller });
  return (
    <div className={classes.scroller} ref={scroller} data-stale={isStale}>
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={(total ?? rows.length) + 1}
        aria-multiselectable={ticks !== undefined}
        className={classes.grid}
      >
        <TableHead {...props} columns={columns} template={template} />
        <div className={classes.body} style={{ height: virtual.getTotalSize() }} role="rowgroup">
          {items.map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <TableRow
                key={keyOf(row)}
                row={row}
                index={index}
                start={start}
                template={template}
                columns={columns}
                ticks={ticks}
                isActive={keys.active === index}
                onOpen={onOpen}
                onKeyDown={keys.onKeyDown}
              />
            );
          })}
        </div>
      </div>
      {rows.length === 0 && empty}
    </div>
  );
}

function useNearEnd(last: number, count: number, onNearEnd: (() => void) | undefined): void {
  useEffect(() => {
    if (count > 0 && last > count - rowsAhead) onNearEnd?.();
  }, [last, count, onNearEnd]);
}
