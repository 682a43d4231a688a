import { EngineFailure } from '../engine/engine-failure.ts';
import type { EnginePage, EngineStatement, QueryEngine } from '../engine/query-engine.ts';
import { tokenize } from '../sql/tokenize.ts';
import type { DuckDbLease, DuckDbReadResult } from './duckdb-client.ts';
import { toDuckDbFailure } from './duckdb-failure.ts';
import { toEngineValue } from './to-engine-value.ts';
import { toTrinoTypeOf } from './to-trino-type.ts';

/** What the engine works with. */
export interface DuckDbEngineOptions {
  /** A connection for one statement; it rejects, saying why, when there is none. */
  readonly lease: () => Promise<DuckDbLease>;
}

/**
 * DuckDB as an engine that only reads: SELECT and its plan. Names may have `AwsDataCatalog` before them. Bytes are not counted: reading
 * a laptop's own files costs nothing.
 *
 * @example
 * const engine = createDuckDbEngine({ lease: async () => ({ connection, isOneRead, release: () => undefined }) });
 */
export function createDuckDbEngine({ lease }: DuckDbEngineOptions): QueryEngine {
  return {
    async *run(asked) {
      const sql = toReadable(asked);
      const { connection, isOneRead, release } = await lease();
      let timer: NodeJS.Timeout | undefined;
      const interrupt = (): void => {
        connection.interrupt();
        timer = setInterval(() => connection.interrupt(), interruptEveryMs);
      };
      try {
        asked.signal.throwIfAborted();
        asked.signal.addEventListener('abort', interrupt);
        if (!(await isOneRead(sql.replace(/^\s*explain\b/i, '')))) throw readsOnly();
        yield* readPages(await connection.stream(sql), asked.signal);
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

/** DuckDB forgets an interrupt that comes before the statement runs: it is repeated until the statement has ended. */
const interruptEveryMs = 20;

const readsOnly = (): EngineFailure =>
  new EngineFailure('NOT_SUPPORTED', 'USER_ERROR', 'This endpoint only reads: it serves published tables, one SELECT at a time');

function toReadable({ statement }: EngineStatement): string {
  const isPlan = statement.kind === 'explain' && !/^\s*explain\s*(analyze|\()/i.test(statement.sql);
  if (statement.kind !== 'query' && !isPlan) throw readsOnly();
  return withoutCatalog(statement.sql);
}

/** DuckDB has no catalogue of that name: the database alone is enough. */
function withoutCatalog(sql: string): string {
  const tokens = tokenize(sql);
  const isCatalog = (index: number): boolean => /^"?awsdatacatalog"?$/i.test(tokens[index]?.text ?? '') && tokens[index + 1]?.text === '.';
  const cuts = tokens.flatMap((token, index) => (isCatalog(index) ? [{ start: token.start, end: tokens[index + 1]?.end ?? token.end }] : []));
  const kept = cuts.map(({ start }, index) => sql.slice(cuts[index - 1]?.end ?? 0, start));
  return `${kept.join('')}${sql.slice(cuts.at(-1)?.end ?? 0)}`;
}

async function* readPages(result: DuckDbReadResult, signal: AbortSignal): AsyncGenerator<EnginePage, void, undefined> {
  const indexes = Array.from({ length: result.columnCount }, (_, index) => index);
  const columns = indexes.map((index) => ({ name: result.columnName(index), type: toTrinoTypeOf(result.columnType(index)) }));
  const zoned = columns.map(({ type }) => type.endsWith('with time zone'));
  const page = { columns, updateCount: null, isQueued: false, statistics: { bytesScanned: 0, rowsScanned: 0, planningMs: 0 } };
  yield { ...page, rows: [] };
  for (;;) {
    signal.throwIfAborted();
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    const values = indexes.map((index) => chunk.getColumnValues(index));
    const rows = Array.from({ length: chunk.rowCount }, (_, row) => indexes.map((index) => toEngineValue(values[index]?.[row], zoned[index])));
    yield { ...page, rows };
  }
}
