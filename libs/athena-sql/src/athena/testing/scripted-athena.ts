import type {
  AthenaApi,
  AthenaErrorFacts,
  AthenaExecution,
  AthenaStatistics,
  StartQueryInput,
} from '../run/athena-api.ts';
import type { TestClock } from './test-clock.ts';

/** What becomes of one execution. */
export interface ExecutionScript {
  /** Ms in the queue and in the engine; the end comes then. Default 100 and 300. */
  readonly queueMs?: number;
  readonly engineMs?: number;
  /** Default: SUCCEEDED. */
  readonly end?: 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  readonly error?: AthenaErrorFacts;
  readonly reason?: string;
  /** Null: Athena says none. Default: DML. */
  readonly statementType?: string | null;
  readonly statistics?: AthenaStatistics;
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  /** Rows as Athena sends them, the header included where there is one; 1,000 a page. */
  readonly rows?: readonly (readonly (string | null)[])[];
  readonly updateCount?: number;
}

/** The calls that a script can spoil. */
export type CallName = keyof AthenaApi;

/** A spoilt call: refused before it did anything, lost after it did, or never answered. */
export interface Fault {
  readonly call: CallName;
  readonly error: Error;
  readonly when?: 'before' | 'after' | 'never answers';
  /** How many calls in a row; default 1. */
  readonly times?: number;
}

/** An Athena that keeps to a script, on a test clock. */
export interface ScriptedAthena extends AthenaApi {
  readonly calls: readonly { readonly name: CallName; readonly ids: readonly string[]; readonly atMs: number }[];
  readonly started: readonly StartQueryInput[];
  readonly stopped: readonly string[];
  /** How many executions ran or were queued at once, at most. */
  readonly mostAtOnce: number;
}

interface Execution {
  readonly id: string;
  readonly input: StartQueryInput;
  readonly script: ExecutionScript;
  readonly atMs: number;
  stoppedAtMs: number | null;
}

/** An error as the SDK throws it. */
export function apiError(name: string, message = name, httpStatusCode = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

/**
 * @example
 * const athena = createScriptedAthena(clock, () => ({ engineMs: 900 }), [{ call: 'startQueryExecution', error: apiError('TooManyRequestsException') }]);
 */
export function createScriptedAthena(
  clock: TestClock,
  scriptOf: (input: StartQueryInput, ordinal: number) => ExecutionScript = () => ({}),
  faults: readonly Fault[] = [],
): ScriptedAthena {
  const executions = new Map<string, Execution>();
  const byToken = new Map<string, Execution>();
  const calls: { name: CallName; ids: readonly string[]; atMs: number }[] = [];
  const started: StartQueryInput[] = [];
  const stopped: string[] = [];
  const left = faults.map((fault) => ({ ...fault, times: fault.times ?? 1 }));
  let mostAtOnce = 0;

  const find = (id: string): Execution => {
    const execution = executions.get(id);
    if (execution === undefined) throw apiError('InvalidRequestException', `QueryExecution ${id} was not found`);
    return execution;
  };
  const call = async <T>(name: CallName, ids: readonly string[], act: () => T): Promise<T> => {
    calls.push({ name, ids, atMs: clock.elapsedMs });
    await Promise.resolve();
    const fault = left.find((one) => one.call === name && one.times > 0);
    if (fault === undefined) return act();
    fault.times -= 1;
    if (fault.when === 'after') act();
    if (fault.when === 'never answers') return new Promise<T>(() => {});
    throw fault.error;
  };
  const toState = ({ script, atMs, stoppedAtMs }: Execution): { state: string; endMs: number | null } => {
    const ageMs = clock.elapsedMs - atMs;
    const queueMs = script.queueMs ?? 100;
    const endMs = queueMs + (script.engineMs ?? 300);
    if (stoppedAtMs !== null && stoppedAtMs - atMs < endMs) return { state: 'CANCELLED', endMs: stoppedAtMs };
    if (ageMs < queueMs) return { state: 'QUEUED', endMs: null };
    return ageMs < endMs
      ? { state: 'RUNNING', endMs: null }
      : { state: script.end ?? 'SUCCEEDED', endMs: atMs + endMs };
  };
  const toAnswer = (execution: Execution): AthenaExecution => {
    const { id, script, atMs, input } = execution;
    const { state, endMs } = toState(execution);
    const originMs = clock.now().getTime() - clock.elapsedMs;
    const status = {
      State: state,
      SubmissionDateTime: new Date(originMs + atMs),
      ...(endMs === null ? {} : { CompletionDateTime: new Date(originMs + endMs) }),
      ...(endMs !== null && script.reason !== undefined ? { StateChangeReason: script.reason } : {}),
      ...(state === 'FAILED' && script.error !== undefined ? { AthenaError: script.error } : {}),
    };
    return {
      QueryExecutionId: id,
      ...(script.statementType === null ? {} : { StatementType: script.statementType ?? 'DML' }),
      ResultConfiguration: {
        OutputLocation: `${input.ResultConfiguration?.OutputLocation ?? 's3://workgroup/'}${id}.csv`,
      },
      Status: status,
      ...(script.statistics === undefined ? {} : { Statistics: script.statistics }),
    };
  };

  return {
    calls,
    started,
    stopped,
    get mostAtOnce() {
      return mostAtOnce;
    },
    startQueryExecution: (input) =>
      call('startQueryExecution', [], () => {
        const known = byToken.get(input.ClientRequestToken);
        if (known !== undefined) {
          if (known.input.QueryString !== input.QueryString)
            throw apiError('InvalidRequestException', 'Idempotent parameters do not match');
          return { QueryExecutionId: known.id };
        }
        const id = `q${executions.size + 1}`;
        const execution = {
          id,
          input,
          script: scriptOf(input, executions.size + 1),
          atMs: clock.elapsedMs,
          stoppedAtMs: null,
        };
        executions.set(id, execution);
        byToken.set(input.ClientRequestToken, execution);
        started.push(input);
        mostAtOnce = Math.max(mostAtOnce, [...executions.values()].filter((one) => toState(one).endMs === null).length);
        return { QueryExecutionId: id };
      }),
    getQueryExecution: ({ QueryExecutionId: id }) =>
      call('getQueryExecution', [id], () => ({ QueryExecution: toAnswer(find(id)) })),
    batchGetQueryExecution: ({ QueryExecutionIds: ids }) =>
      call('batchGetQueryExecution', ids, () => {
        if (ids.length > 50) throw apiError('InvalidRequestException', 'too many ids');
        return {
          QueryExecutions: ids.filter((id) => executions.has(id)).map((id) => toAnswer(find(id))),
          UnprocessedQueryExecutionIds: ids.filter((id) => !executions.has(id)).map((id) => ({ QueryExecutionId: id })),
        };
      }),
    stopQueryExecution: ({ QueryExecutionId: id }) =>
      call('stopQueryExecution', [id], () => {
        find(id).stoppedAtMs ??= clock.elapsedMs;
        stopped.push(id);
        return {};
      }),
    getQueryResults: ({ QueryExecutionId: id, NextToken, MaxResults = 1_000 }) =>
      call('getQueryResults', [id], () => {
        const { script } = find(id);
        const from = Number(NextToken ?? 0);
        const rows = script.rows ?? [];
        return {
          ...(script.updateCount === undefined ? {} : { UpdateCount: script.updateCount }),
          ...(from + MaxResults < rows.length ? { NextToken: String(from + MaxResults) } : {}),
          ResultSet: {
            Rows: rows
              .slice(from, from + MaxResults)
              .map((row) => ({ Data: row.map((text) => (text === null ? {} : { VarCharValue: text })) })),
            ResultSetMetadata: {
              ColumnInfo: (script.columns ?? []).map(({ name, type }) => ({ Name: name, Type: type })),
            },
          },
        };
      }),
  };
}
