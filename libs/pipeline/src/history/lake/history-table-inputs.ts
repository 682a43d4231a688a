import { type GlueTableInput, jsonTableInput } from '@tickerlake/athena-sql';
import { historyFolder } from '../../storage/objects/lake-layout.ts';
import { reconciledTables } from '../../ports/table-registry.ts';
import { historyTables } from './history-tables.ts';

/**
 * The Glue definition of the history's tables and of those of comparisons: files of JSON lines, without partitions.
 *
 * @param location the lake's folder.
 * @example
 * historyTableInputs('s3://lake/tickerlake/').map(({ Name }) => Name); // ['runs', 'corrections', 'quality_history', 'reconciliation', 'bar_differences']
 */
export const historyTableInputs = (location: string): GlueTableInput[] =>
  [...historyTables.map(({ table }) => table), ...reconciledTables].map((table) =>
    jsonTableInput({ table, location: `${location}${historyFolder}${table.name}/` }),
  );
