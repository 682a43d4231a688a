import { DuckDBInstance } from '@duckdb/node-api';
import { instantColumns } from './instant-columns.ts';

/**
 * Which columns of a statement's result hold UTC instants, as `instantColumns` finds them, for a statement that runs on another engine.
 * DuckDB only parses it; what it cannot parse is not known to have any.
 *
 * @example
 * const [isInstant] = await instantsOfText('select max(bar_start) as newest from bars', ['newest']);
 */
export async function instantsOfText(text: string, names: readonly string[]): Promise<readonly boolean[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(
      `select json_serialize_sql('${text.replaceAll("'", "''")}')::varchar`,
    );
    return instantColumns(String(reader.getRows()[0]?.[0]), names);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
