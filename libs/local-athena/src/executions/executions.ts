import { fillParameters } from '../sql/execution-parameters.ts';
import { parseStatement } from '../sql/parse-statement.ts';
import { RefusedStatement } from '../sql/refused-statement.ts';
import { fileStatement } from '../sql/statement.ts';
import { ApiError, invalidRequest } from '../api/api-error.ts';
import type { Execution, StartRequest } from './execution.ts';
import { hasEnded } from './execution.ts';
import type { QueryResult } from './result-store.ts';
import type { ExecutionTools } from './execution-tools.ts';
import { runExecution } from './run-execution.ts';

/** The queries of an endpoint. */
export interface Executions {
  /**
   * Starts a query, or returns the one already started with this token.
   *
   * @throws {ApiError} when the token belongs to another request, or too many queries are active; {RefusedStatement}
   * when Athena does not accept the statement.
   */
  start(request: StartRequest, token: string | null): Execution;
  /** @throws {ApiError} when the id is unknown. */
  get(id: string): Execution;
  /** Removes queries that ended too long ago, with their results. */
  forgetOld(): void;
  /** Newest first. */
  list(): readonly Execution[];
  /** Stops all queries, then discards everything. */
  reset(): Promise<void>;
}

/** Maximum number of active queries; Athena also refuses more, with an error that SDKs retry. */
const mostAtWork = 200;
/** Limits on the ended queries kept, and on the total text of their statements, regardless of age. */
const mostKept = 1_000;
const mostKeptChars = 33_554_432;

/**
 * Creates the query store of an endpoint.
 *
 * @example
 * const executions = createExecutions(tools, () => randomUUID());
 */
export function createExecutions(tools: ExecutionTools, newId: () => string): Executions {
  const byId = new Map<string, Execution>();
  const byToken = new Map<string, Execution>();
  const running = new Set<Promise<void>>();

  function create(request: StartRequest): Execution {
    const statement = parseStatement(
      request.parameters.length === 0 ? request.sql : fillParameters(request.sql, request.parameters),
    );
    if (statement.kind === 'unload' && tools.objects === null)
      throw new RefusedStatement('UNLOAD works on Athena, not on this stand-in.');
    return {
      ...{
        id: newId(),
        request,
        statement,
        filing: fileStatement(statement),
        abort: new AbortController(),
        submittedAt: tools.now(),
      },
      ...{
        state: 'QUEUED',
        reason: null,
        error: null,
        startedAt: null,
        completedAt: null,
        updateCount: null,
        manifestLocation: null,
        result: null,
      },
      statistics: { bytesScanned: 0, rowsScanned: 0, planningMs: 0 },
    };
  }

  /** The queries to forget: those that ended too long ago, and the oldest beyond the limits. */
  function forgetOld(): void {
    const ended = [...byId.values()].filter(({ state }) => hasEnded(state));
    const since = tools.now().getTime() - tools.budget.keepMs;
    let [count, chars] = [ended.length, ended.reduce((sum, { request }) => sum + request.sql.length, 0)];
    for (const { id, completedAt, result, request } of ended) {
      if (count <= mostKept && chars <= mostKeptChars && (completedAt?.getTime() ?? since) >= since) break;
      byId.delete(id);
      remove(id, result);
      count -= 1;
      chars -= request.sql.length;
    }
    for (const [token, execution] of byToken) if (!byId.has(execution.id)) byToken.delete(token);
  }

  function remove(id: string, result: QueryResult | null): void {
    void result?.rows.remove();
    void tools.objects?.removeOf(id);
  }

  function giveUpOldResults(): void {
    const finished = [...byId.values()].filter(({ result }) => result !== null);
    const bytesOf = ({ id, result }: Execution): number =>
      (result?.rows.bytes ?? 0) + (tools.objects?.bytesOf(id) ?? 0);
    let bytes = finished.reduce((sum, execution) => sum + bytesOf(execution), 0);
    for (const execution of finished.slice(0, -1)) {
      if (bytes <= tools.budget.totalBytes) return;
      bytes -= bytesOf(execution);
      remove(execution.id, execution.result);
      execution.result = null;
    }
  }

  return {
    forgetOld,
    start(request, token) {
      forgetOld();
      const known = token === null ? undefined : byToken.get(token);
      if (known !== undefined) {
        if (JSON.stringify(known.request) !== JSON.stringify(request))
          throw invalidRequest('Idempotent parameters do not match');
        return known;
      }
      if (running.size >= mostAtWork)
        throw new ApiError(
          'TooManyRequestsException',
          `${mostAtWork} queries are active already: wait until some have ended.`,
          { Reason: 'CONCURRENT_QUERY_LIMIT_EXCEEDED' },
        );
      const execution = create(request);
      byId.set(execution.id, execution);
      if (token !== null) byToken.set(token, execution);
      const work = runExecution(execution, tools).then(() => {
        running.delete(work);
        if (byId.get(execution.id) !== execution) remove(execution.id, execution.result);
        giveUpOldResults();
      });
      running.add(work);
      return execution;
    },
    get(id) {
      forgetOld();
      const found = byId.get(id);
      if (found === undefined) throw invalidRequest(`QueryExecution ${id} was not found`);
      return found;
    },
    list: () => [...byId.values()].reverse(),
    async reset() {
      for (const execution of byId.values()) {
        if (!hasEnded(execution.state)) execution.abort.abort(new Error('The endpoint was reset.'));
      }
      await Promise.all(running);
      byId.clear();
      byToken.clear();
      tools.objects?.clear();
      await tools.folder.remove();
    },
  };
}
