import { quoteIdentifier } from '../sql/identifier.ts';

/** Hidden partitioning of an Iceberg table: a filter on the column itself prunes. */
export interface PartitionTransform {
  readonly column: string;
  /** Groups the rows of one year, month, day or hour; `identity`: of one value. */
  readonly by: 'identity' | 'year' | 'month' | 'day' | 'hour';
}

/**
 * The transform as both engines write it: `month(trading_date)`, or the column's name alone.
 *
 * @throws {SqlCompileError} unless the column is lower_snake.
 * @example
 * toTransform({ column: 'trading_date', by: 'month' }); // 'month(trading_date)'
 */
export function toTransform({ column, by }: PartitionTransform): string {
  const name = quoteIdentifier(column).slice(1, -1);
  return by === 'identity' ? name : `${by}(${name})`;
}
