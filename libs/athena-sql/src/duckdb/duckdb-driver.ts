import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { SqlExecutionError } from '../sql/errors.ts';
import type { DuckDbChunk, DuckDbConnection, DuckDbResult } from './duckdb-connection.ts';
import { toPlainValue } from './duckdb-value.ts';

/**
 * Statements that every session starts with, so that DuckDB answers as Trino does: UTC, integer division, NULLs last.
 *
 * @example
 * for (const statement of duckDbPrelude) await connection.run(statement);
 */
export const duckDbPrelude = [
  "SET TimeZone = 'UTC'",
  'SET integer_division = true',
  'SET ieee_floating_point_ops = false',
  "SET default_null_order = 'nulls_last'",
] as const;

/**
 * Runs compiled queries on one DuckDB connection, sequentially (a DuckDB connection is not concurrent).
 *
 * @example
 * const driver = new DuckDbDriver(connection);
 */
export class DuckDbDriver implements Driver {
  readonly #connection: DuckDbConnection;
  readonly #prelude: readonly string[];
  #turn: Promise<void> = Promise.resolve();

  constructor(connection: DuckDbConnection, prelude: readonly string[] = duckDbPrelude) {
    this.#connection = connection;
    this.#prelude = prelude;
  }

  async init(): Promise<void> {
    for (const statement of this.#prelude) await drain(await this.#connection.stream(statement));
  }

  async acquireConnection(): Promise<DuckDbDatabaseConnection> {
    const before = this.#turn;
    let release = (): void => {};
    this.#turn = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return new DuckDbDatabaseConnection(this.#connection, release);
  }

  async releaseConnection(connection: DuckDbDatabaseConnection): Promise<void> {
    connection.release();
  }

  async beginTransaction(connection: DuckDbDatabaseConnection): Promise<void> {
    await connection.run('BEGIN TRANSACTION');
  }

  async commitTransaction(connection: DuckDbDatabaseConnection): Promise<void> {
    await connection.run('COMMIT');
  }

  async rollbackTransaction(connection: DuckDbDatabaseConnection): Promise<void> {
    await connection.run('ROLLBACK');
  }

  /** The DuckDB connection was passed in, so closing it is its owner's business. */
  async destroy(): Promise<void> {}
}

class DuckDbDatabaseConnection implements DatabaseConnection {
  readonly #connection: DuckDbConnection;
  readonly release: () => void;

  constructor(connection: DuckDbConnection, release: () => void) {
    this.#connection = connection;
    this.release = release;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const rows: R[] = [];
    let affected: bigint | undefined;
    for await (const page of this.streamQuery<R>(query)) {
      for (const row of page.rows) rows.push(row);
      affected = page.numAffectedRows ?? affected;
    }
    return affected === undefined ? { rows } : { rows, numAffectedRows: affected };
  }

  /** One DuckDB chunk (at most 2,048 rows) at a time, regardless of the requested size: nothing is buffered. */
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    try {
      const result = await this.#connection.stream(query.sql);
      const names = Array.from({ length: result.columnCount }, (_, index) => result.columnName(index));
      for (
        let chunk = await result.fetchChunk();
        chunk !== null && chunk.rowCount > 0;
        chunk = await result.fetchChunk()
      ) {
        if (changesRows(query)) yield { rows: [], numAffectedRows: toCount(chunk) };
        else yield { rows: toRows<R>(chunk, names) };
      }
    } catch (cause) {
      throw toExecutionError(query.sql, cause);
    }
  }

  /** Stops what runs on this connection; Kysely 0.29 calls it. */
  async cancelQuery(): Promise<void> {
    this.#connection.interrupt();
  }

  async run(sql: string): Promise<void> {
    try {
      await drain(await this.#connection.stream(sql));
    } catch (cause) {
      throw toExecutionError(sql, cause);
    }
  }
}

/** DuckDB answers these with one row that holds the number of rows changed, and no result rows: RETURNING is refused. */
function changesRows({ query }: CompiledQuery): boolean {
  return (
    query.kind === 'InsertQueryNode' ||
    query.kind === 'UpdateQueryNode' ||
    query.kind === 'DeleteQueryNode' ||
    query.kind === 'MergeQueryNode'
  );
}

function toCount(chunk: DuckDbChunk): bigint {
  const count = toPlainValue(chunk.getColumnValues(0)[0]);
  return typeof count === 'bigint' ? count : 0n;
}

function toRows<R>(chunk: DuckDbChunk, names: readonly string[]): R[] {
  const columns = names.map((_, index) => chunk.getColumnValues(index));
  return Array.from({ length: chunk.rowCount }, (_, row) => {
    const entries = names.map((name, index) => [name, toPlainValue(columns[index]?.[row])]);
    return Object.fromEntries(entries) as R;
  });
}

async function drain(result: DuckDbResult): Promise<void> {
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0;) chunk = await result.fetchChunk();
}

function toExecutionError(sql: string, cause: unknown): SqlExecutionError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SqlExecutionError(`DuckDB could not run a statement: ${reason}`, {
    engine: 'duckdb',
    sql,
    transient: false,
    cause,
  });
}
