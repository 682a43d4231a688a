import { fillParameters } from '../sql/execution-parameters.ts';
import { parseStatement } from '../sql/parse-statement.ts';
import { fileStatement } from '../sql/statement.ts';
import { invalidRequest } from './api-error.ts';
import type { Execution, StartRequest } from './execution.ts';
import { hasEnded } from './execution.ts';
import { type ExecutionTools, runExecution } from './run-execution.ts';

/** The queries of an endpoint. */
export interface Executions {
  /**
   * Starts a query, or finds the one that was started with this token.
   *
   * @throws {ApiError} when the token stands for another request; {RefusedStatement} when the statement is none of Athena's.
   */
  start(request: StartRequest, token: string | null): Execution;
  /** @throws {ApiError} when there is none of that id. */
  get(id: string): Execution;
  /** Newest first. */
  list(): readonly Execution[];
  /** Stops what runs and forgets everything, once it has stopped. */
  reset(): Promise<void>;
}

/** Rows that are kept in memory over all finished queries; the oldest results go first. */
const mostKeptRows = 2_000_000;

/**
 * An endpoint's queries: started, run and remembered.
 *
 * @example
 * const executions = createExecutions(tools, () => randomUUID());
 */
export function createExecutions(tools: ExecutionTools, newId: () => string): Executions {
  const byId = new Map<string, Execution>();
  const byToken = new Map<string, Execution>();
  const running = new Set<Promise<void>>();

  function create(request: StartRequest): Execution {
    const statement = parseStatement(request.parameters.length === 0 ? request.sql : fillParameters(request.sql, request.parameters));
    return {
      ...{ id: newId(), request, statement, filing: fileStatement(statement), abort: new AbortController(), submittedAt: tools.now() },
      ...{ state: 'QUEUED', reason: null, error: null, startedAt: null, completedAt: null, updateCount: null, result: null },
      statistics: { bytesScanned: 0, rowsScanned: 0, planningMs: 0 },
    };
  }

  return {
    start(request, token) {
      const known = token === null ? undefined : byToken.get(token);
      if (known !== undefined) {
        if (JSON.stringify(known.request) !== JSON.stringify(request)) throw invalidRequest('Idempotent parameters do not match');
        return known;
      }
      const execution = create(request);
      byId.set(execution.id, execution);
      if (token !== null) byToken.set(token, execution);
      const work = runExecution(execution, tools).then(() => {
        running.delete(work);
        giveUpOldResults(byId);
      });
      running.add(work);
      return execution;
    },
    get(id) {
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
    },
  };
}

function giveUpOldResults(byId: ReadonlyMap<string, Execution>): void {
  const finished = [...byId.values()].filter(({ result }) => result !== null);
  let rows = finished.reduce((sum, { result }) => sum + (result?.rows.length ?? 0), 0);
  for (const execution of finished.slice(0, -1)) {
    if (rows <= mostKeptRows) return;
    rows -= execution.result?.rows.length ?? 0;
    execution.result = null;
  }
}
