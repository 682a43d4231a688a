import {
  backoff,
  createTrinoClient,
  type LakeEngine,
  SqlExecutionError,
  toTrinoValues,
  TrinoDialect,
  type TrinoFetch,
  type TrinoStatistics,
} from '@tickerlake/athena-sql';
import { sizeText } from '@tickerlake/record-schema';
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
  /** The most bytes that a statement may read from storage before Trino stops it. Default: the cluster's own limit. */
  readonly maxScanBytes?: number;
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
  const sessionProperties = {
    [`${catalog}.compression_codec`]: 'ZSTD',
    ...(trino.maxScanBytes !== undefined && { query_max_scan_physical_bytes: `${trino.maxScanBytes}B` }),
  };
  let [statements, bytesScanned] = [0, 0];
  // Trino compares with its own limit once a second, so a short query passes that one.
  const isOverLimit = (bytes: number): boolean => trino.maxScanBytes !== undefined && bytes > trino.maxScanBytes;
  const count = (
    query: Pick<TrinoStatistics, 'physicalInputBytes'> & { readonly queryId: string },
    text = '',
  ): void => {
    const { physicalInputBytes: bytes, queryId } = query;
    statements += 1;
    bytesScanned += bytes;
    if (isOverLimit(bytes))
      throw new SqlExecutionError(
        `Trino query ${queryId} was stopped: it scanned ${sizeText(bytes)}, more than its limit of ${sizeText(trino.maxScanBytes ?? 0)}. Read fewer columns or trading dates, or raise the limit (maxScanBytes).`,
        { engine: 'trino', sql: text, transient: false, cause: undefined },
      );
  };
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
  const db = new Kysely<unknown>({
    dialect: new TrinoDialect({ client, onStatistics: count, ...(signal && { query: { signal } }) }),
  });
  const run = async (sql: string): Promise<void> => void (await db.executeQuery(CompiledQuery.raw(sql)));
  const lakeSql: LakeSql = {
    engine,
    isRemembering: false,
    within: () => lakeSql,
    db,
    async *rows(text, own) {
      const given = [own, signal].filter((one) => one !== undefined);
      let isFirst = true;
      for await (const page of client.pages(text, given.length === 0 ? {} : { signal: AbortSignal.any(given) })) {
        const { statistics, queryId } = page;
        if (page.isLast || isOverLimit(statistics.physicalInputBytes)) count({ ...statistics, queryId }, text);
        if (page.columns === null || (page.rows.length === 0 && !(isFirst && page.isLast))) continue;
        isFirst = false;
        const columns = page.columns.map(({ name, type }) => ({ name, type }));
        yield { columns, rows: toTrinoValues(page.columns, page.rows, text) };
      }
    },
    scanned: () => ({ statements, bytesScanned, bytesBilled: 0, dollars: 0 }),
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
