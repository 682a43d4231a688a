import { SqlCompileError } from '../sql/errors.ts';
import { quoteIdentifier } from '../sql/identifier.ts';
import { type TableName, toQueryName } from './table-name.ts';
import { pickColumns, type TypedColumn } from './typed-column.ts';

/** The rows that an Iceberg table must have within bounds. */
export interface RowMerge {
  readonly target: TableName;
  readonly columns: readonly TypedColumn[];
  /** Unique in the wanted rows, and never NULL. */
  readonly key: readonly string[];
  /** A row is rewritten when one of these differs. */
  readonly compared: readonly string[];
  /** The relation of the wanted rows, and each column of it under the alias `b`. */
  readonly wanted: { readonly relation: string; readonly select: (column: TypedColumn) => string };
  /** The bounds of both wanted and present rows, for an alias; null for the whole table. */
  readonly bounds: (alias: string) => string | null;
}

/**
 * One MERGE that makes the table's rows equal to the wanted ones: the wanted rows, and existing rows that are not wanted,
 * marked `gone` (neither Athena nor Trino has WHEN NOT MATCHED BY SOURCE). Rows without a difference are not written.
 *
 * @throws {SqlCompileError} without a key, or for a name that is not a column.
 * @example
 * const sql = mergeRows({ target, columns, key: ['ticker'], compared: ['close'], wanted: { relation: '"mkt"."stage_7"', select: (column) => toCast(column, 'iceberg') }, bounds: () => null });
 */
export function mergeRows({ target, columns, key, compared, wanted, bounds }: RowMerge): string {
  if (key.length === 0) throw new SqlCompileError('A MERGE needs key columns that identify each row.');
  pickColumns(columns, [...key, ...compared]);
  const table = toQueryName(target);
  const names = columns.map((column) => quoteIdentifier(column.name));
  const settable = names.filter((name) => !key.some((one) => quoteIdentifier(one) === name));
  const sameKey = (a: string, b: string): string[] =>
    key.map((name) => `${a}.${quoteIdentifier(name)} = ${b}.${quoteIdentifier(name)}`);
  const boundsOf = (alias: string): string[] => [bounds(alias)].filter((text) => text !== null);
  const where = (conditions: readonly string[]): string =>
    conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
  const isWanted = `exists (select 1 from ${wanted.relation} as x${where([...sameKey('x', 'p'), ...boundsOf('x')])})`;
  const isDifferent = compared
    .map((name) => `t.${quoteIdentifier(name)} is distinct from s.${quoteIdentifier(name)}`)
    .join(' or ');
  return [
    `merge into ${table} as t using (`,
    `select ${columns.map(wanted.select).join(', ')}, false as "gone" from ${wanted.relation} as b${where(boundsOf('b'))}`,
    ` union all select ${names.map((name) => `p.${name}`).join(', ')}, true as "gone" from ${table} as p${where([...boundsOf('p'), `not ${isWanted}`])}`,
    `) as s on ${[...sameKey('t', 's'), ...boundsOf('t')].join(' and ')}`,
    ' when matched and s."gone" then delete',
    ...(isDifferent === ''
      ? []
      : [
          ` when matched and (${isDifferent}) then update set ${settable.map((name) => `${name} = s.${name}`).join(', ')}`,
        ]),
    ` when not matched and not s."gone" then insert (${names.join(', ')}) values (${names.map((name) => `s.${name}`).join(', ')})`,
  ].join('');
}
