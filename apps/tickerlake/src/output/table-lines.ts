/** Columns keep this many spaces between them. */
const gap = '  ';

/** The layout of a column. */
export interface ColumnLayout {
  readonly width: number;
  /** Characters from the decimal point on, 0 for whole numbers; null for text, which is aligned at the left. */
  readonly fraction: number | null;
}

/**
 * The layouts of the columns of a table. Numbers are aligned at the decimal point.
 *
 * @param names of the columns.
 * @param isNumber of each column, whether its cells are numbers.
 * @example
 * columnLayouts(['ticker', 'high'], [['AAPL', '14.25']], [false, true]); // [{ width: 6, fraction: null }, { width: 5, fraction: 3 }]
 */
export function columnLayouts(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  isNumber: readonly boolean[],
): ColumnLayout[] {
  return names.map((name, index) => {
    const cells = rows.map((row) => row[index] ?? '');
    const fraction = isNumber[index] === true ? most(cells.map(fractionOf)) : null;
    return { width: Math.max(name.length, most(cells.map((cell) => padded(cell, fraction).length))), fraction };
  });
}

/**
 * One row, its cells padded to the layouts; a longer cell shifts what follows it. Line breaks in a cell become spaces.
 *
 * @example
 * tableLine(['AAPL', '147'], [{ width: 6, fraction: null }, { width: 4, fraction: 0 }]); // 'AAPL     147'
 */
export function tableLine(cells: readonly string[], layouts: readonly ColumnLayout[]): string {
  return cells
    .map((cell, index) => {
      const { width, fraction } = layouts[index] ?? { width: 0, fraction: null };
      const text = cell.replace(/\s*\n\s*/g, ' ');
      return fraction === null ? text.padEnd(width) : padded(text, fraction).padStart(width);
    })
    .join(gap)
    .trimEnd();
}

const most = (lengths: readonly number[]): number => lengths.reduce((longest, length) => Math.max(longest, length), 0);

const fractionOf = (cell: string): number => /^-?\d+(\.\d+)$/.exec(cell)?.[1]?.length ?? 0;

/** Headings, NULL and NaN have no decimal point: they are aligned at the right end of the column. */
const padded = (cell: string, fraction: number | null): string =>
  fraction === null || !/^-?\d+(\.\d+)?$/.test(cell)
    ? cell
    : cell + ' '.repeat(Math.max(0, fraction - fractionOf(cell)));
