import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RigPorts } from './config.ts';

/** Where the running engines listen. Region `us-east-1`, credentials `x` and `x`, path-style S3. */
export interface RigEndpoints {
  readonly athenaEndpoint: string;
  readonly glueEndpoint: string;
  readonly firehoseEndpoint: string;
  readonly s3Endpoint: string;
  readonly trinoUrl: string;
  readonly bucket: string;
}

/** The bucket that always exists. */
export const RIG_BUCKET = 'lake';

/**
 * The endpoints of a rig on these ports: Athena, Glue and Firehose at the front, S3 at moto.
 *
 * @example
 * toEndpoints({ trino: 8085, moto: 5000, front: 5001 }).trinoUrl; // 'http://127.0.0.1:8085'
 */
export function toEndpoints(ports: RigPorts): RigEndpoints {
  const front = `http://127.0.0.1:${ports.front}`;
  return {
    athenaEndpoint: front,
    glueEndpoint: front,
    firehoseEndpoint: front,
    s3Endpoint: `http://127.0.0.1:${ports.moto}`,
    trinoUrl: `http://127.0.0.1:${ports.trino}`,
    bucket: RIG_BUCKET,
  };
}

/**
 * Writes `endpoints.json` atomically: its presence means that a query has succeeded on this rig.
 *
 * @example
 * writeEndpoints('.engines/run', toEndpoints(ports));
 */
export function writeEndpoints(runFolder: string, endpoints: RigEndpoints): void {
  mkdirSync(runFolder, { recursive: true });
  const draft = join(runFolder, 'endpoints.json.draft');
  writeFileSync(draft, `${JSON.stringify(endpoints, null, 2)}\n`);
  renameSync(draft, endpointsFile(runFolder));
}

/**
 * The endpoints of the rig that was started in this folder, or undefined when none was.
 *
 * @example
 * readEndpoints('.engines/run')?.trinoUrl;
 */
export function readEndpoints(runFolder: string): RigEndpoints | undefined {
  try {
    return JSON.parse(readFileSync(endpointsFile(runFolder), 'utf8')) as RigEndpoints;
  } catch {
    return undefined;
  }
}

/**
 * Removes `endpoints.json`, so that no one uses a rig that is about to stop.
 *
 * @example
 * removeEndpoints('.engines/run');
 */
export function removeEndpoints(runFolder: string): void {
  rmSync(endpointsFile(runFolder), { force: true });
}

function endpointsFile(runFolder: string): string {
  return join(runFolder, 'endpoints.json');
}
