import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import { quoteIdentifier, SqlExecutionError } from '@tickerlake/athena-sql';
import type { PreparedRows } from '../../ports/published.ts';
import type { ExportColumn, TypedRows } from '../../ports/result-rows.ts';
import { copyStatement } from './copy-statement.ts';
import { interruptOnAbort } from './interrupt-on-abort.ts';
import { toResultValue } from './result-value.ts';

/** Rows of another engine, and where they are put. */
export interface RowsToSpool {
  /** Types as DuckDB names them, timestamps as `Date`s. */
  readonly pages: AsyncIterable<TypedRows>;
  /** Which columns hold UTC instants, by their names. */
  readonly instantsOf: (names: readonly string[]) => Promise<readonly boolean[]>;
  /** A scratch file goes next to this path. */
  readonly nextTo: string;
  /** In DuckDB's syntax. */
  readonly memoryLimit: string;
  readonly signal?: AbortSignal;
}

/** How a column is stored until it is written: as a type that needs no conversion here, and is cast to its own when it is read. */
interface SpooledColumn extends ExportColumn {
  readonly stored: DuckDBType;
  readonly expression: (column: string) => string;
  readonly convert: (value: unknown) => DuckDBValue;
}

/** What one chunk of DuckDB's holds. */
const rowsAChunk = 2_048;

/**
 * Copies rows of another engine into a DuckDB on disk, so that they are written to files by the same code as those of this machine, and
 * memory does not grow with their number.
 *
 * @throws what `pages` throws; {SqlExecutionError} when the disk is full.
 * @example
 * const { rows, close } = await spoolRows({ pages, instantsOf, nextTo: '/data/hours.csv', memoryLimit: '320MB' });
 */
export async function spoolRows({
  pages,
  instantsOf,
  nextTo,
  memoryLimit,
  signal,
}: RowsToSpool): Promise<{ readonly rows: PreparedRows; close(): Promise<void> }> {
  const folder = await mkdtemp(`${nextTo}.rows-`);
  const removeFolder = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const instance = await DuckDBInstance.create(join(folder, 'rows.duckdb'), {
      memory_limit: memoryLimit,
      temp_directory: folder,
    });
    const connection = await instance.connect();
    const stopping = signal === undefined ? null : interruptOnAbort(connection, signal);
    const close = async (): Promise<void> => {
      stopping?.end();
      connection.closeSync();
      instance.closeSync();
      await removeFolder();
    };
    try {
      await connection.run("SET TimeZone = 'UTC'");
      const columns = await store(connection, pages, instantsOf);
      signal?.throwIfAborted();
      return { rows: toPrepared(connection, columns, signal), close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

async function store(
  connection: DuckDBConnection,
  pages: AsyncIterable<TypedRows>,
  instantsOf: RowsToSpool['instantsOf'],
): Promise<readonly SpooledColumn[]> {
  let open: { readonly columns: readonly SpooledColumn[]; write(rows: TypedRows['rows']): void; end(): void } | null =
    null;
  for await (const page of pages) {
    open ??= await makeTable(connection, page.columns, instantsOf);
    open.write(page.rows);
  }
  open?.end();
  return open?.columns ?? [];
}

async function makeTable(
  connection: DuckDBConnection,
  given: TypedRows['columns'],
  instantsOf: RowsToSpool['instantsOf'],
) {
  const names = uniqueNames(given.map(({ name }) => name));
  const isInstant = await instantsOf(given.map(({ name }) => name));
  const columns = given.map(({ type }, at) => spooled(names[at] ?? '', type, isInstant[at] ?? false));
  const stored = columns.map((column, at) => `c${at} ${column.stored}`);
  await connection.run(`create table spooled (${stored.join(', ')})`);
  const list = columns.map(({ name, expression }, at) => `${expression(`c${at}`)} as ${quoteIdentifier(name)}`);
  await connection.run(`create view exported as select ${list.join(', ')} from spooled`);
  const appender = await connection.createAppender('spooled');
  const types = columns.map((column) => column.stored);
  return {
    columns,
    write(rows: TypedRows['rows']): void {
      for (let at = 0; at < rows.length; at += rowsAChunk) {
        const chunk = DuckDBDataChunk.create(types);
        chunk.setRows(
          rows
            .slice(at, at + rowsAChunk)
            .map((row) => columns.map(({ convert }, index) => (row[index] == null ? null : convert(row[index])))),
        );
        appender.appendDataChunk(chunk);
      }
    },
    end(): void {
      appender.closeSync();
    },
  };
}

function spooled(name: string, type: string, isInstant: boolean): SpooledColumn {
  const as = (
    storedType: DuckDBType,
    convert: SpooledColumn['convert'],
    expression: SpooledColumn['expression'] = (column) => `cast(${column} as ${type})`,
  ): SpooledColumn => ({ name, type, isInstant, stored: storedType, convert, expression });
  if (type === 'BOOLEAN') return as(BOOLEAN, (value) => value === true);
  if (/^(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type)) return as(BIGINT, (value) => BigInt(String(value)));
  if (type === 'DOUBLE' || type === 'FLOAT') return as(DOUBLE, Number);
  if (type.startsWith('TIMESTAMP'))
    return as(
      BIGINT,
      (value) => BigInt(value instanceof Date ? value.getTime() : Date.parse(String(value))),
      (column) =>
        type === 'TIMESTAMP'
          ? `make_timestamp(${column} * 1000)`
          : `make_timestamp(${column} * 1000) at time zone 'UTC'`,
    );
  return as(VARCHAR, toText);
}

/** Types that are text here: bytes are hexadecimal, as in other results; lists and maps are JSON, in it numbers that JSON rounds as text. */
function toText(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value !== 'object' || value === null) return String(value);
  return JSON.stringify(value, (_, inner: unknown) => {
    if (inner instanceof Uint8Array) return toText(inner);
    if (inner instanceof Map) return Object.fromEntries(inner);
    if (typeof inner !== 'bigint') return inner;
    return Number.isSafeInteger(Number(inner)) ? Number(inner) : String(inner);
  });
}

/** As DuckDB names columns of one name in a view: `a`, `a_1`. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let nth = 1; taken.has(unique.toLowerCase()); nth += 1) unique = `${name}_${nth}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

function toPrepared(
  connection: DuckDBConnection,
  columns: readonly SpooledColumn[],
  signal: AbortSignal | undefined,
): PreparedRows {
  const failing = (what: string) => (cause: unknown) => {
    signal?.throwIfAborted();
    throw new SqlExecutionError(`DuckDB could not ${what}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      engine: 'duckdb',
      sql: '',
      transient: false,
      cause,
    });
  };
  async function* stream(list: string, isInstant: readonly boolean[]): AsyncGenerator<TypedRows> {
    const result = await connection.stream(`select ${list} from exported`).catch(failing('read the rows'));
    const shown = Array.from({ length: result.columnCount }, (_, at) => ({
      name: result.columnName(at),
      type: String(result.columnType(at)),
    }));
    for (let isFirst = true; ; isFirst = false) {
      const chunk = await result.fetchChunk();
      const count = chunk?.rowCount ?? 0;
      signal?.throwIfAborted();
      if (chunk === null || count === 0) {
        if (isFirst) yield { columns: shown, rows: [] };
        return;
      }
      const values = shown.map((_, at) => chunk.getColumnValues(at));
      yield {
        columns: shown,
        rows: Array.from({ length: count }, (_, row) =>
          values.map((column, at) => toResultValue(column[row] ?? null, isInstant[at] ?? false)),
        ),
      };
    }
  }
  return {
    columns: columns.map(({ name, type, isInstant }) => ({ name, type, isInstant })),
    rows: () =>
      stream(
        '*',
        columns.map(({ isInstant }) => isInstant),
      ),
    select: (expressions) => stream(expressions, []),
    async copyTo(format, file) {
      const copied = await connection
        .runAndReadAll(copyStatement(columns, format, file))
        .catch(failing(`write ${file}`));
      return Number(copied.getRows()[0]?.[0]);
    },
  };
}
