import type { Statement } from '../sql/statement.ts';
import type { EngineValue } from '../values/athena-text.ts';

/** A column of a result with its Trino type: `decimal(10,2)`, `row(a bigint)`. */
export interface EngineColumn {
  readonly name: string;
  readonly type: string;
}

/** The resources a statement has used so far. */
export interface EngineStatistics {
  /** Bytes read from storage, compressed and after pruning; 0 where the engine does not count them. */
  readonly bytesScanned: number;
  readonly rowsScanned: number;
  readonly planningMs: number;
}

/** A page of rows, often empty, with the current state. */
export interface EnginePage {
  /** Null until the statement is planned. */
  readonly columns: readonly EngineColumn[] | null;
  readonly rows: readonly (readonly EngineValue[])[];
  readonly statistics: EngineStatistics;
  /** Rows that the statement changed; null when it changes none. */
  readonly updateCount: number | null;
  /** Whether it is queued in the engine. */
  readonly isQueued: boolean;
}

/** A statement to run. */
export interface EngineStatement {
  readonly statement: Statement;
  readonly queryId: string;
  /** The database of unqualified tables. */
  readonly database: string;
  /** Folder of results, ending in `/`; null when the result is managed. */
  readonly outputLocation: string | null;
  /** Whether the workgroup forbids a statement to set a table's location. */
  readonly enforcesOutputLocation: boolean;
  /** Aborts when the query is stopped. */
  readonly signal: AbortSignal;
}

/**
 * The port to an engine. An implementation runs any number of statements at once, yields pages as they arrive, stops
 * when the iteration is left early or the signal aborts, and throws `EngineFailure` for errors of the engine.
 */
export interface QueryEngine {
  run(statement: EngineStatement): AsyncGenerator<EnginePage, void, undefined>;
}
