import type { EngineColumn, EnginePage } from '../engine/query-engine.ts';
import type { Statement } from '../sql/statement.ts';
import { begin, type Execution } from './execution.ts';
import type { ExecutionTools } from './execution-tools.ts';

/** A page of a running statement, its columns known. */
export interface RunningPage extends EnginePage {
  readonly columns: readonly EngineColumn[];
}

/** Ends a query that read more bytes than its workgroup allows. */
export class CutOff extends Error {}

/**
 * Runs a statement in the engine and keeps the execution's state and statistics up to date.
 *
 * @throws {CutOff} beyond the bytes that may be scanned; what the engine throws.
 * @example
 * for await (const page of enginePages(execution, execution.statement, tools, signal)) await writer.write(page.rows);
 */
export async function* enginePages(
  execution: Execution,
  statement: Statement,
  tools: ExecutionTools,
  signal: AbortSignal,
): AsyncGenerator<RunningPage, void, undefined> {
  const { id, request } = execution;
  const cutoffBytes = tools.faults.take(['cut-off'], request.sql)?.bytes ?? request.cutoffBytes;
  let columns: readonly EngineColumn[] | null = null;
  const run = tools.engine.run({
    statement,
    queryId: id,
    database: request.database,
    outputLocation: request.outputLocation,
    enforcesOutputLocation: request.enforcesOutputLocation,
    signal,
  });
  for await (const page of run) {
    if (!page.isQueued) begin(execution, tools.now);
    columns ??= page.columns;
    execution.statistics = page.statistics;
    execution.updateCount = page.updateCount ?? execution.updateCount;
    if (cutoffBytes !== null && page.statistics.bytesScanned > cutoffBytes) throw new CutOff();
    yield { ...page, columns: columns ?? [] };
  }
  begin(execution, tools.now);
}
