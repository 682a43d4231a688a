import { EngineFailure } from '../engine/engine-failure.ts';
import type { EnginePage, EngineStatement, QueryEngine } from '../engine/query-engine.ts';
import { parseStatement } from '../sql/parse-statement.ts';
import type { RelationColumn, ServedTables } from '../translate/scope.ts';
import { translateQuery } from '../translate/translate-query.ts';
import { typeText } from '../translate/trino-type.ts';
import type { DuckDbLease, DuckDbReadConnection, DuckDbReadResult } from './duckdb-client.ts';
import { toDuckDbFailure } from './duckdb-failure.ts';
import { readServedTables } from './served-tables.ts';
import { toEngineValue } from './to-engine-value.ts';

/** The dependencies of the engine. */
export interface DuckDbEngineOptions {
  /** A connection for one statement; rejects with the reason when none is available. */
  readonly lease: () => Promise<DuckDbLease>;
  /** The database name for the tables of DuckDB's main schema. */
  readonly database: string;
  /** The tables to show; default all of the main schema. */
  readonly tables?: ReadonlySet<string>;
}

/**
 * DuckDB as a read-only engine: SELECT, and EXPLAIN (TYPE VALIDATE) of a SELECT. A query is translated so that it
 * returns Athena's result or is refused. Bytes are not counted: reading local files costs nothing.
 *
 * @example
 * const engine = createDuckDbEngine({ database: 'tickerlake', lease: async () => ({ connection, release: () => undefined }) });
 */
export function createDuckDbEngine({ lease, database, tables }: DuckDbEngineOptions): QueryEngine {
  const known = new WeakMap<DuckDbReadConnection, ServedTables>();
  const tablesOf = async (connection: DuckDbReadConnection): Promise<ServedTables> => {
    const served = known.get(connection) ?? (await readServedTables(connection, database, tables));
    known.set(connection, served);
    return served;
  };
  return {
    async *run(asked) {
      const { sql, isValidation } = toReadable(asked);
      const { connection, release } = await lease();
      let timer: NodeJS.Timeout | undefined;
      const interrupt = (): void => {
        connection.interrupt();
        timer = setInterval(() => connection.interrupt(), interruptEveryMs);
      };
      try {
        asked.signal.throwIfAborted();
        asked.signal.addEventListener('abort', interrupt);
        const query = translateQuery(sql, asked.database, await tablesOf(connection));
        asked.signal.throwIfAborted();
        if (isValidation) yield { ...emptyPage, columns: [{ name: 'Valid', type: 'boolean' }], rows: [[true]] };
        else yield* readPages(await connection.stream(query.sql), query.columns, asked.signal);
      } catch (cause) {
        asked.signal.throwIfAborted();
        throw cause instanceof EngineFailure ? cause : toDuckDbFailure(cause);
      } finally {
        asked.signal.removeEventListener('abort', interrupt);
        clearInterval(timer);
        release();
      }
    },
  };
}

/**
 * DuckDB ignores an interrupt that arrives before the statement runs, so it is repeated until the statement has ended.
 */
const interruptEveryMs = 20;

const emptyPage: EnginePage = {
  columns: null,
  rows: [],
  updateCount: null,
  isQueued: false,
  statistics: { bytesScanned: 0, rowsScanned: 0, planningMs: 0 },
};

/** The query to run or to validate. */
function toReadable({ statement }: EngineStatement): { readonly sql: string; readonly isValidation: boolean } {
  if (statement.kind === 'query') return { sql: statement.sql, isValidation: false };
  if (statement.kind === 'show-create' || statement.kind === 'show-partitions')
    throw refused(
      'SHOW CREATE and SHOW PARTITIONS describe tables in S3, and these are local: use DESCRIBE for the columns',
    );
  if (statement.kind !== 'explain')
    throw refused('This endpoint is read-only: it serves published tables, one SELECT at a time');
  const validated = /^\s*explain\s*\(\s*type\s+validate\s*\)([^]*)$/i.exec(statement.sql)?.[1];
  const inner = validated === undefined ? null : parseStatement(validated);
  if (inner?.kind !== 'query')
    throw refused(
      "EXPLAIN shows a plan of Athena's engine, which does not run here: only EXPLAIN (TYPE VALIDATE) of a SELECT is supported",
    );
  return { sql: inner.sql, isValidation: true };
}

const refused = (reason: string): EngineFailure => new EngineFailure('NOT_SUPPORTED', 'USER_ERROR', reason);

async function* readPages(
  result: DuckDbReadResult,
  columns: readonly RelationColumn[],
  signal: AbortSignal,
): AsyncGenerator<EnginePage, void, undefined> {
  const page = {
    ...emptyPage,
    columns: columns.map(({ name, type }, index) => ({ name: name ?? `_col${index}`, type: typeText(type) })),
  };
  yield page;
  for (;;) {
    const chunk = await result.fetchChunk();
    // After each chunk: an interrupted result may end like a complete one.
    signal.throwIfAborted();
    if (chunk === null || chunk.rowCount === 0) return;
    const values = columns.map((_, index) => chunk.getColumnValues(index));
    const rows = Array.from({ length: chunk.rowCount }, (_, row) =>
      columns.map(({ type }, index) => toEngineValue(values[index]?.[row], type)),
    );
    yield { ...page, rows };
  }
}
