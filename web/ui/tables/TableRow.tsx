import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import type { ColumnOf, RowTicks } from './columns.ts';
import classes from './VirtualTable.module.css';

interface TableRowProps<Row> {
  row: Row;
  index: number;
  start: number;
  template: string;
  columns: readonly ColumnOf<Row>[];
  ticks?: RowTicks<Row> | undefined;
  isActive: boolean;
  onOpen?: ((row: Row) => void) | undefined;
  onKeyDown: (event: KeyboardEvent, index: number) => void;
}

/** Drawn again only when it changed: a table that scrolls draws the rows that come into sight. */
export const TableRow: typeof DrawnRow = memoize(DrawnRow);

function DrawnRow<Row>(props: TableRowProps<Row>) {
  const { row, index, start, template, columns, ticks, isActive, onOpen } = props;
  const canTick = ticks !== undefined && (ticks.canTick?.(row) ?? true);
  const isTicked = canTick ? ticks.isTicked(row) : undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') onOpen?.(row);
    if (event.key === ' ' && canTick) {
      event.preventDefault();
      ticks.toggle(row);
    }
    props.onKeyDown(event, index);
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isTicked}
      data-index={index}
      data-opens={onOpen !== undefined}
      tabIndex={isActive ? 0 : -1}
      className={classes.row}
      style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
      onKeyDown={onKeyDown}
      onClick={(event) => leadsElsewhere(event) || onOpen?.(row)}
    >
      {ticks && (
        <div role="gridcell" className={classes.cell}>
          {canTick && (
            <input
              type="checkbox"
              className={classes.tick}
              tabIndex={-1}
              aria-label={`Select row ${index + 1}`}
              checked={isTicked ?? false}
              onChange={() => ticks.toggle(row)}
            />
          )}
        </div>
      )}
      {columns.map(({ id, align, cell }) => (
        <div key={id} role="gridcell" className={classes.cell} data-align={align}>
          {cell(row)}
        </div>
      ))}
    </div>
  );
}

/** Boxes do what they do, a link opened aside opens aside, and whoever marks text to copy it opens nothing. */
function leadsElsewhere(event: MouseEvent): boolean {
  const control = event.target instanceof Element ? event.target.closest('a, button, input, label') : null;
  const isAside = event.ctrlKey || event.metaKey || event.shiftKey;
  if (control?.hasAttribute('data-row-link') && !isAside) {
    event.preventDefault();
    return false;
  }
  return control !== null || getSelection()?.isCollapsed === false;
}

/** `memo` forgets that a component is generic. */
function memoize<Component>(component: Component): Component;
function memoize(component: (props: object) => React.ReactNode) {
  return memo(component);
}
