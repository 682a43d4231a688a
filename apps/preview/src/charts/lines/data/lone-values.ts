/** Lines with at most this many values get a dot for each. */
const fewValues = 30;

/**
 * The positions that a line needs a dot at: values without a neighbour, which no line reaches, and all of a line with few values, whose
 * ends could be a pixel apart. `undefined` is passed over, as in `Columns`.
 *
 * @example
 * loneValues([1, null, 2, 3, null]); // [0, 2, 3]: all of few
 */
export function loneValues(column: readonly (number | null | undefined)[]): number[] {
  const filled = column.flatMap((value, index) => (typeof value === 'number' ? [index] : []));
  if (filled.length <= fewValues) return filled;
  const isBreak = (index: number, step: 1 | -1): boolean => {
    let at = index + step;
    while (at >= 0 && at < column.length && column[at] === undefined) at += step;
    return typeof column[at] !== 'number';
  };
  return filled.filter((index) => isBreak(index, -1) && isBreak(index, 1));
}
