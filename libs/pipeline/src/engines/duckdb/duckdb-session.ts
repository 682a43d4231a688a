import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { DuckDbDialect } from '@tickerlake/athena-sql';
import { Kysely } from 'kysely';
import { interruptOnAbort } from './interrupt-on-abort.ts';

/** A connection to an engine: temporary tables are its own. */
export interface DuckDbSession<Database> {
  readonly db: Kysely<Database>;
  /** The connection itself, to read results in DuckDB's own types; one statement at a time. */
  readonly connection: DuckDBConnection;
  /** What interrupts its statements; undefined when nothing does. */
  readonly signal: AbortSignal | undefined;
  /** Stops the running statement. */
  interrupt(): void;
  close(): Promise<void>;
}

/** An in-memory DuckDB: data lives in files, the engine holds only what it works on. */
export interface DuckDbEngine {
  connect<Database>(): Promise<DuckDbSession<Database>>;
  close(): void;
}

/** Where an engine spills, how much memory it may take, and what stops it. */
export interface DuckDbOptions {
  readonly tempDirectory: string;
  /** As DuckDB writes it; default `1GB`. */
  readonly memoryLimit?: string;
  /** Aborting interrupts the running statement of every connection and refuses the next ones with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Starts an in-memory DuckDB that spills to `tempDirectory` beyond its memory limit.
 *
 * @example
 * const engine = await startDuckDb({ tempDirectory: '.tickerlake/simulated/scratch' });
 */
export async function startDuckDb(options: DuckDbOptions): Promise<DuckDbEngine> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memoryLimit ?? '1GB',
    temp_directory: options.tempDirectory,
    preserve_insertion_order: 'false',
  });
  return {
    connect: async () => toSession(await instance.connect(), options.signal),
    close: () => instance.closeSync(),
  };
}

/**
 * An engine with one connection, closed together.
 *
 * @example
 * const session = await openDuckDb<StageTables>({ tempDirectory: '.tickerlake/simulated/scratch' });
 */
export async function openDuckDb<Database>(options: DuckDbOptions): Promise<DuckDbSession<Database>> {
  const engine = await startDuckDb(options);
  const session = await engine.connect<Database>();
  return {
    ...session,
    async close() {
      await session.close();
      engine.close();
    },
  };
}

function toSession<Database>(connection: DuckDBConnection, signal: AbortSignal | undefined): DuckDbSession<Database> {
  const stopping = signal === undefined ? null : interruptOnAbort(connection, signal);
  const stream = async (text: string) => {
    signal?.throwIfAborted();
    return connection.stream(text);
  };
  const db = new Kysely<Database>({
    dialect: new DuckDbDialect({ connection: { stream, interrupt: () => connection.interrupt() } }),
  });
  return {
    db,
    connection,
    signal,
    interrupt: () => connection.interrupt(),
    async close() {
      stopping?.end();
      await db.destroy();
      connection.closeSync();
    },
  };
}
