import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Athena,
  type GetQueryResultsOutput,
  type QueryExecution,
  type StartQueryExecutionInput,
} from '@aws-sdk/client-athena';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { createDuckDbCatalog } from '../duckdb/duckdb-catalog.ts';
import { createDuckDbEngine } from '../duckdb/duckdb-engine.ts';
import { addTrinoMacros } from '../duckdb/add-trino-macros.ts';
import { createAthenaEndpoint } from '../endpoint/athena-endpoint.ts';
import type { ResultStore } from '../executions/result-store.ts';
import { type AthenaServer, serveAthena } from '../http/serve-athena.ts';

/** The real SDK client with shortcuts for tests. */
export class TestAthena extends Athena {
  /** Starts a query and waits for its end. */
  async run(input: string | StartQueryExecutionInput): Promise<QueryExecution> {
    const { QueryExecutionId } = await this.startQueryExecution(
      typeof input === 'string' ? { QueryString: input } : input,
    );
    return this.ended(QueryExecutionId);
  }

  async ended(QueryExecutionId: string | undefined): Promise<QueryExecution> {
    for (;;) {
      const { QueryExecution } = await this.getQueryExecution({ QueryExecutionId });
      if (!['QUEUED', 'RUNNING'].includes(QueryExecution?.Status?.State ?? '')) return QueryExecution ?? {};
      await sleep(10);
    }
  }

  /** The first page of a query that succeeds. */
  async page(sql: string): Promise<GetQueryResultsOutput> {
    const { QueryExecutionId, Status } = await this.run(sql);
    if (Status?.State !== 'SUCCEEDED') throw new Error(Status?.StateChangeReason);
    return this.getQueryResults({ QueryExecutionId });
  }

  /** The texts of a query's rows, without the header. */
  async rows(sql: string): Promise<(string | undefined)[][]> {
    const { ResultSet } = await this.page(sql);
    return (ResultSet?.Rows ?? []).slice(1).map((row) => (row.Data ?? []).map((datum) => datum.VarCharValue));
  }
}

/** The SDK's client for an endpoint, without retries, so that each response is visible. */
export function connect(endpoint: string): TestAthena {
  return new TestAthena({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    maxAttempts: 1,
  });
}

/** An endpoint over an empty DuckDB with the database `lake`, and the real client. */
export async function openEndpoint(
  options: { readonly tables?: readonly string[]; readonly results?: ResultStore; readonly maxRunning?: number } = {},
) {
  const instance = await DuckDBInstance.create(':memory:');
  const owner = await instance.connect();
  const read = async (sql: string) => (await owner.runAndReadAll(sql)).getRowObjects();
  await owner.run("SET GLOBAL TimeZone = 'UTC'");
  for (const statement of options.tables ?? []) await owner.run(statement);
  await addTrinoMacros(read);
  const endpoint = createAthenaEndpoint({
    engine: createDuckDbEngine({ database: 'lake', lease: async () => toLease(await instance.connect()) }),
    catalog: createDuckDbCatalog('lake', read),
    now: () => new Date(),
    newId: randomUUID,
    defaultDatabase: 'lake',
    ...(options.results !== undefined && { results: options.results }),
    ...(options.maxRunning !== undefined && { maxRunning: options.maxRunning }),
  });
  const server: AthenaServer = await serveAthena({ endpoint, withFaults: true });
  const athena = connect(server.url);
  return {
    athena,
    endpoint,
    url: server.url,
    setFaults: (faults: readonly object[]) =>
      fetch(`${server.url}/faults`, { method: 'POST', body: JSON.stringify(faults) }),
    async close() {
      athena.destroy();
      await server.close();
      owner.closeSync();
      instance.closeSync();
    },
  };
}

function toLease(connection: DuckDBConnection) {
  return { connection, release: () => connection.closeSync() };
}
