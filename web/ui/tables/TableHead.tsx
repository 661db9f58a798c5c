import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ColumnOf, RowTicks } from './columns.ts';
import classes from './VirtualTable.module.css';

interface TableHeadProps<Row> {
  columns: readonly ColumnOf<Row>[];
  template: string;
  sort?: string | undefined;
  onSort?: ((sort: string) => void) | undefined;
  ticks?: RowTicks<Row> | undefined;
}

export function TableHead<Row>({ columns, template, sort, onSort, ticks }: TableHeadProps<Row>) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow} style={{ gridTemplateColumns: template }}>
        {ticks && (
          <div role="columnheader" className={classes.cell}>
            <input
              type="checkbox"
              className={classes.tick}
              aria-label={ticks.allLabel}
              checked={ticks.all === true}
              ref={(box) => {
                if (box) box.indeterminate = ticks.all === 'some';
              }}
              onChange={ticks.toggleAll}
            />
          </div>
        )}
        {columns.map((column) => (
          <Heading key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  );
}

interface HeadingProps<Row> extends Pick<TableHeadProps<Row>, 'sort' | 'onSort'> {
  column: ColumnOf<Row>;
}

function Heading<Row>({ column, sort, onSort }: HeadingProps<Row>) {
  const { header, align } = column;
  const canSort = column.sort !== undefined && onSort !== undefined;
  const way = wayOf(column.sort, sort);
  return (
    <div
      role="columnheader"
      className={classes.cell}
      data-align={align}
      aria-sort={canSort ? way : undefined}
    >
      {canSort ? (
        <button
          type="button"
          className={classes.sorter}
          onClick={() => onSort(way === 'ascending' ? `-${column.sort}` : (column.sort ?? ''))}
        >
          {header}
          {way === 'ascending' && <IconArrowUp size={13} aria-hidden />}
          {way === 'descending' && <IconArrowDown size={13} aria-hidden />}
        </button>
      ) : (
        header
      )}
    </div>
  );
}

function wayOf(column: string | undefined, sort: string | undefined): 'ascending' | 'descending' | 'none' {
  if (column === undefined || sort === undefined) return 'none';
  if (sort === column) return 'ascending';
  return sort === `-${column}` ? 'descending' : 'none';
}
