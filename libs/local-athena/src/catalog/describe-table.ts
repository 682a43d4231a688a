import type { CatalogTable } from './metadata-catalog.ts';

/**
 * A table as the Athena API describes it; times are in seconds since 1970.
 *
 * @example
 * describeTable(table).Columns; // [{ Name: 'ticker', Type: 'string' }]
 */
export function describeTable({ name, type, columns, partitionKeys, parameters, createdAt }: CatalogTable) {
  const toColumn = (column: CatalogTable['columns'][number]) => ({
    Name: column.name,
    Type: column.type,
    ...(column.comment !== null && { Comment: column.comment }),
  });
  return {
    Name: name,
    TableType: type,
    ...(createdAt !== null && { CreateTime: createdAt.getTime() / 1_000 }),
    Columns: columns.map(toColumn),
    PartitionKeys: partitionKeys.map(toColumn),
    Parameters: parameters,
  };
}
