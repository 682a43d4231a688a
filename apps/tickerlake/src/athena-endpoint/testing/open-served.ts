import { setTimeout as sleep } from 'node:timers/promises';
import { Athena } from '@aws-sdk/client-athena';
import { expect, vi } from 'vitest';
import { buildCommand } from '../../testing/build-command.ts';
import { freePort } from '../../testing/free-port.ts';
import { startCommand } from '../../testing/child-command.ts';
import { runCommand } from '../../testing/run-command.ts';

/** What an endpoint answers a statement: columns by name and type, values as text; or why it does not. */
export type ServedAnswer =
  { readonly columns: string[][]; readonly rows: (string | null)[][] } | { readonly refused: string };

/**
 * Publishes by one run, serves what is published from the bundle that ships, and asks through the SDK.
 *
 * @param dataDir a folder that nothing else uses.
 * @param args of `run`: the source and what it takes.
 * @example
 * const served = await openServed(await temporaryFolder(), ['--source', 'simulated']);
 * await served.ask('SELECT 1', 'tickerlake');
 */
export async function openServed(dataDir: string, args: readonly string[]) {
  buildCommand();
  expect((await runCommand(['run', ...args, '--data-dir', dataDir])).code).toBe(0);
  const port = await freePort();
  const [source = ''] = args.flatMap((arg, index) => (arg === '--source' ? [args[index + 1] ?? ''] : []));
  const { child, ended } = startCommand(['serve', '--port', String(port), '--source', source, '--data-dir', dataDir]);
  const athena = new Athena({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await vi.waitFor(() => athena.listWorkGroups({}), { timeout: 60_000 });
  return {
    athena,
    ask: (sql: string, database: string) => ask(athena, sql, database),
    async close() {
      athena.destroy();
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
    },
  };
}

async function ask(athena: Athena, QueryString: string, Database: string): Promise<ServedAnswer> {
  try {
    const { QueryExecutionId } = await athena.startQueryExecution({ QueryString, QueryExecutionContext: { Database } });
    for (;;) {
      const { QueryExecution } = await athena.getQueryExecution({ QueryExecutionId });
      if (QueryExecution?.Status?.State === 'SUCCEEDED') break;
      if (QueryExecution?.Status?.State === 'FAILED') return { refused: QueryExecution.Status.StateChangeReason ?? '' };
      await sleep(10);
    }
    const { ResultSet } = await athena.getQueryResults({ QueryExecutionId });
    const columns = (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = '', Type = '' }) => [Name, Type]);
    const rows = (ResultSet?.Rows ?? []).map((row) => (row.Data ?? []).map((datum) => datum.VarCharValue ?? null));
    const hasHeader = /^[\s(]*(select|with|values|table)\b/i.test(QueryString);
    return { columns, rows: hasHeader ? rows.slice(1) : rows };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}
