import { CompiledQuery } from 'kysely';
import type { TypedRows } from '../../../ports/result-rows.ts';
import type { ClosedSession } from './open-closed-engine.ts';

const rowsAPage = 2_000;

/**
 * The rows of a SELECT in pages, each with the names and DuckDB types of the columns; at least one page.
 *
 * @throws {SqlExecutionError} with DuckDB's message.
 * @example
 * for await (const { columns, rows } of readRows(session, 'select 1 as one')) draw(rows);
 */
export async function* readRows({ db }: ClosedSession, sql: string): AsyncGenerator<TypedRows, void, undefined> {
  const { rows: described } = await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(`DESCRIBE ${sql}`));
  const columns = described.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
  let rows: unknown[][] = [];
  for await (const chunk of db.getExecutor().stream<Record<string, unknown>>(CompiledQuery.raw(sql), rowsAPage)) {
    rows.push(...chunk.rows.map((row) => columns.map(({ name }) => row[name])));
    if (rows.length < rowsAPage) continue;
    yield { columns, rows };
    rows = [];
  }
  yield { columns, rows };
}
