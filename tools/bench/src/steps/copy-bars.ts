import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { LandingReceipt } from '@tickerlake/pipeline';
import { engineType, rawBarsTable } from '@tickerlake/record-schema';
import { receiptsFile } from './land-bars.ts';

/**
 * The baseline: one plain `COPY` of every landed row into one Parquet file, without sorting, checks or roll-up. The
 * same engine, compression and column types as the pipeline's.
 *
 * @returns the rows copied.
 * @example
 * const rows = await copyBars('/data/bench');
 */
export async function copyBars(store: string): Promise<number> {
  const receipts: LandingReceipt[] = JSON.parse(await readFile(join(store, receiptsFile), 'utf8'));
  const files = receipts.flatMap((receipt) => receipt.files).map((file) => `'${join(store, file.path)}'`);
  const columns = rawBarsTable.columns.map((column) => `"${column.name}": '${engineType(column, 'duckdb')}'`);
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB', preserve_insertion_order: 'false' });
  const connection = await instance.connect();
  const result = await connection.run(
    `COPY (SELECT * FROM read_json([${files.join(', ')}], format = 'newline_delimited', columns = {${columns.join(', ')}}, hive_partitioning = false))
     TO '${join(store, 'copy.parquet')}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  return Number((await result.getRows())[0]?.[0] ?? 0);
}
