import { Glue } from '@aws-sdk/client-glue';
import { rawBarsTable } from '@tickerlake/record-schema';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { jsonTableInput } from '../glue/json-table-input.ts';
import { toPointerUpdate } from '../glue/table-update.ts';
import { createTrinoClient } from '../trino/trino-client.ts';
import { addColumns } from './add-columns.ts';
import { createIcebergTable, createIcebergTableAs, type IcebergTable } from './create-iceberg-table.ts';
import { createTableAs, type TableBuild } from './create-table-as.ts';
import { createView } from './create-view.ts';
import { dropTable, dropView } from './drop-table.ts';
import { insertSelect } from './insert-select.ts';
import type { LakeEngine } from './lake-engine.ts';
import { mergePublish, type Publish } from './merge-publish.ts';
import { mergeRollback } from './merge-rollback.ts';
import { optimizeTable } from './optimize-table.ts';
import { selectPartitionKeys, toBatchedBuild } from './partition-batches.ts';
import { selectBuildFaults } from './select-build-faults.ts';
import { toQueryName } from './table-name.ts';
import { vacuumTable } from './vacuum-table.ts';

const { trinoUrl, glueEndpoint, s3Endpoint, bucket } = inject('engines');
const engine: LakeEngine = { name: 'trino', icebergCatalog: 'iceberg' };
const database = `athena_sql_${Date.now()}`;
const folder = `s3://${bucket}/${database}/`;
const named = (name: string) => ({ database, name });
const glue = new Glue({
  endpoint: glueEndpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
});
const clock = {
  now: () => new Date(),
  sleep: async (ms: number, signal?: AbortSignal) => sleep(ms, undefined, { signal }),
};
const trino = createTrinoClient({
  url: trinoUrl,
  user: 'test',
  catalog: 'awsdatacatalog',
  schema: database,
  fetch,
  clock,
  random: Math.random,
});

async function run(statements: string | readonly string[]) {
  const rows: unknown[][] = [];
  for (const statement of [statements].flat())
    for await (const page of trino.pages(statement)) rows.push(...page.rows.map((row) => [...row]));
  return rows;
}

const columns = [
  { name: 'ticker', type: 'string' },
  { name: 'day', type: 'date' },
  { name: 'bar_start', type: 'timestamp' },
  { name: 'close', type: 'double' },
  { name: 'run_id', type: 'string' },
] as const;
const period = { column: 'day', ranges: [{ from: '2026-05-01', to: '2026-06-01' }] };
const target = named('prod');
const iceberg: IcebergTable = {
  table: target,
  columns,
  location: `${folder}prod/`,
  partitionedBy: [{ column: 'day', by: 'month' }],
};
const toRows = (runId: string, rows: readonly string[]) =>
  `select *, timestamp '2026-05-04 13:30:00.123' as bar_start, '${runId}' as run_id from (values ${rows.join(', ')}) as v(ticker, day, close)`;
const toStage = (name: string, runId: string, rows: readonly string[]): TableBuild => ({
  table: named(name),
  columns,
  query: toRows(runId, rows),
  location: `${folder}stage/${name}/`,
});
const toPublish = (name: string): Publish => ({
  target,
  build: named(name),
  columns,
  key: ['ticker', 'day'],
  provenance: ['run_id'],
  period,
});
const readProd = () =>
  run(
    `select ticker, cast(day as varchar), close, run_id, cast(bar_start as varchar) from ${toQueryName(target)} order by 1, 2`,
  );
const readSnapshots = async () =>
  (await run(`select cast(snapshot_id as varchar) from "${database}"."prod$snapshots" order by committed_at`)).map(
    ([id]) => BigInt(String(id)),
  );

beforeAll(async () => {
  await glue.createDatabase({ DatabaseInput: { Name: database, LocationUri: folder } });
});

afterAll(() => glue.destroy());

async function put(day: string, line: object): Promise<void> {
  const answer = await fetch(`${s3Endpoint}/${bucket}/${database}/raw/${day}/part.json`, {
    method: 'PUT',
    body: `${JSON.stringify(line)}\n`,
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x',
    },
  });
  expect(answer.status).toBe(200);
}

describe('statements on Trino', { sequential: true }, () => {
  test('landed JSON is read by the day in its path', async () => {
    const line = {
      ticker: 'AAPL',
      bar_start_ms: 1_780_000_000_000,
      bar_ms: 60_000,
      open: 1,
      high: 2.5,
      low: 0.5,
      close: 2,
      volume: 10,
      vwap: null,
      trades: 3,
      adjusted: false,
      run_id: 'r',
      request_id: null,
      fetched_at_ms: 1,
    };
    for (const [day = '', ticker] of [
      ['2026-05-28', 'AAPL'],
      ['2026-05-29', 'MSFT'],
      ['2019-01-01', 'OLD'],
    ]) {
      await put(day, { ...line, ticker });
    }
    await glue.createTable({
      DatabaseName: database,
      TableInput: jsonTableInput({ table: rawBarsTable, location: `${folder}raw/`, firstDay: '2026-01-01' }),
    });
    expect(await run('select dt, ticker, high, vwap, trades from raw_bars order by dt')).toEqual([
      ['2026-05-28', 'AAPL', '2.5', null, '3'],
      ['2026-05-29', 'MSFT', '2.5', null, '3'],
    ]);
    expect(await run("select ticker from raw_bars where dt = '2026-05-29'")).toEqual([['MSFT']]);
  });

  test('lists of landed JSON are read, missing ones as NULL, next to lines without lists', async () => {
    const lists = { starts_ms: [1, 2], opens: [1.5, 1e-7], volumes: [null, 3], trade_counts: [4, 5] };
    await put('2026-05-30', { ticker: 'AAPL', bar_ms: 60_000, ...lists, run_id: 'r' });
    expect(
      await run(
        `select l.dt, b.s, b.o, b.v, l.vwaps from raw_bars as l cross join unnest(coalesce(starts_ms, array[bar_start_ms]),
         coalesce(opens, array[open]), coalesce(volumes, array[volume])) as b (s, o, v) order by 1, 2`,
      ),
    ).toEqual([
      ['2026-05-28', '1780000000000', '1.0', '10.0', null],
      ['2026-05-29', '1780000000000', '1.0', '10.0', null],
      ['2026-05-30', '1', '1.5', null, null],
      ['2026-05-30', '2', '1.0E-7', '3.0', null],
    ]);
  });

  test('a table of 130 partitions is built in two statements, every row once', async () => {
    const build: TableBuild = {
      table: named('many'),
      columns: [
        { name: 'key', type: 'string' },
        { name: 'n', type: 'int64' },
      ],
      query:
        "select n, case when n % 130 = 7 then null else 'k' || cast(n % 130 as varchar) end as key from unnest(sequence(1, 1000)) as t(n)",
      location: `${folder}many/`,
      partitionedBy: ['key'],
    };
    const keys = (await run(selectPartitionKeys(build))).map(([key]) => [key === null ? null : String(key)]);
    expect(keys).toHaveLength(130);
    const statements = toBatchedBuild(engine, build, keys);
    expect(statements).toHaveLength(2);
    await run(statements);
    expect(
      await run(
        `select count(*), count(distinct n), count(distinct key), count(case when key is null then 1 end) from many`,
      ),
    ).toEqual([['1000', '1000', '129', '8']]);
    await expect(
      run(createTableAs(engine, { ...build, table: named('too_many'), location: `${folder}too-many/` })),
    ).rejects.toThrow(/TOO_MANY_OPEN_PARTITIONS/);
  });

  test('a publish changes, adds and deletes rows of its period in one snapshot; a repetition makes none', async () => {
    await run(
      createIcebergTableAs(
        engine,
        iceberg,
        toRows('r1', [
          "('A', date '2026-04-30', 1e0)",
          "('A', date '2026-05-04', 2e0)",
          "('B', date '2026-05-04', 3e0)",
          "('C', date '2026-05-04', nan())",
        ]),
      ),
    );
    await run(
      createTableAs(
        engine,
        toStage('stage_2', 'r2', [
          "('A', date '2026-05-04', 2.5e0)",
          "('C', date '2026-05-04', nan())",
          "('D', date '2026-05-05', null)",
        ]),
      ),
    );
    expect(await run(selectBuildFaults(toPublish('stage_2')))).toEqual([['3', '0', '0', '0']]);
    const before = await readSnapshots();
    await run(mergePublish(toPublish('stage_2')));
    const at = '2026-05-04 13:30:00.123000';
    const published = [
      ['A', '2026-04-30', '1.0', 'r1', at],
      ['A', '2026-05-04', '2.5', 'r2', at],
      ['C', '2026-05-04', 'NaN', 'r1', at],
      ['D', '2026-05-05', null, 'r2', at],
    ];
    expect(await readProd()).toEqual(published);
    const after = await readSnapshots();
    expect(after).toHaveLength(before.length + 1);
    await run(mergePublish(toPublish('stage_2')));
    expect(await readSnapshots()).toEqual(after);

    await run(mergeRollback({ target, snapshotId: before.at(-1) ?? 0n, columns, key: ['ticker', 'day'] }));
    expect(await readProd()).toEqual([
      ['A', '2026-04-30', '1.0', 'r1', at],
      ['A', '2026-05-04', '2.0', 'r1', at],
      ['B', '2026-05-04', '3.0', 'r1', at],
      ['C', '2026-05-04', 'NaN', 'r1', at],
    ]);
    await run(mergePublish(toPublish('stage_2')));
    expect(await readProd()).toEqual(published);
  });

  test('a column is added, and a rollback to before it empties it', async () => {
    const added = [...columns, { name: 'vwap', type: 'double' }, { name: 'seen_at', type: 'timestamp' }] as const;
    const older = (await readSnapshots()).at(-1) ?? 0n;
    await run(addColumns(engine, target, added.slice(columns.length)));
    await run(
      insertSelect({
        table: target,
        columns: added,
        query: `${toRows('r3', ["('E', date '2026-05-06', 1e0)"]).replace('select *', "select *, 7e0 as vwap, timestamp '2026-05-06 00:00:00' as seen_at")}`,
        kind: 'iceberg',
      }),
    );
    expect(await run(`select ticker, vwap, cast(seen_at as varchar) from prod where vwap is not null`)).toEqual([
      ['E', '7.0', '2026-05-06 00:00:00.000000'],
    ]);
    await run(
      mergeRollback({
        target,
        snapshotId: older,
        columns: added,
        key: ['ticker', 'day'],
        addedSince: ['vwap', 'seen_at'],
      }),
    );
    expect(await run(`select count(*), count(vwap), count(case when ticker = 'E' then 1 end) from prod`)).toEqual([
      ['4', '0', '0'],
    ]);
  });

  test('compaction and the removal of old snapshots do not change the rows', async () => {
    const rows = await readProd();
    const countFiles = async () => Number((await run(`select count(*) from "${database}"."prod$files"`))[0]?.[0]);
    const filesBefore = await countFiles();
    await run(optimizeTable(engine, { table: target, columns, period }));
    expect(await countFiles()).toBeLessThan(filesBefore);
    await run(vacuumTable(engine, target, 0));
    expect(await readSnapshots()).toHaveLength(1);
    expect(await readProd()).toEqual(rows);
  });

  test("the pointer of an Iceberg table goes back to an older state, guarded by the table's version", async () => {
    const rows = await readProd();
    const { Table: older } = await glue.getTable({ DatabaseName: database, Name: 'prod' });
    await run(`delete from prod where ticker = 'A'`);
    const { Table: current } = await glue.getTable({ DatabaseName: database, Name: 'prod' });
    if (older === undefined || current === undefined) throw new Error('There is no table.');
    const location = older.Parameters?.['metadata_location'] ?? '';
    await expect(
      glue.updateTable(toPointerUpdate({ ...current, VersionId: older.VersionId }, location)),
    ).rejects.toMatchObject({ name: 'ConcurrentModificationException' });
    await glue.updateTable(toPointerUpdate(current, location));
    expect(await readProd()).toEqual(rows);
    await run(`delete from prod where ticker = 'A'`);
    expect((await readProd()).map(([ticker]) => ticker)).toEqual(['C', 'D']);
  });

  test('a view is replaced; tables and views are dropped, and dropping nothing is not an error', async () => {
    for (const n of [1, 2]) await run(createView(named('v'), `select ${n} as n from "${database}"."prod"`));
    expect(await run('select distinct n from v')).toEqual([['2']]);
    await run(createIcebergTable(engine, { ...iceberg, table: named('empty'), location: `${folder}empty/` }));
    await run(createIcebergTable(engine, { ...iceberg, table: named('empty'), location: `${folder}empty/` }));
    expect(await run('select count(*) from empty')).toEqual([['0']]);
    for (let twice = 0; twice < 2; twice += 1) {
      await run(dropView(named('v')));
      for (const name of ['empty', 'prod', 'many', 'stage_2']) await run(dropTable(engine, named(name)));
    }
    expect(await run(`show tables from "${database}"`)).toEqual([['raw_bars']]);
  });
});
