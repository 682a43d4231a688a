import { backoff } from '../../calls/backoff.ts';
import { SqlCompileError } from '../../sql/errors.ts';
import { toApiQueryError } from './api-query-error.ts';
import type { AthenaExecution, StartQueryInput } from './athena-api.ts';
import { athenaMaxStatementBytes } from '../athena-query-compiler.ts';
import { AthenaQueryError } from './athena-query-error.ts';
import { callApi, callOnce, type CallPolicy } from '../../calls/call-api.ts';
import { createConcurrencyGate } from './concurrency-gate.ts';
import { toQueryError } from './query-failure.ts';
import { isOverLimit, toScanLimitError } from './scan-limit.ts';
import { createQueryPoller } from './query-poller.ts';
import type { FinishedQuery, QueryRunnerOptions, RunOptions } from './query-runner-options.ts';
import { athenaDollarsPerTerabyte, toQueryStatistics } from './query-statistics.ts';
import { readsOnly } from './reads-only.ts';
import { toRequestToken } from './request-token.ts';
import { readResultPages, type ResultPage } from './result-pages.ts';

/** Runs statements on Athena. */
export interface QueryRunner {
  /**
   * Starts the statement, or finds the execution that an earlier process started under the same run key, waits for its
   * end, and runs it again when that can help. A text that depends on the attempt (from 1) writes each to a fresh prefix.
   *
   * @throws {AthenaQueryError} when it was refused, failed or cancelled.
   * @throws {SqlCompileError} for a text over 262,144 bytes, before anything is sent.
   * @throws the signal's reason when aborted; the query is stopped.
   */
  run(statement: string | ((attempt: number) => string), options?: RunOptions): Promise<FinishedQuery>;
  /**
   * The result, one page of at most 1,000 rows at a time.
   *
   * @throws {AthenaQueryError} when it cannot be read.
   */
  pages(query: FinishedQuery, options?: { readonly signal?: AbortSignal | undefined }): AsyncIterable<ResultPage>;
}

const callDeadlineMs = 30_000;
const readPatienceMs = 60_000;
const pollFailures = 20;
const retryMs = { first: 1_000, longest: 30_000 };
/** An execution that ended this long before the request belongs to an earlier process; a shorter time may be a clock difference. */
const clockToleranceMs = 5_000;
/** How many failures of earlier processes are passed by. */
const maxEarlier = 10;

/**
 * A runner of statements with one poller and one gate for all of them.
 *
 * @example
 * const runner = createQueryRunner({ athena: new Athena({ region }), clock: systemClock, random: systemRandom, workGroup: 'tickerlake' });
 * const query = await runner.run('select 1', { runKey: `${runId}/probe` });
 * for await (const { rows } of runner.pages(query)) use(rows);
 */
export function createQueryRunner(options: QueryRunnerOptions): QueryRunner {
  const { athena, clock, random } = options;
  const maxAttempts = options.maxAttempts ?? 3;
  const poll = options.poll ?? { firstMs: 200, capMs: 5_000 };
  const poller = createQueryPoller(athena, clock, { ...poll, deadlineMs: callDeadlineMs, maxFailures: pollFailures });
  const gate = createConcurrencyGate(options.maxConcurrent ?? 20);
  const readPolicy: CallPolicy = { clock, random, deadlineMs: callDeadlineMs, patienceMs: readPatienceMs };
  const startPolicy: CallPolicy = { ...readPolicy, patienceMs: options.startPatienceMs ?? 600_000 };
  const settings = toSettings(options);
  const context = [
    settings.WorkGroup ?? null,
    options.catalog ?? null,
    options.database ?? null,
    options.outputLocation ?? null,
    options.reuseMaxAgeMinutes ?? null,
  ];
  let runs = 0;

  const start = async (sql: string, token: string, signal?: AbortSignal): Promise<string> => {
    const input = { ...settings, QueryString: sql, ClientRequestToken: token };
    const answer = await callApi((call) => athena.startQueryExecution(input, call), startPolicy, signal).catch(
      (cause: unknown) => {
        signal?.throwIfAborted();
        throw toApiQueryError(cause, { sql, queryId: null, doing: 'start it' });
      },
    );
    if (answer.QueryExecutionId === undefined)
      throw toApiQueryError(new Error('the answer has no QueryExecutionId'), { sql, queryId: null, doing: 'start it' });
    return answer.QueryExecutionId;
  };

  const wait = async (queryId: string, sql: string, signal?: AbortSignal): Promise<AthenaExecution> => {
    let isStopped = false;
    try {
      return await poller.wait(queryId, signal, (execution) => {
        if (isStopped || !isOverLimit(execution, options.maxScanBytes)) return;
        isStopped = true;
        void stop(queryId);
      });
    } catch (cause) {
      if (signal?.aborted !== true) throw toApiQueryError(cause, { sql, queryId, doing: 'learn its state' });
      await stop(queryId);
      throw cause;
    }
  };

  /** Whether or not it can be stopped, the caller wants to be gone. */
  const stop = async (queryId: string): Promise<void> => {
    await callOnce((call) => athena.stopQueryExecution({ QueryExecutionId: queryId }, call), readPolicy).catch(
      () => {},
    );
  };

  const execute = (sql: string, token: string, signal?: AbortSignal): Promise<AthenaExecution> =>
    gate.use(async () => {
      const queryId = await start(sql, token, signal);
      const execution = await wait(queryId, sql, signal);
      const ended = { ...execution, QueryExecutionId: queryId };
      options.onStatistics?.(toQueryStatistics(ended, options.dollarsPerTerabyte ?? athenaDollarsPerTerabyte));
      return ended;
    }, signal);

  const freshKey = (): string => {
    runs += 1;
    return `${clock.now().toISOString()} ${random()} ${runs}`;
  };

  return {
    async run(statement, runOptions = {}) {
      const { signal, runKey = freshKey() } = runOptions;
      const calledMs = clock.now().getTime();
      let failures = 0;
      for (let attempt = 1; ; attempt += 1) {
        const sql = typeof statement === 'string' ? statement : statement(attempt);
        checkSize(sql);
        const canRepeat = runOptions.repeatable ?? (typeof statement !== 'string' || readsOnly(sql));
        const execution = await execute(
          sql,
          await toRequestToken({ runKey, attempt, statement: sql, context }),
          signal,
        );
        if (isOverLimit(execution, options.maxScanBytes)) throw toScanLimitError(execution, sql, options);
        if (execution.Status?.State === 'SUCCEEDED') return toFinished(execution, sql, attempt, options);
        const error = toQueryError(execution, sql);
        const isEarlier = (execution.Status?.CompletionDateTime?.getTime() ?? calledMs) < calledMs - clockToleranceMs;
        if (!canRepeat) throw isEarlier ? earlierFailure(error, execution, sql) : error;
        // The failure of an earlier process does not count for this one: its cause may be fixed by now.
        if (isEarlier && attempt <= maxEarlier) continue;
        failures += 1;
        if (!error.transient || failures >= maxAttempts) throw error;
        await clock.sleep(random() * backoff(failures, retryMs), signal);
      }
    },
    pages(query, { signal } = {}) {
      const execution = { QueryExecutionId: query.queryId, StatementType: query.statementType ?? undefined };
      return readResultPages(athena, execution, { sql: query.sql, policy: readPolicy, signal });
    },
  };
}

function toSettings(options: QueryRunnerOptions): Omit<StartQueryInput, 'QueryString' | 'ClientRequestToken'> {
  const { outputLocation, database, reuseMaxAgeMinutes } = options;
  return {
    WorkGroup: options.workGroup ?? 'primary',
    QueryExecutionContext: {
      Catalog: options.catalog ?? 'AwsDataCatalog',
      ...(database === undefined ? {} : { Database: database }),
    },
    ...(outputLocation === undefined ? {} : { ResultConfiguration: { OutputLocation: outputLocation } }),
    ...(reuseMaxAgeMinutes === undefined
      ? {}
      : {
          ResultReuseConfiguration: {
            ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: reuseMaxAgeMinutes },
          },
        }),
  };
}

function checkSize(sql: string): void {
  const bytes = new TextEncoder().encode(sql).length;
  if (bytes > athenaMaxStatementBytes) {
    throw new SqlCompileError(
      `The statement has ${bytes} bytes, Athena takes ${athenaMaxStatementBytes}: split its lists into several statements.`,
    );
  }
}

function toFinished(
  execution: AthenaExecution,
  sql: string,
  attempt: number,
  options: QueryRunnerOptions,
): FinishedQuery {
  return {
    queryId: execution.QueryExecutionId ?? '',
    sql,
    attempt,
    statementType: execution.StatementType ?? null,
    outputLocation: execution.ResultConfiguration?.OutputLocation ?? null,
    statistics: toQueryStatistics(execution, options.dollarsPerTerabyte ?? athenaDollarsPerTerabyte),
  };
}

function earlierFailure(error: AthenaQueryError, execution: AthenaExecution, sql: string): AthenaQueryError {
  return new AthenaQueryError({
    ...error,
    sql,
    reason: execution.Status?.AthenaError?.ErrorMessage ?? execution.Status?.StateChangeReason ?? '',
    next: `This is the result of an earlier process with the same run key. Check whether it wrote anything, then run it under another run key. ${error.next}`,
    isEarlier: true,
    cause: error,
  });
}
