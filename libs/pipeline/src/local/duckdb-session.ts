import { DuckDBInstance } from '@duckdb/node-api';
import { DuckDbDialect } from '@tickerlake/athena-sql';
import { Kysely } from 'kysely';

/** An in-memory DuckDB with its connection: data lives in files, the engine holds only what it works on. */
export interface DuckDbSession<Database> {
  readonly db: Kysely<Database>;
  /** Stops the running statement. */
  interrupt(): void;
  close(): Promise<void>;
}

/**
 * Opens an in-memory DuckDB that spills to `tempDirectory` beyond its memory limit.
 *
 * @example
 * const session = await openDuckDb<StageTables>({ tempDirectory: '.tickerlake/simulated/scratch' });
 */
export async function openDuckDb<Database>(options: { readonly tempDirectory: string; readonly memoryLimit?: string }): Promise<DuckDbSession<Database>> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memoryLimit ?? '1GB',
    temp_directory: options.tempDirectory,
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  const db = new Kysely<Database>({ dialect: new DuckDbDialect({ connection }) });
  return {
    db,
    interrupt: () => connection.interrupt(),
    async close() {
      await db.destroy();
      connection.closeSync();
      instance.closeSync();
    },
  };
}
