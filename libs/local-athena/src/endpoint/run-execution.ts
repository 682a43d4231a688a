import { setTimeout as sleep } from 'node:timers/promises';
import { answerFromCatalog } from '../catalog/answer-from-catalog.ts';
import type { MetadataCatalog } from '../catalog/metadata-catalog.ts';
import type { EngineColumn, QueryEngine } from '../engine/query-engine.ts';
import { toAthenaError } from '../engine/to-athena-error.ts';
import type { Statement } from '../sql/statement.ts';
import { toAthenaText } from '../values/athena-text.ts';
import { toColumnInfo } from '../values/column-info.ts';
import { parseValueType } from '../values/value-type.ts';
import { type Execution, resultLocation } from './execution.ts';
import { type FaultList, InjectedFailure } from './faults.ts';
import { type QueryResult, type ResultStore, writeResult } from './result-store.ts';

/** What a query runs with. */
export interface ExecutionTools {
  readonly engine: QueryEngine;
  readonly catalog: MetadataCatalog;
  readonly results: ResultStore | null;
  readonly faults: FaultList;
  readonly now: () => Date;
  /** Runs work when one of the places in the engine is free. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

class CutOff extends Error {}

/**
 * Takes a query from QUEUED to its end. Never throws: what went wrong stands in the execution.
 *
 * @example
 * await runExecution(execution, tools);
 */
export async function runExecution(execution: Execution, tools: ExecutionTools): Promise<void> {
  const { signal } = execution.abort;
  try {
    const slow = tools.faults.take(['slow-queue'], execution.request.sql);
    if (slow !== undefined) await sleep(slow.queueMs, undefined, { signal });
    const result = await tools.inTurn(() => runInEngine(execution, tools));
    execution.result = result;
    finish(execution, tools, 'SUCCEEDED', null);
  } catch (error) {
    if (error instanceof CutOff) finish(execution, tools, 'CANCELLED', 'Query cancelled! : Bytes scanned limit was exceeded');
    else if (signal.aborted) finish(execution, tools, 'CANCELLED', 'Query cancelled by user');
    else {
      execution.error = error instanceof InjectedFailure ? error.facts : toAthenaError(error);
      finish(execution, tools, 'FAILED', execution.error.ErrorMessage);
    }
  }
}

async function runInEngine(execution: Execution, tools: ExecutionTools): Promise<QueryResult> {
  execution.abort.signal.throwIfAborted();
  const { sql } = execution.request;
  const fault = tools.faults.take(['fail'], sql);
  if (fault?.when === 'before') throw new InjectedFailure(fault);
  const { statement } = execution;
  const isAnswered = statement.kind === 'show' || statement.kind === 'describe';
  const result = isAnswered ? await runInCatalog(execution, statement, tools) : await collectPages(execution, tools);
  const location = resultLocation(execution);
  if (tools.results !== null && location !== null) await writeResult(tools.results, location, execution.filing.extension, result);
  if (fault !== undefined) throw new InjectedFailure(fault);
  return result;
}

async function runInCatalog(execution: Execution, statement: Extract<Statement, { kind: 'show' | 'describe' }>, { catalog, now }: ExecutionTools): Promise<QueryResult> {
  begin(execution, now);
  const { columns, rows } = await answerFromCatalog(statement, execution.request.database, catalog);
  return { columns: columns.map((name) => toColumnInfo(name, 'varchar')), rows };
}

async function collectPages(execution: Execution, tools: ExecutionTools): Promise<QueryResult> {
  const { id, request, statement, abort } = execution;
  const cutoffBytes = tools.faults.take(['cut-off'], request.sql)?.bytes ?? request.cutoffBytes;
  const rows: (string | null)[][] = [];
  let columns: readonly EngineColumn[] | null = null;
  const run = tools.engine.run({ statement, queryId: id, database: request.database, outputLocation: request.outputLocation, enforcesOutputLocation: request.enforcesOutputLocation, signal: abort.signal });
  for await (const page of run) {
    if (!page.isQueued) begin(execution, tools.now);
    columns ??= page.columns;
    execution.statistics = page.statistics;
    execution.updateCount = page.updateCount ?? execution.updateCount;
    if (cutoffBytes !== null && page.statistics.bytesScanned > cutoffBytes) throw new CutOff();
    const types = (columns ?? []).map(({ type }) => parseValueType(type));
    for (const row of page.rows) rows.push(row.map((value, index) => toAthenaText(value, types[index] ?? unknown)));
  }
  begin(execution, tools.now);
  return toResult(execution, columns ?? [], rows);
}

const unknown = parseValueType('unknown');

/** What changes rows says how many and gives none; a plan is a line a row. */
function toResult({ filing, statement }: Execution, columns: readonly EngineColumn[], rows: readonly (readonly (string | null)[])[]): QueryResult {
  if (statement.kind === 'query') return { columns: columns.map(({ name, type }) => toColumnInfo(name, type)), rows };
  if (filing.statementType === 'UTILITY') {
    const lines = rows.flatMap((row) => (row.at(-1) ?? '').split('\n').map((line) => [line]));
    return { columns: columns.slice(-1).map(({ name }) => toColumnInfo(name, 'varchar')), rows: lines };
  }
  return { columns: filing.statementType === 'DML' ? [toColumnInfo('rows', 'bigint')] : [], rows: [] };
}

function begin(execution: Execution, now: () => Date): void {
  if (execution.state !== 'QUEUED') return;
  execution.state = 'RUNNING';
  execution.startedAt = now();
}

function finish(execution: Execution, { now }: ExecutionTools, state: Execution['state'], reason: string | null): void {
  execution.reason = reason;
  execution.completedAt = now();
  execution.state = state;
}
