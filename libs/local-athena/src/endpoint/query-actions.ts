import * as z from 'zod';
import { RefusedStatement } from '../sql/refused-statement.ts';
import { bareName } from '../sql/table-name.ts';
import { invalidRequest } from '../api/api-error.ts';
import type { EndpointAction, EndpointState } from './endpoint-state.ts';
import { describeExecution, hasEnded } from '../executions/execution.ts';
import { readResultPage } from '../executions/read-result-page.ts';
import { toFolder } from '../api/to-folder.ts';

/** Athena's limit on a statement, in UTF-8 bytes. Source: Athena user guide, "Service Quotas". */
const maxStatementBytes = 262_144;
/** Athena's limit on the ids of one BatchGetQueryExecution, and on a page of ListQueryExecutions. */
const maxBatch = 50;

const startSchema = z.object({
  QueryString: z.string().min(1),
  ClientRequestToken: z.string().min(32).max(128).optional(),
  QueryExecutionContext: z.object({ Catalog: z.string().optional(), Database: z.string().optional() }).default({}),
  ResultConfiguration: z.object({ OutputLocation: z.string().optional() }).default({}),
  WorkGroup: z.string().default('primary'),
  ExecutionParameters: z.array(z.string()).default([]),
});
const idSchema = z.object({ QueryExecutionId: z.string().min(1) });
const batchSchema = z.object({ QueryExecutionIds: z.array(z.string()).min(1).max(maxBatch) });
const resultsSchema = idSchema.extend({
  NextToken: z.string().optional(),
  MaxResults: z.int().min(1).max(1_000).default(1_000),
});
const listSchema = z.object({
  WorkGroup: z.string().default('primary'),
  MaxResults: z.int().min(1).max(maxBatch).default(maxBatch),
  NextToken: z.string().optional(),
});

/** The actions on queries. */
export const queryActions: Readonly<Record<string, EndpointAction>> = {
  async StartQueryExecution(input, state) {
    const asked = startSchema.parse(input);
    const bytes = Buffer.byteLength(asked.QueryString);
    if (bytes > maxStatementBytes)
      throw invalidRequest(
        `1 validation error detected: Value at 'queryString' failed to satisfy constraint: Member must have length less than or equal to ${maxStatementBytes}; it has ${bytes} bytes.`,
      );
    const request = await toRequest(asked, state);
    try {
      return { QueryExecutionId: state.executions.start(request, asked.ClientRequestToken ?? null).id };
    } catch (error) {
      throw error instanceof RefusedStatement ? invalidRequest(error.message, 'MALFORMED_QUERY') : error;
    }
  },

  GetQueryExecution: (input, { executions, now }) => ({
    QueryExecution: describeExecution(executions.get(idSchema.parse(input).QueryExecutionId), now()),
  }),

  BatchGetQueryExecution(input, { executions, now }) {
    const asked = batchSchema.parse(input).QueryExecutionIds;
    const known = new Map(executions.list().map((execution) => [execution.id, execution]));
    return {
      QueryExecutions: asked
        .flatMap((id) => known.get(id) ?? [])
        .map((execution) => describeExecution(execution, now())),
      UnprocessedQueryExecutionIds: asked
        .filter((id) => !known.has(id))
        .map((id) => ({
          QueryExecutionId: id,
          ErrorCode: 'INVALID_INPUT',
          ErrorMessage: `QueryExecution ${id} was not found`,
        })),
    };
  },

  StopQueryExecution(input, { executions }) {
    const execution = executions.get(idSchema.parse(input).QueryExecutionId);
    if (!hasEnded(execution.state)) execution.abort.abort(new Error('Query cancelled by user'));
    return {};
  },

  GetQueryResults(input, { executions }) {
    const { QueryExecutionId, NextToken, MaxResults } = resultsSchema.parse(input);
    return readResultPage(executions.get(QueryExecutionId), NextToken ?? null, MaxResults);
  },

  GetQueryRuntimeStatistics(input, { executions, now }) {
    const execution = executions.get(idSchema.parse(input).QueryExecutionId);
    if (!hasEnded(execution.state))
      throw invalidRequest(`Query has not yet finished. Current state: ${execution.state}`);
    const { Statistics } = describeExecution(execution, now());
    return {
      QueryRuntimeStatistics: {
        Timeline: {
          QueryQueueTimeInMillis: Statistics.QueryQueueTimeInMillis,
          QueryPlanningTimeInMillis: Statistics.QueryPlanningTimeInMillis,
          EngineExecutionTimeInMillis: Statistics.EngineExecutionTimeInMillis,
          ServiceProcessingTimeInMillis: Statistics.ServiceProcessingTimeInMillis,
          TotalExecutionTimeInMillis: Statistics.TotalExecutionTimeInMillis,
        },
        Rows: {
          InputRows: execution.statistics.rowsScanned,
          InputBytes: execution.statistics.bytesScanned,
          OutputRows: execution.result?.rows.count ?? 0,
        },
      },
    };
  },

  ListQueryExecutions(input, { executions, workGroups }) {
    const { WorkGroup, MaxResults, NextToken } = listSchema.parse(input);
    workGroups.get(WorkGroup);
    const ids = executions
      .list()
      .filter(({ request }) => request.workGroup === WorkGroup)
      .map(({ id }) => id);
    const from = NextToken === undefined ? 0 : ids.indexOf(NextToken);
    if (from < 0) throw invalidRequest('The NextToken is not valid.');
    const next = ids[from + MaxResults];
    return { QueryExecutionIds: ids.slice(from, from + MaxResults), ...(next !== undefined && { NextToken: next }) };
  },
};

async function toRequest(asked: z.output<typeof startSchema>, { workGroups, results, defaultDatabase }: EndpointState) {
  const group = workGroups.get(asked.WorkGroup);
  if (group.state === 'DISABLED') throw invalidRequest(`WorkGroup ${group.name} is disabled.`);
  const catalog = asked.QueryExecutionContext.Catalog ?? 'AwsDataCatalog';
  if (catalog.toLowerCase() !== 'awsdatacatalog')
    throw invalidRequest(`Catalog ${catalog} does not exist here: AwsDataCatalog is the only one.`);
  const client = toFolder(asked.ResultConfiguration.OutputLocation);
  const outputLocation =
    group.isEnforced && group.outputLocation !== null ? group.outputLocation : (client ?? group.outputLocation);
  if (results !== null && outputLocation === null) {
    throw invalidRequest(
      'No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.',
    );
  }
  if (results !== null && outputLocation !== null) {
    await results.check(outputLocation).catch((cause: unknown) => {
      throw invalidRequest(cause instanceof Error ? cause.message : String(cause));
    });
  }
  return {
    sql: asked.QueryString,
    parameters: asked.ExecutionParameters,
    catalog,
    database: bareName(asked.QueryExecutionContext.Database ?? defaultDatabase),
    workGroup: group.name,
    outputLocation,
    enforcesOutputLocation: group.isEnforced && group.outputLocation !== null,
    cutoffBytes: group.cutoffBytes,
  };
}
