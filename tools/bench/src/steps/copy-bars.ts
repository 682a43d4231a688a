import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { engineType, landedBarsTable } from '@tickerlake/record-schema';
import { plainFolder } from './land-bars.ts';

/**
 * The baseline: one plain `COPY` of every landed bar, from one line of JSON each, into one Parquet file, without sorting, checks or
 * roll-up. The same engine, compression and column types as the pipeline's.
 *
 * @returns the rows copied.
 * @example
 * const rows = await copyBars('/data/bench');
 */
export async function copyBars(store: string): Promise<number> {
  const columns = landedBarsTable.columns.map((column) => `"${column.name}": '${engineType(column, 'duckdb')}'`);
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB', preserve_insertion_order: 'false' });
  const connection = await instance.connect();
  const result = await connection.run(
    `COPY (SELECT * FROM read_json('${join(store, plainFolder, '*.gz')}', format = 'newline_delimited', columns = {${columns.join(', ')}}, hive_partitioning = false))
     TO '${join(store, 'copy.parquet')}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  return Number((await result.getRows())[0]?.[0] ?? 0);
}
