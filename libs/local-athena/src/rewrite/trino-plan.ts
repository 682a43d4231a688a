import type { TableName } from '../sql/table-name.ts';

/** The statements that Trino runs in place of one of Athena's, in order. */
export interface TrinoPlan {
  readonly steps: readonly string[];
  readonly session: Readonly<Record<string, string>>;
  /** Whether partitions, one row of values each, are shown as `dt=2026-11-20/hour=7`. */
  readonly showsPartitions?: boolean;
}

/** The context of a rewrite. */
export interface RewriteContext {
  readonly database: string;
  readonly queryId: string;
  readonly outputLocation: string | null;
  readonly enforcesOutputLocation: boolean;
  /** Null when the table does not exist. */
  formatOf(table: TableName): Promise<'hive' | 'iceberg' | null>;
  /** Properties that Athena keeps and Trino lacks, by table. */
  readonly settings: TableSettings;
}

/** The settings of VACUUM: Trino takes them with each VACUUM, Athena stores them with the table. */
export type TableSettings = Map<string, { readonly maxSnapshotAgeSeconds: number }>;

/** Athena's default of `vacuum_max_snapshot_age_seconds`: 5 days. */
export const defaultSnapshotAgeSeconds = 432_000;
