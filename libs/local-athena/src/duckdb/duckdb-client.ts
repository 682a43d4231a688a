/** The part of `@duckdb/node-api`'s connection that is needed; the library itself is never imported here. */
export interface DuckDbReadConnection {
  stream(sql: string): Promise<DuckDbReadResult>;
  interrupt(): void;
}

/** A result, one chunk of at most 2,048 rows at a time. */
export interface DuckDbReadResult {
  fetchChunk(): Promise<{ readonly rowCount: number; getColumnValues(index: number): readonly unknown[] } | null>;
}

/** A connection for the time of one statement. */
export interface DuckDbLease {
  /** It runs what only reads, and throws EngineFailure for anything else. */
  readonly connection: DuckDbReadConnection;
  release(): void;
}
