import {
  backoff,
  createTrinoClient,
  type LakeEngine,
  SqlExecutionError,
  TrinoDialect,
  type TrinoFetch,
} from '@tickerlake/athena-sql';
import { CompiledQuery, Kysely } from 'kysely';
import type { LakeSql } from './lake-sql.ts';
import type { Clock } from '../../ports/clock.ts';

/** A Trino cluster, its Hive and Iceberg catalogues and how to reach it. */
export interface TrinoEngine {
  /** The coordinator: `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly user: string;
  /** The Hive catalogue, which sends Iceberg tables on (`hive.iceberg-catalog-name`). */
  readonly catalog: string;
  readonly icebergCatalog: string;
  readonly fetch: TrinoFetch;
  /** Sent with every request: `{ authorization: 'Basic ...' }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborting cancels the statements. */
  readonly signal?: AbortSignal;
}

const attempts = 3;
const waitsMs = { first: 500 };

/**
 * A lake's statements on a self-hosted Trino.
 *
 * @example
 * const sql = createTrinoLakeSql({ url, user: 'tickerlake', catalog: 'awsdatacatalog', icebergCatalog: 'iceberg', fetch }, { database, clock, random });
 */
export function createTrinoLakeSql(
  trino: TrinoEngine,
  lake: { readonly database: string; readonly clock: Clock; readonly random: () => number },
): LakeSql {
  const { url, user, catalog, fetch, headers, signal } = trino;
  const { database: schema, clock, random } = lake;
  const engine: LakeEngine = { name: 'trino', icebergCatalog: trino.icebergCatalog };
  const sessionProperties = { [`${catalog}.compression_codec`]: 'ZSTD' };
  const client = createTrinoClient({
    url,
    user,
    catalog,
    schema,
    sessionProperties,
    fetch,
    clock,
    random,
    ...(headers && { headers }),
  });
  const db = new Kysely<unknown>({ dialect: new TrinoDialect({ client, ...(signal && { query: { signal } }) }) });
  const run = async (sql: string): Promise<void> => void (await db.executeQuery(CompiledQuery.raw(sql)));
  const lakeSql: LakeSql = {
    engine,
    isRemembering: false,
    within: () => lakeSql,
    db,
    commit: run,
    async build(statement) {
      for (let nth = 1; ; nth += 1) {
        try {
          return await run(statement(nth));
        } catch (error) {
          if (nth === attempts || !(error instanceof SqlExecutionError) || !error.transient) throw error;
          await clock.sleep(random() * backoff(nth, waitsMs), signal);
        }
      }
    },
  };
  return lakeSql;
}
