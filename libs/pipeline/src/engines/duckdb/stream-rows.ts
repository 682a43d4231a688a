import { SqlExecutionError } from '@tickerlake/athena-sql';
import type { ClosedSession } from './closed-engine/open-closed-engine.ts';
import type { TypedRows } from '../../ports/result-rows.ts';
import { RefusedSql } from './closed-engine/refused-sql.ts';
import { instantColumns } from './instant-columns.ts';
import { toResultValue } from './result-value.ts';

/**
 * Runs a query and gives its rows as the engine finds them, in pages of at most 2,048; the first page comes even without rows.
 *
 * @throws {RefusedSql} when it is not a single SELECT, or calls a function that is not allowed; {SqlExecutionError} with DuckDB's message when the SQL is wrong; the reason of the session's signal when it is aborted.
 * @example
 * for await (const { columns, rows } of streamRows(session, 'select * from bars')) console.log(rows.length);
 */
export async function* streamRows(
  { connection, check, signal }: ClosedSession,
  text: string,
): AsyncGenerator<TypedRows> {
  const tree = await check(text);
  try {
    signal?.throwIfAborted();
    const result = await connection.stream(text);
    const columns = Array.from({ length: result.columnCount }, (_, index) => ({
      name: result.columnName(index),
      type: String(result.columnType(index)),
    }));
    const isInstant = instantColumns(
      tree,
      columns.map((column) => column.name),
    );
    let isFirst = true;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) break;
      const values = columns.map((_, index) => chunk.getColumnValues(index));
      const rows = Array.from({ length: chunk.rowCount }, (_, row) =>
        values.map((column, index) => toResultValue(column[row] ?? null, isInstant[index] ?? false)),
      );
      isFirst = false;
      yield { columns, rows };
    }
    // An interrupted result may end like a complete one.
    signal?.throwIfAborted();
    if (isFirst) yield { columns, rows: [] };
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof RefusedSql) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SqlExecutionError(`DuckDB could not run a statement: ${reason}`, {
      engine: 'duckdb',
      sql: text,
      transient: false,
      cause,
    });
  }
}
