import { type Column, engineType } from '@tickerlake/record-schema';
import type { GlueColumnInput } from './table-input.ts';

/** Glue's limit on a column's comment, in characters. */
const maxComment = 255;

/**
 * Columns for Glue, with their unit and meaning as comment.
 *
 * @example
 * toGlueColumns(barsTable.columns)[0]; // { Name: 'ticker', Type: 'string', Comment: "the vendor's ticker, case-sensitive" }
 */
export function toGlueColumns(columns: readonly Column[]): GlueColumnInput[] {
  return columns.map((column) => ({
    Name: column.name,
    Type: engineType(column, 'glue'),
    Comment: `${column.meaning}${column.unit === null ? '' : ` (${column.unit})`}`.slice(0, maxComment),
  }));
}
