import { randomUUID } from 'node:crypto';
import { type AthenaServer, createAthenaEndpoint, createDuckDbCatalog, createDuckDbEngine, serveAthena } from '@tickerlake/local-athena';
import { type Clock, RequestError } from '@tickerlake/pipeline';
import { tables } from '@tickerlake/record-schema';
import type { ReadStore } from '../commands/read-store.ts';
import { createReaderPool } from './reader-pool.ts';

/** The database that the published tables are in, as Athena sees them. */
export const servedDatabase = 'tickerlake';

/** What is shown: the tables of the registry, not what the engine needs beside them. */
const servedTables: ReadonlySet<string> = new Set(tables.map(({ name }) => name));

/** Queries at once: each has a DuckDB of its own. */
const maxRunning = 4;

/**
 * Serves the published tables of a store through the Athena API on loopback. Each query reads the release that is current when it starts.
 *
 * @throws {RequestError} when the port is taken.
 * @example
 * const { url, close } = await openAthenaEndpoint(store, 4650, systemClock);
 */
export async function openAthenaEndpoint(store: ReadStore, port: number, clock: Clock): Promise<AthenaServer> {
  const pool = createReaderPool(store);
  const engine = createDuckDbEngine({
    database: servedDatabase,
    tables: servedTables,
    async lease() {
      const { reader, release } = await pool.lease();
      return { connection: reader.connection, release };
    },
  });
  const catalog = createDuckDbCatalog(servedDatabase, async (sql) => {
    const { reader, release } = await pool.lease();
    return reader.query(sql).finally(release);
  }, servedTables);
  const endpoint = createAthenaEndpoint({ engine, catalog, maxRunning, now: () => clock.now(), newId: randomUUID, defaultDatabase: servedDatabase });
  const server = await serveAthena({ endpoint, port }).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE') throw new RequestError(`Port ${port} of 127.0.0.1 is taken by another program: choose another with --port.`);
    throw cause;
  });
  return {
    ...server,
    async close() {
      await server.close();
      await pool.close();
    },
  };
}
