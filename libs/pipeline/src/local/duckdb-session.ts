import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { DuckDbDialect } from '@tickerlake/athena-sql';
import { Kysely } from 'kysely';

/** A connection to an engine: temporary tables are its own. */
export interface DuckDbSession<Database> {
  readonly db: Kysely<Database>;
  /** Stops the running statement. */
  interrupt(): void;
  close(): Promise<void>;
}

/** An in-memory DuckDB: data lives in files, the engine holds only what it works on. */
export interface DuckDbEngine {
  connect<Database>(): Promise<DuckDbSession<Database>>;
  close(): void;
}

/**
 * Starts an in-memory DuckDB that spills to `tempDirectory` beyond its memory limit.
 *
 * @example
 * const engine = await startDuckDb({ tempDirectory: '.tickerlake/simulated/scratch' });
 */
export async function startDuckDb(options: { readonly tempDirectory: string; readonly memoryLimit?: string }): Promise<DuckDbEngine> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memoryLimit ?? '1GB',
    temp_directory: options.tempDirectory,
    preserve_insertion_order: 'false',
  });
  return {
    connect: async () => toSession(await instance.connect()),
    close: () => instance.closeSync(),
  };
}

/**
 * An engine with one connection, closed together.
 *
 * @example
 * const session = await openDuckDb<StageTables>({ tempDirectory: '.tickerlake/simulated/scratch' });
 */
export async function openDuckDb<Database>(options: { readonly tempDirectory: string; readonly memoryLimit?: string }): Promise<DuckDbSession<Database>> {
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

function toSession<Database>(connection: DuckDBConnection): DuckDbSession<Database> {
  const db = new Kysely<Database>({ dialect: new DuckDbDialect({ connection }) });
  return {
    db,
    interrupt: () => connection.interrupt(),
    async close() {
      await db.destroy();
      connection.closeSync();
    },
  };
}
