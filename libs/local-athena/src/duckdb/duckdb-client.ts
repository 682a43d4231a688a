/** A type as DuckDB's client describes it; which of the parts are there depends on the kind. */
export interface DuckDbColumnType {
  /** `BIGINT`, `DECIMAL(10,2)`, `TIMESTAMP WITH TIME ZONE`. */
  toString(): string;
  /** What a list or array holds, or a map's values. */
  readonly valueType?: DuckDbColumnType;
  readonly keyType?: DuckDbColumnType;
  /** A struct's fields. */
  readonly entryNames?: readonly string[];
  readonly entryTypes?: readonly DuckDbColumnType[];
}

/** The part of `@duckdb/node-api`'s connection that is needed; the library itself is never imported here. */
export interface DuckDbReadConnection {
  stream(sql: string): Promise<DuckDbReadResult>;
  interrupt(): void;
}

/** A result, one chunk of at most 2,048 rows at a time. */
export interface DuckDbReadResult {
  readonly columnCount: number;
  columnName(index: number): string;
  columnType(index: number): DuckDbColumnType;
  fetchChunk(): Promise<{ readonly rowCount: number; getColumnValues(index: number): readonly unknown[] } | null>;
}

/** A connection for the time of one statement. */
export interface DuckDbLease {
  readonly connection: DuckDbReadConnection;
  /** Whether a text is one statement that only reads. */
  isOneRead(sql: string): Promise<boolean>;
  release(): void;
}
