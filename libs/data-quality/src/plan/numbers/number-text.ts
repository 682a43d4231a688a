/**
 * A measured number with a decimal point, as AWS's messages have it.
 *
 * @example
 * decimalText(4); // '4.0'
 */
export const decimalText = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);

/**
 * A count with its noun, in English.
 *
 * @example
 * countText(1_200, 'row'); // '1,200 rows'
 */
export const countText = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;

/**
 * The sentence for a value outside its bounds; it starts as AWS's does, so that people find it.
 *
 * @example
 * missText(6); // 'Value: 6.0 does not meet the constraint requirement!'
 */
export const missText = (value: number): string =>
  `Value: ${decimalText(value)} does not meet the constraint requirement!`;

/** Said of a rule on a table without rows. */
export const emptyTableText = 'The table is empty.';
/** Said of a rule whose filter leaves no row. */
export const noRowText = 'No rows matched the filter.';

/**
 * A number as people read it: six digits, without needless zeros.
 *
 * @example
 * readable(0.1 + 0.2); // '0.3'
 */
export const readable = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
