/** Columns keep this many spaces between them. */
const gap = '  ';

/**
 * The widths that rows of cells need.
 *
 * @example
 * columnWidths([['ticker', 'bars'], ['AAPL', '147']]); // [6, 4]
 */
export function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)));
  return widths;
}

/**
 * One row, its cells padded to the widths; a longer cell shifts what follows it. Line breaks in a cell become spaces.
 *
 * @example
 * tableLine(['AAPL', '147'], [6, 4]); // 'AAPL    147'
 */
export function tableLine(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, index) => cell.replace(/\s*\n\s*/g, ' ').padEnd(widths[index] ?? 0))
    .join(gap)
    .trimEnd();
}
