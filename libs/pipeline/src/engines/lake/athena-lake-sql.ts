import {
  type AthenaApi,
  AthenaDialect,
  AthenaQueryError,
  createQueryRunner,
  type QueryRunnerOptions,
  toPlainValue,
} from '@tickerlake/athena-sql';
import { Kysely } from 'kysely';
import type { LakeSql, Scanned } from './lake-sql.ts';
import type { Clock } from '../../ports/clock.ts';

/** Athena, and how its queries are run. */
export interface AthenaEngine {
  /** `new Athena({ region })` of the AWS SDK. */
  readonly athena: AthenaApi;
  /** Default: `primary`. It must not enforce an output location: staging tables set their own. */
  readonly workGroup?: string;
  /** `s3://bucket/folder/` of the results; default: the workgroup's. */
  readonly outputLocation?: string;
  /** The most bytes that a statement may scan before it is stopped. Default: no limit. */
  readonly maxScanBytes?: number;
  /** Called after every query, even a failed one, with bytes, times and dollars. */
  readonly onStatistics?: NonNullable<QueryRunnerOptions['onStatistics']>;
  readonly poll?: NonNullable<QueryRunnerOptions['poll']>;
  /** Aborting stops the queries. */
  readonly signal?: AbortSignal;
}

/**
 * A lake's statements on Athena.
 *
 * @example
 * const sql = createAthenaLakeSql({ athena: new Athena({ region }), workGroup: 'tickerlake' }, { database, clock, random });
 */
export function createAthenaLakeSql(
  { signal, ...engine }: AthenaEngine,
  lake: { readonly database: string; readonly clock: Clock; readonly random: () => number },
): LakeSql {
  let scanned: Scanned = { statements: 0, bytesScanned: 0, bytesBilled: 0, dollars: 0 };
  const runner = createQueryRunner({
    ...engine,
    onStatistics(query) {
      scanned = {
        statements: scanned.statements + 1,
        bytesScanned: scanned.bytesScanned + query.bytesScanned,
        bytesBilled: scanned.bytesBilled + query.bytesBilled,
        dollars: scanned.dollars + query.dollars,
      };
      engine.onStatistics?.(query);
    },
    database: lake.database,
    clock: lake.clock,
    random: lake.random,
  });
  const options = signal === undefined ? {} : { signal };
  const commit = async (sql: string, key: string | null): Promise<void> => {
    for (let nth = 1; ; nth += 1) {
      try {
        await runner.run(sql, {
          ...options,
          repeatable: false,
          ...(key !== null && { runKey: `${key} commit ${nth}` }),
        });
        return;
      } catch (error) {
        // The failure of an earlier process does not count for this one: its cause may be fixed by now.
        if (!(error instanceof AthenaQueryError && error.isEarlier)) throw error;
      }
    }
  };
  const keyed = (key: string | null): LakeSql => ({
    engine: { name: 'athena' },
    isRemembering: true,
    within: keyed,
    db: new Kysely<unknown>({
      dialect: new AthenaDialect({ runner, ...options, ...(key !== null && { runKey: `${key} read` }) }),
    }),
    async *rows(text, own) {
      const given = [own, signal].filter((one) => one !== undefined);
      const ended = given.length === 0 ? {} : { signal: AbortSignal.any(given) };
      const query = await runner.run(text, ended);
      for await (const page of runner.pages(query, ended))
        yield {
          columns: page.columns,
          rows: page.rows.map((row) => page.columns.map((column, at) => toPlainValue(row[at] ?? null, column, text))),
        };
    },
    scanned: () => scanned,
    commit: (sql) => commit(sql, key),
    build: async (statement) =>
      void (await runner.run(statement, { ...options, ...(key !== null && { runKey: `${key} build` }) })),
  });
  return keyed(null);
}
