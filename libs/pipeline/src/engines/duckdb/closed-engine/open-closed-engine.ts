import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type DuckDbConnection, DuckDbDialect, duckDbPrelude, toFilePattern } from '@tickerlake/athena-sql';
import { Kysely } from 'kysely';
import type { ExportColumn } from '../../../ports/result-rows.ts';
import { interruptOnAbort } from '../interrupt-on-abort.ts';
import { instantColumns } from '../instant-columns.ts';
import { guardStatements } from './guard-statements.ts';

/** One connection to a closed engine: one statement at a time, each checked before it runs. */
export interface ClosedSession {
  /** For statements as Kysely runs them. */
  readonly db: Kysely<unknown>;
  /** For readers of results in DuckDB's own types. */
  readonly connection: Pick<DuckDBConnection, 'stream' | 'interrupt'>;
  /** Checks a statement as before a run, and returns its parse tree in DuckDB's JSON. Rejects with RefusedSql. */
  check(text: string): Promise<string>;
  /** The columns of a SELECT, checked like any other; no two have the same name. Its rows become the view `exported`. */
  columnsOf(text: string): Promise<readonly ExportColumn[]>;
  /** Runs a COPY statement of this program, from the view `exported` to one of the engine's `outputs`, and returns how many rows it wrote. */
  copy(statement: string): Promise<number>;
  /** What interrupts its statements; undefined when nothing does. */
  readonly signal: AbortSignal | undefined;
  close(): Promise<void>;
}

/** An engine that only reads, and only what it was opened for. */
export interface ClosedEngine {
  connect(): Promise<ClosedSession>;
  close(): void;
}

/** What a closed engine is opened for. */
export interface ClosedEngineOptions {
  /** The only files that it can open, by their exact paths. */
  readonly files: readonly string[];
  /** Makes views, tables and macros on these files. It runs before the engine closes, and what it makes must not be temporary. */
  readonly setUp: (db: Kysely<unknown>) => Promise<void>;
  /** The only files that it can write, none by default; rows are then written in their order. */
  readonly outputs?: readonly string[];
  /** A folder that the engine makes for what is larger than its memory, and removes when it closes; without one such a query fails. */
  readonly scratch?: string;
  /** In DuckDB's syntax, `1GB` by default. */
  readonly memoryLimit?: string;
  /** Aborting interrupts the running statement of every connection and refuses the next ones with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * The engine for all SQL written outside this program: queries, rules, dashboards. It opens only the named files, takes no settings and no extensions, and runs nothing but SELECT with the functions
 * of `allowed-functions.ts`. Only `copy` makes a file, and only one that was named.
 *
 * @throws what `setUp` throws; the engine's error when a file is missing.
 * @example
 * const engine = await openClosedEngine({ files: ['/store/bars.parquet'], setUp: (db) => makeViews(db) });
 */
export async function openClosedEngine({
  files,
  outputs = [],
  setUp,
  scratch = '',
  memoryLimit = '1GB',
  signal,
}: ClosedEngineOptions): Promise<ClosedEngine> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memoryLimit,
    temp_directory: scratch,
    preserve_insertion_order: String(outputs.length > 0),
    // Each thread holds rows that wait for their turn in the file, some 130 MB of wide ones: more than fits goes to the disk and back.
    ...(outputs.length > 0 && { threads: '2' }),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const owner = await instance.connect();
    for (const statement of duckDbPrelude) await owner.run(statement.replace(/^SET /, 'SET GLOBAL '));
    // DuckDB compares with the path as it is written in a statement, where it is a pattern.
    const paths = [...new Set([...files.flatMap((file) => [file, toFilePattern(file)]), ...outputs])].map(
      (file) => `'${file.replaceAll("'", "''")}'`,
    );
    await owner.run(`SET allowed_paths = [${paths.join(', ')}]`);
    await owner.run('SET enable_external_access = false');
    await owner.run('SET lock_configuration = true');
    const db = new Kysely<unknown>({ dialect: new DuckDbDialect({ connection: owner, prelude: [] }) });
    await setUp(db);
    await db.destroy();
    const guard = guardStatements(owner);
    return {
      async connect() {
        const connection = await instance.connect();
        const stopping = signal === undefined ? null : interruptOnAbort(connection, signal);
        const guarded: ClosedSession['connection'] & DuckDbConnection = {
          async stream(sql) {
            signal?.throwIfAborted();
            await guard(sql);
            return connection.stream(sql);
          },
          interrupt: () => connection.interrupt(),
        };
        const session = new Kysely<unknown>({ dialect: new DuckDbDialect({ connection: guarded, prelude: [] }) });
        return {
          db: session,
          connection: guarded,
          check: guard,
          signal,
          async columnsOf(text) {
            signal?.throwIfAborted();
            const tree = await guard(text);
            await connection.run(`create or replace temp view exported as\n${text}`).catch((cause: unknown) => {
              throw withoutOwnLine(cause);
            });
            const described = await connection.runAndReadAll('describe exported');
            const columns = described.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
            const isInstant = instantColumns(
              tree,
              columns.map(({ name }) => name),
            );
            return columns.map((column, at) => ({ ...column, isInstant: isInstant[at] ?? false }));
          },
          async copy(statement) {
            signal?.throwIfAborted();
            const copied = await connection.runAndReadAll(statement);
            return Number(copied.getRows()[0]?.[0]);
          },
          async close() {
            stopping?.end();
            await session.destroy();
            connection.closeSync();
          },
        };
      },
      close() {
        owner.closeSync();
        instance.closeSync();
      },
    };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/** The engine's error, with its line numbers counted from the user's statement, which follows a line of this program. */
function withoutOwnLine(cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  // The mark below points at a column: the line keeps its place.
  const message = cause.message.replace(/^LINE (\d+):/m, (text, line) =>
    `LINE ${Number(line) - 1}:`.padEnd(text.length),
  );
  return new Error(message, { cause });
}
