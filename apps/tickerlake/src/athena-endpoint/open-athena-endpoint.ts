import { randomUUID } from 'node:crypto';
import {
  type AthenaServer,
  createAthenaEndpoint,
  createDuckDbCatalog,
  createTurns,
  serveAthena,
} from '@tickerlake/local-athena';
import { type Clock, RequestError } from '@tickerlake/pipeline';
import type { ReadStore } from '../composition/read-store.ts';
import { startEngine } from '../engine-process/start-engine.ts';
import { servedDatabase, servedTables } from '../engine-process/served-database.ts';

/** The most queries at the same time; others are QUEUED. */
const maxRunning = 4;
/** How long a query may run; Athena's own limit is 30 minutes. */
const statementTimeoutMs = 300_000;
/** The most look-ups of tables and columns at the same time, and how long one may take. */
const maxLookUps = 2;
const lookUpTimeoutMs = 30_000;

/**
 * Serves the published tables of a store through the Athena API on loopback. Each query reads the release that is current when it starts.
 *
 * @param home the folder of this program, for the engine's process.
 * @throws {RequestError} when the port is already in use.
 * @example
 * const { url, close } = await openAthenaEndpoint(store, 4650, systemClock, home);
 */
export async function openAthenaEndpoint(
  store: ReadStore,
  port: number,
  clock: Clock,
  home: string,
): Promise<AthenaServer> {
  const process = startEngine({ home, root: store.paths.root });
  const inTurn = createTurns(maxLookUps);
  const catalog = createDuckDbCatalog(
    servedDatabase,
    async (sql) => {
      const { columns, rows } = await inTurn(() => process.rows(sql, AbortSignal.timeout(lookUpTimeoutMs)));
      return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])));
    },
    servedTables,
  );
  const endpoint = createAthenaEndpoint({
    engine: process.engine,
    catalog,
    maxRunning,
    statementTimeoutMs,
    now: () => clock.now(),
    newId: randomUUID,
    defaultDatabase: servedDatabase,
  });
  const server = await serveAthena({ endpoint, port }).catch(async (cause: unknown) => {
    await process.close();
    if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')
      throw new RequestError(`Port ${port} of 127.0.0.1 is already in use: choose another with --port.`);
    throw cause;
  });
  return {
    ...server,
    async close() {
      await server.close();
      await process.close();
    },
  };
}
