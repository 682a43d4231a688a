/** The required subset of `@duckdb/node-api`'s connection; the library itself is never imported here. */
export interface DuckDbReadConnection {
  stream(sql: string): Promise<DuckDbReadResult>;
  interrupt(): void;
}

/** A result, one chunk of at most 2,048 rows at a time. */
export interface DuckDbReadResult {
  fetchChunk(): Promise<{ readonly rowCount: number; getColumnValues(index: number): readonly unknown[] } | null>;
}

/** A connection for one statement. */
export interface DuckDbLease {
  /** Runs read-only statements and throws EngineFailure for anything else. */
  readonly connection: DuckDbReadConnection;
  release(): void;
}
