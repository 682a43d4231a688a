import { Athena } from '@aws-sdk/client-athena';
import { Kysely, sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { AthenaDialect, type AthenaDialectConfig } from './athena-dialect.ts';
import { createQueryRunner } from './query-runner.ts';
import type { QueryStatistics } from './query-statistics.ts';

const { athenaEndpoint, bucket } = inject('engines');
const athena = new Athena({ endpoint: athenaEndpoint, region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } });
const clock = { now: () => new Date(), sleep: async (ms: number, signal?: AbortSignal) => sleep(ms, undefined, { signal }) };
const told: QueryStatistics[] = [];
const runner = createQueryRunner({ athena, clock, random: Math.random, outputLocation: `s3://${bucket}/athena_dialect/`, poll: { firstMs: 20, capMs: 500 }, onStatistics: (one) => told.push(one) });
const open = (config: Partial<AthenaDialectConfig> = {}) => new Kysely<unknown>({ dialect: new AthenaDialect({ runner, ...config }) });

afterAll(() => athena.destroy());

describe("AthenaDialect, with the SDK's client", () => {
  test('gives typed values', async () => {
    const values = sql`select bigint '9007199254740993' as big, 1.5e0 as double, decimal '1.50' as decimal, '' as empty, cast(null as varchar) as missing, true as yes,
      date '2026-02-28' as day, timestamp '2026-05-29 19:30:00.123' as at, with_timezone(timestamp '2026-05-29 15:30:00.123', 'America/New_York') as zoned, nan() as none, real '0.1' as real, integer '7' as small`;
    expect((await values.execute(open())).rows).toEqual([
      {
        big: 9_007_199_254_740_993n,
        double: 1.5,
        decimal: '1.50',
        empty: '',
        missing: null,
        yes: true,
        day: '2026-02-28',
        at: new Date('2026-05-29T19:30:00.123Z'),
        zoned: new Date('2026-05-29T19:30:00.123Z'),
        none: Number.NaN,
        real: Math.fround(0.1),
        small: 7,
      },
    ]);
  });

  test('reads 2,500 rows over three pages, once each', async () => {
    const { rows } = await sql<{ n: bigint }>`select n from unnest(sequence(1, 2500)) as t(n) order by n`.execute(open());
    expect(rows.map(({ n }) => Number(n))).toEqual(Array.from({ length: 2_500 }, (_, index) => index + 1));
  });

  test('finds its query again under the same run key, and not under another', async () => {
    const newest = async (runKey: string): Promise<string | undefined> => {
      await sql`select 1 as one`.execute(open({ runKey }));
      return told.at(-1)?.queryId;
    };
    const runKey = `dialect-${Date.now()}`;
    const first = await newest(runKey);
    expect(await newest(runKey)).toBe(first);
    expect(await newest(`${runKey}-2`)).not.toBe(first);
  });

  test('stops its query when it is aborted', async () => {
    const controller = new AbortController();
    const long = sql`select count(*) as n from unnest(sequence(1, 10000)) as a(x) cross join unnest(sequence(1, 10000)) as b(y) cross join unnest(sequence(1, 1000)) as c(z)`;
    const end = long.execute(open({ signal: controller.signal, runKey: `long-${Date.now()}` })).catch((error: unknown) => error);
    await sleep(1_500);
    controller.abort(new Error('Ctrl-C'));
    expect(await end).toMatchObject({ message: 'Ctrl-C' });
    const { QueryExecutionIds: [newest = ''] = [] } = await athena.listQueryExecutions({ MaxResults: 1 });
    let state: string | undefined;
    for (let asked = 0; asked < 50 && state !== 'CANCELLED'; asked += 1) {
      await sleep(100);
      state = (await athena.getQueryExecution({ QueryExecutionId: newest })).QueryExecution?.Status?.State;
    }
    expect(state).toBe('CANCELLED');
  });

  test("a failure has the engine's words, its category and what to do", async () => {
    await expect(sql`select nothing from "no_database"."no_table"`.execute(open())).rejects.toMatchObject({
      name: 'AthenaQueryError',
      state: 'FAILED',
      category: 'user',
      transient: false,
      queryId: expect.any(String),
      message: expect.stringMatching(/(SCHEMA|TABLE)_NOT_FOUND.*Check the names/),
    });
  });
});
