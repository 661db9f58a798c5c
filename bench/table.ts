export interface Row {
  what: string;
  measured: string;
  floor: string;
  ratio: number;
  /** What it should be, such as `>= 2.0`. */
  wanted: string;
}

/** One table for all of them, as it goes into a note. */
export function printTable(rows: readonly Row[]): void {
  const cells = [
    ['what', 'measured', 'floor', 'ratio', 'wanted'],
    ...rows.map((row) => [row.what, row.measured, row.floor, row.ratio.toFixed(2), row.wanted]),
  ];
  const widths =
    cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
  for (const line of cells) {
    process.stdout.write(`| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`);
  }
}

export function perSecond(rate: number): string {
  return `${Math.round(rate)}/s`;
}

export function ms(duration: number): string {
  return `${duration.toFixed(duration < 10 ? 2 : 0)} ms`;
}
