import type { GlueColumnAnswer, GlueTableAnswer } from './glue-api.ts';
import { toViewColumns } from './view-columns.ts';

/** A column in Glue. */
export interface GlueColumn {
  readonly name: string;
  /** In Hive's words: `bigint`, `array<string>`, `struct<a:int>`; of a view that Trino made in Trino's. */
  readonly type: string;
  readonly comment: string | null;
  /** False only where the catalogue promises a value: required Iceberg columns, projected partition keys. */
  readonly isNullable: boolean;
}

/** A table in Glue. */
export interface GlueTable {
  readonly database: string;
  readonly name: string;
  readonly kind: 'hive' | 'iceberg' | 'view';
  readonly description: string | null;
  /** In order, without partition keys. */
  readonly columns: readonly GlueColumn[];
  readonly partitionKeys: readonly GlueColumn[];
  readonly location: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  /** For compare and swap; null when Glue gives none. */
  readonly versionId: string | null;
}

/**
 * Glue's answer as a table. Columns that Iceberg keeps only for older snapshots (`iceberg.field.current` = false) are left out.
 *
 * @example
 * const table = toGlueTable({ Name: 'bars', DatabaseName: 'lake', StorageDescriptor: { Columns: [] } });
 */
export function toGlueTable(answer: GlueTableAnswer): GlueTable {
  const parameters = answer.Parameters ?? {};
  const isProjected = parameters['projection.enabled']?.toLowerCase() === 'true';
  return {
    database: answer.DatabaseName ?? '',
    name: answer.Name ?? '',
    kind: kindOf(answer),
    description: answer.Description ?? null,
    columns: (toViewColumns(answer) ?? answer.StorageDescriptor?.Columns ?? [])
      .filter(isCurrent)
      .map((column) => toColumn(column, column.Parameters?.['iceberg.field.optional'] !== 'false')),
    partitionKeys: (answer.PartitionKeys ?? []).map((column) => toColumn(column, !isProjected)),
    location: answer.StorageDescriptor?.Location ?? null,
    parameters,
    versionId: answer.VersionId ?? null,
  };
}

function kindOf(answer: GlueTableAnswer): GlueTable['kind'] {
  if (answer.TableType === 'VIRTUAL_VIEW') return 'view';
  return answer.Parameters?.['table_type']?.toLowerCase() === 'iceberg' ? 'iceberg' : 'hive';
}

function isCurrent(column: GlueColumnAnswer): boolean {
  return column.Parameters?.['iceberg.field.current'] !== 'false';
}

function toColumn(answer: GlueColumnAnswer, isNullable: boolean): GlueColumn {
  return { name: answer.Name ?? '', type: answer.Type ?? '', comment: answer.Comment || null, isNullable };
}
