import type { RigEndpoints } from '../rig-endpoints.ts';
import { runStatement } from './run-statement.ts';

const table = 'awsdatacatalog.rig_probe.one_row';

/**
 * Creates the rig's bucket.
 *
 * @throws When S3 does not answer.
 *
 * @example
 * await makeBucket(endpoints, signal);
 */
export async function makeBucket({ s3Endpoint, bucket }: RigEndpoints, signal: AbortSignal): Promise<void> {
  const response = await fetch(`${s3Endpoint}/${bucket}`, { method: 'PUT', signal });
  if (!response.ok) throw new Error(`S3 answered ${response.status}: ${await response.text()}`);
}

/**
 * Creates a small table through Trino, which needs the front's Glue, S3 and a worker.
 *
 * @throws When one of them does not work yet.
 *
 * @example
 * await makeProbeTable(endpoints, signal);
 */
export async function makeProbeTable({ trinoUrl, bucket }: RigEndpoints, signal: AbortSignal): Promise<void> {
  await runStatement(
    trinoUrl,
    `CREATE SCHEMA IF NOT EXISTS awsdatacatalog.rig_probe WITH (location = 's3://${bucket}/rig-probe/')`,
    signal,
  );
  await runStatement(trinoUrl, `CREATE TABLE IF NOT EXISTS ${table} AS SELECT 1 AS n`, signal);
}

/**
 * Scans that table: Trino answers `SELECT 1` seconds before it can scan a table.
 *
 * @throws When the scan does not work yet.
 *
 * @example
 * await scanProbeTable(endpoints, signal);
 */
export async function scanProbeTable({ trinoUrl }: RigEndpoints, signal: AbortSignal): Promise<void> {
  await runStatement(trinoUrl, `SELECT sum(n) FROM ${table}`, signal);
}
