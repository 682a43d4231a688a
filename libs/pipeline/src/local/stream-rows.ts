import { SqlExecutionError } from '@tickerlake/athena-sql';
import { sql } from 'kysely';
import type { DuckDbSession } from './duckdb-session.ts';
import { instantColumns } from './instant-columns.ts';
import type { TypedRows } from './published-reader.ts';
import { toResultValue } from './result-value.ts';

/**
 * Runs a query and gives its rows as the engine finds them, in pages of at most 2,048; the first page comes even without rows.
 *
 * @throws {SqlExecutionError} with DuckDB's own words when the SQL is wrong; the reason of the session's signal when it is aborted.
 * @example
 * for await (const { columns, rows } of streamRows(session, 'select * from bars')) console.log(rows.length);
 */
export async function* streamRows({ db, connection, signal }: DuckDbSession<unknown>, text: string): AsyncGenerator<TypedRows> {
  const { rows: [parsed] } = await sql<{ tree: string }>`select json_serialize_sql(${text}) as tree`.execute(db);
  try {
    signal?.throwIfAborted();
    const result = await connection.stream(text);
    const columns = Array.from({ length: result.columnCount }, (_, index) => ({ name: result.columnName(index), type: String(result.columnType(index)) }));
    const isInstant = instantColumns(parsed?.tree ?? '', columns.map((column) => column.name));
    let isFirst = true;
    for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      const values = columns.map((_, index) => chunk?.getColumnValues(index) ?? []);
      const rows = Array.from({ length: chunk.rowCount }, (_, row) => values.map((column, index) => toResultValue(column[row] ?? null, isInstant[index] ?? false)));
      isFirst = false;
      yield { columns, rows };
    }
    if (isFirst) yield { columns, rows: [] };
  } catch (cause) {
    signal?.throwIfAborted();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SqlExecutionError(`DuckDB could not run a statement: ${reason}`, { engine: 'duckdb', sql: text, transient: false, cause });
  }
}
