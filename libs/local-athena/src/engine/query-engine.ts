import type { Statement } from '../sql/statement.ts';
import type { EngineValue } from '../values/athena-text.ts';

/** A column of a result, its type in Trino's words: `decimal(10,2)`, `row(a bigint)`. */
export interface EngineColumn {
  readonly name: string;
  readonly type: string;
}

/** What a statement has taken so far. */
export interface EngineStatistics {
  /** Bytes read from storage, compressed and after pruning; 0 where the engine does not count them. */
  readonly bytesScanned: number;
  readonly rowsScanned: number;
  readonly planningMs: number;
}

/** Some rows, often none, and what is known by then. */
export interface EnginePage {
  /** Null until the statement is planned. */
  readonly columns: readonly EngineColumn[] | null;
  readonly rows: readonly (readonly EngineValue[])[];
  readonly statistics: EngineStatistics;
  /** Rows that the statement changed; null when it changes none. */
  readonly updateCount: number | null;
  /** Whether it waits for its turn in the engine. */
  readonly isQueued: boolean;
}

/** A statement to run. */
export interface EngineStatement {
  readonly statement: Statement;
  readonly queryId: string;
  /** Where a table without a database is looked for. */
  readonly database: string;
  /** Folder of results, ending in `/`; null when results are kept here alone. */
  readonly outputLocation: string | null;
  /** Whether the workgroup forbids a statement to choose where a table lies. */
  readonly enforcesOutputLocation: boolean;
  /** Aborts when the query is stopped. */
  readonly signal: AbortSignal;
}

/**
 * The port to an engine. An implementation runs any number of statements at once, gives pages as they come, ends its work when the
 * iteration is left early or the signal aborts, and throws `EngineFailure` for what the engine says.
 */
export interface QueryEngine {
  run(statement: EngineStatement): AsyncGenerator<EnginePage, void, undefined>;
}
