/** A column as stored in Glue: `string`, `double`, `array<int>`. */
export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
  readonly comment: string | null;
}

/** A table or view of the catalogue. */
export interface CatalogTable {
  readonly name: string;
  /** `EXTERNAL_TABLE`, or `VIRTUAL_VIEW` for a view. */
  readonly type: string;
  readonly columns: readonly CatalogColumn[];
  readonly partitionKeys: readonly CatalogColumn[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly createdAt: Date | null;
}

/** A database of the catalogue. */
export interface CatalogDatabase {
  readonly name: string;
  readonly description: string | null;
}

/** The port to the only catalogue, `AwsDataCatalog`. Names are in lower case, lists sorted by name. */
export interface MetadataCatalog {
  databases(): Promise<readonly CatalogDatabase[]>;
  /** Null when the database does not exist. */
  tables(database: string): Promise<readonly CatalogTable[] | null>;
  /** Null when the table does not exist. */
  table(database: string, table: string): Promise<CatalogTable | null>;
}

/**
 * The format of a table, Hive or Iceberg; null when it does not exist.
 *
 * @example
 * await formatOf(catalog, 'lake', 'bars'); // 'iceberg'
 */
export async function formatOf(
  catalog: MetadataCatalog,
  database: string,
  table: string,
): Promise<'hive' | 'iceberg' | null> {
  const found = await catalog.table(database, table);
  if (found === null) return null;
  return found.parameters['table_type']?.toUpperCase() === 'ICEBERG' ? 'iceberg' : 'hive';
}
