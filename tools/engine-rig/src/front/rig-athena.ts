import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTrinoClient } from '@tickerlake/athena-sql';
import {
  type AthenaEndpoint,
  type CallGlue,
  createAthenaEndpoint,
  createGlueCatalog,
  createTrinoEngine,
  type ResultStore,
} from '@tickerlake/local-athena';

/**
 * Athena over the rig's Trino, with Glue as catalogue and results in S3.
 *
 * @example
 * const athena = createRigAthena('http://127.0.0.1:8085', callGlue, s3);
 */
export function createRigAthena(trinoUrl: string, callGlue: CallGlue, results: ResultStore): AthenaEndpoint {
  const clock = {
    now: () => new Date(),
    sleep: (ms: number, signal?: AbortSignal) => sleep(ms, undefined, { ...(signal !== undefined && { signal }) }),
  };
  const client = createTrinoClient({ url: trinoUrl, user: 'athena', fetch, clock, random: Math.random });
  const catalog = createGlueCatalog(callGlue);
  const engine = createTrinoEngine({ client, catalog });
  const endpoint = createAthenaEndpoint({ engine, catalog, results, now: clock.now, newId: randomUUID });
  return {
    ...endpoint,
    async reset() {
      await endpoint.reset();
      engine.reset();
    },
  };
}
