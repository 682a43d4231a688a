/** A result with its columns. */
export interface TypedRows {
  /** Types are named as by DuckDB, whatever the engine. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** A column of the rows that are written. */
export interface ExportColumn {
  readonly name: string;
  /** In DuckDB's words. */
  readonly type: string;
  /** Whether a TIMESTAMP is known to be UTC. */
  readonly isInstant: boolean;
}

/** A format that DuckDB writes itself. */
export type CopyFormat = 'parquet' | 'csv' | 'ndjson';
