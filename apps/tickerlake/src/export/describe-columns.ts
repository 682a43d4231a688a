import type { ExportColumn } from '@tickerlake/pipeline/local';
import { type Column, tables } from '@tickerlake/record-schema';

/** A column in the schema file. */
export interface DescribedColumn {
  readonly name: string;
  /** In the words of DuckDB; a timestamp that is known to be UTC has a zone. */
  readonly type: string;
  readonly unit: string | null;
  readonly meaning: string | null;
}

/**
 * The columns of exported rows with their units and meanings. Those of a query have them where all tables that it names and that have a
 * column of that name say the same of it.
 *
 * @param from the exported table, or the query.
 * @example
 * describeColumns({ table: 'bars' }, [{ name: 'close', type: 'DOUBLE', isInstant: false }])[0]?.unit; // 'price'
 */
export function describeColumns(
  from: { readonly table: string } | { readonly sql: string },
  columns: readonly ExportColumn[],
): DescribedColumn[] {
  const words = new Set('table' in from ? [from.table] : (from.sql.toLowerCase().match(/\w+/g) ?? []));
  const known = tables.filter(({ name }) => words.has(name));
  return columns.map(({ name, type, isInstant }) => {
    const found = known.flatMap((one): readonly Column[] => one.columns).filter((column) => column.name === name);
    const [first] = found;
    const agreed = <Key extends 'unit' | 'meaning'>(key: Key): Column[Key] | null =>
      first !== undefined && found.every((column) => column[key] === first[key]) ? first[key] : null;
    return {
      name,
      type: isInstant && type === 'TIMESTAMP' ? 'TIMESTAMP WITH TIME ZONE' : type,
      unit: agreed('unit'),
      meaning: agreed('meaning'),
    };
  });
}
