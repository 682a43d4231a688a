/** The part of `@duckdb/node-api`'s connection that the dialect needs; the library itself is never imported here. */
export interface DuckDbConnection {
  stream(sql: string): Promise<DuckDbResult>;
  interrupt(): void;
}

/** The part of a DuckDB result that is read: column by column, one chunk of at most 2,048 rows at a time. */
export interface DuckDbResult {
  readonly columnCount: number;
  columnName(index: number): string;
  fetchChunk(): Promise<DuckDbChunk | null>;
}

/** A chunk of rows. */
export interface DuckDbChunk {
  readonly rowCount: number;
  getColumnValues(index: number): readonly unknown[];
}
