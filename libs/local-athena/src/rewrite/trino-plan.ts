import type { TableName } from '../sql/table-name.ts';

/** What Trino is given in place of one of Athena's statements, in this order. */
export interface TrinoPlan {
  readonly steps: readonly string[];
  readonly session: Readonly<Record<string, string>>;
  /** Partitions come as a row of values each and are shown as `dt=2026-11-20/hour=7`. */
  readonly showsPartitions?: boolean;
}

/** What a rewrite has to know beside the statement. */
export interface RewriteContext {
  readonly database: string;
  readonly queryId: string;
  readonly outputLocation: string | null;
  readonly enforcesOutputLocation: boolean;
  /** Null when there is no such table. */
  formatOf(table: TableName): Promise<'hive' | 'iceberg' | null>;
  /** Properties that Athena keeps and Trino lacks, by table. */
  readonly settings: TableSettings;
}

/** What VACUUM goes by: Trino is told at each VACUUM, Athena remembers it with the table. */
export type TableSettings = Map<string, { readonly maxSnapshotAgeSeconds: number }>;

/** Athena's default of `vacuum_max_snapshot_age_seconds`: 5 days. */
export const defaultSnapshotAgeSeconds = 432_000;
