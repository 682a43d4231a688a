import { setTimeout as sleep } from 'node:timers/promises';
import { answerFromCatalog } from '../catalog/answer-from-catalog.ts';
import { EngineFailure } from '../engine/engine-failure.ts';
import type { EngineColumn } from '../engine/query-engine.ts';
import { toAthenaError } from '../engine/to-athena-error.ts';
import type { ResultRow, RowWriter } from '../results/spooled-rows.ts';
import type { Statement } from '../sql/statement.ts';
import { toAthenaText } from '../values/athena-text.ts';
import { type ColumnInfo, toColumnInfo } from '../values/column-info.ts';
import { parseValueType } from '../values/value-type.ts';
import { CutOff, enginePages } from './engine-pages.ts';
import { begin, type Execution, resultLocation } from './execution.ts';
import { InjectedFailure } from '../api/faults.ts';
import type { ExecutionTools } from './execution-tools.ts';
import { contentTypes, type QueryResult, resultFile, writeResult } from './result-store.ts';
import { runUnload } from './run-unload.ts';
import { writeObject } from '../results/write-object.ts';

/**
 * Takes a query from QUEUED to its end. Never throws: a failure is recorded in the execution.
 *
 * @example
 * await runExecution(execution, tools);
 */
export async function runExecution(execution: Execution, tools: ExecutionTools): Promise<void> {
  const { signal } = execution.abort;
  try {
    const slow = tools.faults.take(['slow-queue'], execution.request.sql);
    if (slow !== undefined) await sleep(slow.queueMs, undefined, { signal });
    const result = await tools.inTurn(() => runInEngine(execution, tools), signal);
    execution.result = result;
    finish(execution, tools, 'SUCCEEDED', null);
  } catch (error) {
    await tools.objects?.removeOf(execution.id);
    if (error instanceof CutOff)
      finish(execution, tools, 'CANCELLED', 'Query cancelled! : Bytes scanned limit was exceeded');
    else if (signal.aborted) finish(execution, tools, 'CANCELLED', 'Query cancelled by user');
    else {
      execution.error = error instanceof InjectedFailure ? error.facts : toAthenaError(error);
      finish(execution, tools, 'FAILED', execution.error.ErrorMessage);
    }
  }
}

async function runInEngine(execution: Execution, tools: ExecutionTools): Promise<QueryResult> {
  execution.abort.signal.throwIfAborted();
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(tooLong(tools.statementTimeoutMs)), tools.statementTimeoutMs);
  const { sql } = execution.request;
  const fault = tools.faults.take(['fail'], sql);
  if (fault?.when === 'before') throw new InjectedFailure(fault);
  const { statement } = execution;
  const isAnswered = statement.kind === 'show' || statement.kind === 'describe';
  const writer = await tools.folder.begin(execution.id, tools.budget.resultBytes);
  try {
    const signal = AbortSignal.any([execution.abort.signal, late.signal]);
    const columns = isAnswered
      ? await runInCatalog(execution, statement, tools, writer)
      : statement.kind === 'unload' && tools.objects !== null
        ? await runUnload(execution, statement, tools.objects, tools, signal)
        : await collectPages(execution, tools, writer, signal);
    const result = { columns, rows: await writer.end() };
    const location = resultLocation(execution);
    const { extension } = execution.filing;
    if (tools.results !== null && location !== null) await writeResult(tools.results, location, extension, result);
    if (tools.objects !== null && location !== null && statement.kind !== 'unload')
      await writeObject(
        tools.objects,
        [execution.id, location, contentTypes[extension], tools.budget.resultBytes],
        resultFile(result, extension),
      );
    if (fault !== undefined) throw new InjectedFailure(fault);
    return result;
  } catch (error) {
    await writer.abandon();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const tooLong = (ms: number): EngineFailure =>
  new EngineFailure(
    'EXCEEDED_TIME_LIMIT',
    'INSUFFICIENT_RESOURCES',
    `Query exceeded maximum time limit of ${ms / 1_000} s`,
  );

async function runInCatalog(
  execution: Execution,
  statement: Extract<Statement, { kind: 'show' | 'describe' }>,
  { catalog, now }: ExecutionTools,
  writer: RowWriter,
): Promise<readonly ColumnInfo[]> {
  begin(execution, now);
  const { columns, rows } = await answerFromCatalog(statement, execution.request.database, catalog);
  await writer.write(rows);
  return columns.map((name) => toColumnInfo(name, 'varchar'));
}

/** Writes rows as they arrive, keeping none in memory. */
async function collectPages(
  execution: Execution,
  tools: ExecutionTools,
  writer: RowWriter,
  signal: AbortSignal,
): Promise<readonly ColumnInfo[]> {
  let columns: readonly EngineColumn[] = [];
  for await (const page of enginePages(execution, execution.statement, tools, signal)) {
    columns = page.columns;
    const types = columns.map(({ type }) => parseValueType(type));
    await writer.write(
      toRows(
        execution,
        page.rows.map((row) => row.map((value, index) => toAthenaText(value, types[index] ?? unknown))),
      ),
    );
  }
  return toColumns(execution, columns);
}

const unknown = parseValueType('unknown');

/** A statement that changes rows returns their number and no rows; a plan is one line per row. */
function toRows({ filing, statement }: Execution, rows: readonly ResultRow[]): readonly ResultRow[] {
  if (statement.kind === 'query') return rows;
  return filing.statementType === 'UTILITY'
    ? rows.flatMap((row) => (row.at(-1) ?? '').split('\n').map((line) => [line]))
    : [];
}

function toColumns({ filing, statement }: Execution, columns: readonly EngineColumn[]): readonly ColumnInfo[] {
  if (statement.kind === 'query') return columns.map(({ name, type }) => toColumnInfo(name, type));
  if (filing.statementType === 'UTILITY') return columns.slice(-1).map(({ name }) => toColumnInfo(name, 'varchar'));
  return filing.statementType === 'DML' ? [toColumnInfo('rows', 'bigint')] : [];
}

function finish(execution: Execution, { now }: ExecutionTools, state: Execution['state'], reason: string | null): void {
  execution.reason = reason;
  execution.completedAt = now();
  execution.state = state;
}
