/** Which columns a table shows: all but those left out, and of the minor ones in a narrow window those asked for. */

export interface ColumnChoice {
  /** Left out, however wide the window is. */
  without?: readonly string[] | undefined;
  /** Minor, and asked for in a narrow window, too. */
  also?: readonly string[] | undefined;
}

interface Column {
  id: string;
  isMinor?: boolean;
}

/** The ids that are left out. */
export function listLeftOut(
  columns: readonly Column[],
  { without = [], also = [] }: ColumnChoice,
  isNarrow: boolean,
): string[] {
  return columns
    .filter(({ id, isMinor }) => without.includes(id) || (isNarrow && isMinor && !also.includes(id)))
    .map(({ id }) => id);
}

/** The choice by which exactly these are left out. What a narrow window leaves out of itself stays in a wide one. */
export function leaveOut(
  columns: readonly Column[],
  { without = [], also = [] }: ColumnChoice,
  { isNarrow, leftOut }: { isNarrow: boolean; leftOut: readonly string[] },
): { without: string[]; also: string[] } {
  const ids = (those: (column: Column) => boolean) => columns.filter(those).map(({ id }) => id);
  if (!isNarrow) return { without: [...leftOut], also: [...also] };
  return {
    without: ids(({ id, isMinor }) => leftOut.includes(id) && (!isMinor || without.includes(id))),
    also: ids(({ id, isMinor = false }) => isMinor && !leftOut.includes(id)),
  };
}
