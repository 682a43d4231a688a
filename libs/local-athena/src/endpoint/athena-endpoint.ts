import * as z from 'zod';
import type { MetadataCatalog } from '../catalog/metadata-catalog.ts';
import type { QueryEngine } from '../engine/query-engine.ts';
import { defaultBudget, type ResultBudget } from '../results/result-budget.ts';
import { openResultFolder } from '../results/result-folder.ts';
import { createResultObjects, type ResultObjects } from '../results/result-objects.ts';
import { glueActions } from '../glue/glue-actions.ts';
import { ApiError, type ApiErrorName } from '../api/api-error.ts';
import { catalogActions } from './catalog-actions.ts';
import { createTurns } from './create-turns.ts';
import type { EndpointState } from './endpoint-state.ts';
import { createExecutions } from '../executions/executions.ts';
import { createFaultList, tooManyRequests } from '../api/faults.ts';
import { queryActions } from './query-actions.ts';
import type { ResultStore } from '../executions/result-store.ts';
import { createWorkGroups } from './workgroups.ts';

/** The dependencies and settings of an endpoint. */
export interface AthenaEndpointOptions {
  readonly engine: QueryEngine;
  readonly catalog: MetadataCatalog;
  readonly now: () => Date;
  /** A new query id: a UUID. */
  readonly newId: () => string;
  /** Where result files go; without it they are the endpoint's own `objects`, and only where a location is given. */
  readonly results?: ResultStore;
  /** The database for unqualified tables when a query names none. Default: `default`. */
  readonly defaultDatabase?: string;
  /** How many queries run at once; others wait as QUEUED. Default 8. */
  readonly maxRunning?: number;
  /** Time limit of a query. Default: 30 minutes, as on Athena. */
  readonly statementTimeoutMs?: number;
  /** How much disk space results may use and how long they are kept. */
  readonly budget?: Partial<ResultBudget>;
}

/** A response in the protocol: status and JSON; `'lost'` means that the connection is cut after the work was done. */
export type EndpointAnswer = { readonly status: number; readonly body: string; readonly errorType?: string } | 'lost';

/** The Athena API and the other services that its clients call, independent of the transport. */
export interface AthenaEndpoint {
  /** Handles the call `AmazonAthena.<action>` with this JSON. Never throws. */
  answer(action: string, body: string): Promise<EndpointAnswer>;
  /** Handles the call `AWSGlue.<action>`, which reads the catalogue. Never throws. */
  answerGlue(action: string, body: string): Promise<EndpointAnswer>;
  /** The result files that S3 shows; null when they go to the `results` of the options. */
  objects(): ResultObjects | null;
  /** Replaces an owner's faults of the next calls and queries, given as JSON (see `AthenaFault`). */
  setFaults(json: string, owner?: string): void;
  /** Stops running queries and discards queries, tokens, workgroups and faults. */
  reset(): Promise<void>;
}

/**
 * The Athena API over an engine and a catalogue.
 *
 * @example
 * const endpoint = createAthenaEndpoint({ engine, catalog, now: () => new Date(), newId: randomUUID });
 * await endpoint.answer('StartQueryExecution', '{"QueryString":"SELECT 1"}'); // { status: 200, body: '{"QueryExecutionId":"..."}' }
 */
export function createAthenaEndpoint(options: AthenaEndpointOptions): AthenaEndpoint {
  const { engine, catalog, now, newId, results = null } = options;
  const faults = createFaultList();
  const budget = { ...defaultBudget, ...options.budget };
  const folder = openResultFolder();
  const objects = results === null ? createResultObjects(folder, now) : null;
  const inTurn = createTurns(options.maxRunning ?? 8);
  const { statementTimeoutMs = 1_800_000 } = options;
  const executions = createExecutions(
    { engine, catalog, results, faults, objects, now, inTurn, folder, budget, statementTimeoutMs },
    newId,
  );
  const workGroups = createWorkGroups(now, objects === null ? null : filesLocation);
  const state: EndpointState = {
    executions,
    workGroups,
    catalog,
    results,
    defaultDatabase: options.defaultDatabase ?? 'default',
    now,
  };
  const actions = { ...queryActions, ...catalogActions };

  async function act(action: string, body: string): Promise<EndpointAnswer> {
    try {
      const known = Object.hasOwn(actions, action) ? actions[action] : undefined;
      if (known === undefined)
        throw new ApiError('UnknownOperationException', `AmazonAthena.${action} is not supported here.`);
      if (faults.take(['throttle'], body, action) !== undefined) throw tooManyRequests();
      return { status: 200, body: JSON.stringify(await known(parseJson(body), state)) };
    } catch (error) {
      return toErrorAnswer(error);
    }
  }

  return {
    async answer(action, body) {
      const answer = await act(action, body);
      const lost = faults.take(['lose-answer', 'answer-500'], body, action);
      if (lost === undefined) return answer;
      return lost.kind === 'lose-answer'
        ? 'lost'
        : toErrorAnswer(new ApiError('InternalServerException', 'The response was lost.'));
    },
    async answerGlue(action, body) {
      try {
        const known = Object.hasOwn(glueActions, action) ? glueActions[action] : undefined;
        if (known === undefined)
          throw new ApiError(
            'AccessDeniedException',
            `AWSGlue.${action} is not supported here: the catalogue is read-only, with GetDatabases, GetTables and GetPartitions (awswrangler: ctas_approach=False).`,
          );
        return { status: 200, body: JSON.stringify(await known(parseJson(body), catalog)) };
      } catch (error) {
        return toErrorAnswer(error, 'InvalidInputException');
      }
    },
    objects() {
      executions.forgetOld();
      return objects;
    },
    setFaults: (json, owner) => faults.set(json, owner),
    async reset() {
      faults.clear();
      await executions.reset();
      workGroups.reset();
    },
  };
}

/** Where results of the workgroup `files` go; no bucket of this name is needed. */
const filesLocation = 's3://tickerlake-results/';

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw new ApiError('InvalidRequestException', 'The body of the request is not JSON.');
  }
}

function toErrorAnswer(error: unknown, invalid: ApiErrorName = 'InvalidRequestException'): EndpointAnswer {
  const known = toApiError(error, invalid);
  const status = known.type === 'InternalServerException' ? 500 : 400;
  return {
    status,
    errorType: known.type,
    body: JSON.stringify({ __type: known.type, Message: known.message, message: known.message, ...known.details }),
  };
}

/** @param invalid what the service calls a request that is wrong. */
function toApiError(error: unknown, invalid: ApiErrorName): ApiError {
  if (error instanceof ApiError)
    return error.type === 'InvalidRequestException' ? new ApiError(invalid, error.message, error.details) : error;
  if (error instanceof z.ZodError) {
    const faults = error.issues.map(
      ({ path, message }) => `Value at '${path.join('.')}' failed to satisfy constraint: ${message}`,
    );
    return new ApiError(
      invalid,
      `${faults.length} validation error${faults.length === 1 ? '' : 's'} detected: ${faults.join('; ')}`,
      { AthenaErrorCode: 'INVALID_INPUT' },
    );
  }
  return new ApiError('InternalServerException', error instanceof Error ? error.message : String(error));
}
