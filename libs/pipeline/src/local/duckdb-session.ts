import { type DuckDBConnection, DuckDBInstance, StatementType } from '@duckdb/node-api';
import { DuckDbDialect } from '@tickerlake/athena-sql';
import { Kysely } from 'kysely';

/** A connection to an engine: temporary tables are its own. */
export interface DuckDbSession<Database> {
  readonly db: Kysely<Database>;
  /** The connection itself, for whoever reads results in DuckDB's own types; one statement at a time. */
  readonly connection: DuckDBConnection;
  /** Whether the text is one statement that only reads; a text that DuckDB cannot parse counts as one, for it fails when it is run. */
  isOneRead(text: string): Promise<boolean>;
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
  const db = new Kysely<Database>({ dialect: new DuckDbDialect({ connection: { stream, interrupt: () => connection.interrupt() } }) });
  return {
    db,
    connection,
    signal,
    // In its turn: a statement that is prepared while the rows of another are read ends those rows early, without an error.
    isOneRead: (text) => db.connection().execute(() => isOneRead(connection, text)),
    interrupt: () => connection.interrupt(),
    async close() {
      stopping?.end();
      await db.destroy();
      connection.closeSync();
    },
  };
}

/** An interrupt between two statements is lost, so it is repeated until the connection is closed. */
const interruptAgainMs = 50;

function interruptOnAbort(connection: DuckDBConnection, signal: AbortSignal): { end(): void } {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    connection.interrupt();
    timer = setInterval(() => connection.interrupt(), interruptAgainMs);
  };
  if (signal.aborted) interrupt();
  else signal.addEventListener('abort', interrupt, { once: true });
  return {
    end() {
      signal.removeEventListener('abort', interrupt);
      clearInterval(timer);
    },
  };
}

/** SELECT alone: EXPLAIN ANALYZE runs what it explains, COPY and EXPORT write files. */
async function isOneRead(connection: DuckDBConnection, text: string): Promise<boolean> {
  const statements = await connection.extractStatements(text).catch(() => null);
  if (statements === null) return true;
  if (statements.count !== 1) return false;
  const prepared = await statements.prepare(0).catch(() => null);
  if (prepared === null) return true;
  const kind = prepared.statementType;
  prepared.destroySync();
  return kind === StatementType.SELECT;
}
