import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqlExecutionError } from '@tickerlake/athena-sql';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { RefusedSql } from '../engines/duckdb/closed-engine/refused-sql.ts';
import type { OpenCurrent, OpenRelease, Published } from '../ports/published.ts';
import type { TypedRows } from '../ports/result-rows.ts';
import type { ContractRun } from './contract-store.ts';

/** What a reader of published tables relies on, wherever they are. */
export interface PublishedCase {
  readonly name: string;
  /** @param makeCurrent makes another release current, as a publisher does. */
  holds(published: Published, makeCurrent: (id: number) => Promise<unknown>): Promise<void>;
}

/** The runs that are published, as releases 1 and 2, before the cases: seven hours of two tickers each. */
export const publishedRuns: readonly ContractRun[] = [
  { runId: 'r1', from: '2026-05-04', to: '2026-05-04' },
  { runId: 'r2', from: '2026-05-05', to: '2026-05-05' },
];

const newestHours =
  'select ticker, max(bar_start) as newest, count(*) as hours from hourly_volatility group by ticker order by ticker';
/** One of each type that our tables and queries give. */
const values = `select true as yes, cast(7 as bigint) as many, cast(1.5 as double) as price, cast(1.5 as decimal(10, 2)) as exact,
  cast('it''s; -- so' as varchar) as text, date '2026-05-04' as day, timestamp '2026-05-04 19:30:00' as clock, cast(null as double) as none`;

/** A contract, to be run on every adapter. */
export const publishedContract: readonly PublishedCase[] = [
  {
    name: 'the current release is read, and an older one by its number',
    async holds(published) {
      const count = 'select count(*) as hours from hourly_volatility';
      expect(await onCurrent(published, (current) => rowsOf(current.stream(count)))).toEqual([[28n]]);
      expect(await onRelease(published, 2, (release) => rowsOf(release.stream(count)))).toEqual([[28n]]);
      expect(await onRelease(published, 1, (release) => rowsOf(release.stream(count)))).toEqual([[14n]]);
      expect(await published.open(9)).toBeNull();
      expect(await published.current()).toMatchObject({ id: 2, publishedAt: expect.any(String) });
    },
  },
  {
    name: 'an open release is read whole, whatever becomes current meanwhile',
    async holds(published, makeCurrent) {
      const counts =
        'select (select count(*) from hourly_volatility) as hours, (select count(*) from bars) as bars, (select sum(hours) from coverage) as covered';
      const read = async (release: OpenCurrent) => [
        String(await rowsOf(release.stream(counts))),
        String(await rowsOf(release.read(counts))),
        ...(await sql<object>`${sql.raw(counts)}`.execute(release.engine)).rows.map((row) => Object.values(row).join()),
        String(
          (
            await release.db
              .selectFrom('coverage')
              .select(sql`sum(hours)`.as('hours'))
              .execute()
          )[0]?.hours,
        ),
      ];
      const opened = await published.openCurrent();
      if (opened === null) throw new Error('Nothing is published.');
      const before = await read(opened);
      try {
        await makeCurrent(1);
        expect(await read(opened)).toEqual(before);
        expect([opened.release.id, (await published.current())?.id]).toEqual([2, 1]);
        await onCurrent(published, async (current) => expect(await read(current)).not.toEqual(before));
      } finally {
        await makeCurrent(2);
        await opened.close();
      }
    },
  },
  {
    name: 'a statement with relations of its own reads an older release, in its order, and so do the views',
    async holds(published) {
      const read = `with h as (select ticker, max(trading_date) as newest from hourly_volatility group by ticker)
        select h.ticker, cast(h.newest as varchar), (select count(*) from daily_volatility), (select sum(hours) from coverage) from h order by h.ticker desc;`;
      const rows = await onRelease(published, 1, (release) => rowsOf(release.stream(read)));
      expect(rows.map((row) => row.map(String))).toEqual([
        ['MSFT', '2026-05-04', '2', '14'],
        ['AAPL', '2026-05-04', '2', '14'],
      ]);
    },
  },
  {
    name: 'values for people are text where JSON has no type, and instants end in Z',
    async holds(published) {
      await onCurrent(published, async (current) => {
        expect(await rowsOf(current.stream(values))).toEqual([
          [true, 7n, 1.5, '1.50', "it's; -- so", '2026-05-04', '2026-05-04 19:30:00', null],
        ]);
        expect(await rowsOf(current.stream(newestHours))).toEqual([
          ['AAPL', '2026-05-05T19:30:00.000Z', 14n],
          ['MSFT', '2026-05-05T19:30:00.000Z', 14n],
        ]);
      });
    },
  },
  {
    name: 'values for programs have dates, and types are named as by DuckDB',
    async holds(published) {
      await onCurrent(published, async (current) => {
        const [page] = await pagesOf(current.read(values));
        expect(page?.columns.map(({ type }) => type)).toEqual([
          'BOOLEAN',
          'BIGINT',
          'DOUBLE',
          'DECIMAL(10,2)',
          'VARCHAR',
          'DATE',
          'TIMESTAMP',
          'DOUBLE',
        ]);
        expect(page?.rows[0]?.slice(5)).toEqual(['2026-05-04', new Date('2026-05-04T19:30:00Z'), null]);
      });
    },
  },
  {
    name: 'a result without rows has one page, with its columns',
    async holds(published) {
      const pages = await onCurrent(published, ({ stream }) =>
        pagesOf(stream("select ticker from bars where ticker = ''")),
      );
      expect(pages).toEqual([{ columns: [{ name: 'ticker', type: 'VARCHAR' }], rows: [] }]);
    },
  },
  {
    name: 'what does not only read is refused, and what is wrong fails',
    async holds(published) {
      await onCurrent(published, async (current) => {
        for (const text of [
          'drop table bars',
          'insert into bars select * from bars',
          'select 1; select 2',
          'delete from bars',
        ])
          for (const reading of [current.stream(text), current.read(text)])
            await expect(rowsOf(reading), text).rejects.toThrow(RefusedSql);
        await expect(rowsOf(current.stream('select nothing from bars'))).rejects.toThrow(SqlExecutionError);
      });
      await inFolder(async (folder) => {
        const file = join(folder, 'rows.csv');
        await onCurrent(published, ({ prepare }) => expect(prepare('drop table bars')).rejects.toThrow(RefusedSql), [
          file,
        ]);
      });
    },
  },
  {
    name: 'a reader may leave early, and an aborted one ends with the reason',
    async holds(published) {
      await onCurrent(published, async (current) => {
        for await (const { rows } of current.stream('select * from bars')) {
          expect(rows.length).toBeGreaterThan(0);
          break;
        }
        const stopped = AbortSignal.abort(new Error('stopped by the test'));
        await expect(rowsOf(current.read('select count(*) from bars', stopped))).rejects.toThrow('stopped by the test');
        expect(await rowsOf(current.read('select 1 as one'))).toEqual([[1]]);
      });
    },
  },
  {
    name: 'rows are written to files, the same ones everywhere',
    async holds(published) {
      await inFolder(async (folder) => {
        const file = join(folder, 'rows');
        const written = async (text: string, format: 'csv' | 'ndjson' | 'parquet') =>
          onCurrent(
            published,
            async (current) => {
              const prepared = await current.prepare(text);
              const count = await prepared.copyTo(format, file);
              return { count, columns: prepared.columns, bytes: await readFile(file) };
            },
            [file],
          );
        const csv = await written(newestHours, 'csv');
        expect({ ...csv, bytes: String(csv.bytes) }).toEqual({
          count: 2,
          columns: [
            { name: 'ticker', type: 'VARCHAR', isInstant: false },
            { name: 'newest', type: 'TIMESTAMP', isInstant: true },
            { name: 'hours', type: 'BIGINT', isInstant: false },
          ],
          bytes: 'ticker,newest,hours\nAAPL,2026-05-05T19:30:00.000Z,14\nMSFT,2026-05-05T19:30:00.000Z,14\n',
        });
        expect(String((await written(values, 'ndjson')).bytes)).toBe(
          `{"yes":true,"many":7,"price":1.5,"exact":1.5,"text":"it's; -- so","day":"2026-05-04","clock":"2026-05-04 19:30:00","none":null}\n`,
        );
        const { bytes, count } = await written('select * from hourly_volatility', 'parquet');
        expect({ count, head: String(bytes.subarray(0, 4)) }).toEqual({ count: 28, head: 'PAR1' });
        expect((await written('select 1 as a, 2 as a', 'csv')).columns.map(({ name }) => name)).toEqual(['a', 'a_1']);
      });
    },
  },
  {
    name: 'tables, state, sizes and the memory of rules are known without a statement',
    async holds(published) {
      expect(published.tables).toContain('hourly_volatility');
      expect(published.tables).not.toContain('raw_bars');
      expect(await published.state()).toBe(await published.state());
      await published.assertIntact();
      await published.probe();
      const sizeOf = await published.sizes();
      const total = (name: string): number => Object.values(sizeOf(name) ?? {}).reduce((sum, bytes) => sum + bytes, 0);
      expect(total('bars')).toBeGreaterThan(0);
      expect(total('coverage')).toBeGreaterThan(total('bars'));
      expect(sizeOf('nothing')).toBeNull();
    },
  },
];

async function onCurrent<Result>(
  published: Published,
  work: (release: OpenCurrent) => Promise<Result>,
  outputs: readonly string[] = [],
): Promise<Result> {
  const current = await published.openCurrent({ outputs });
  if (current === null) throw new Error('Nothing is published.');
  return work(current).finally(() => current.close());
}

async function onRelease<Result>(
  published: Published,
  id: number,
  work: (release: OpenRelease) => Promise<Result>,
): Promise<Result> {
  const release = await published.open(id);
  if (release === null) throw new Error(`There is no release ${id}.`);
  return work(release).finally(() => release.close());
}

async function pagesOf(pages: AsyncIterable<TypedRows>): Promise<TypedRows[]> {
  const all: TypedRows[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

const rowsOf = async (pages: AsyncIterable<TypedRows>): Promise<readonly (readonly unknown[])[]> =>
  (await pagesOf(pages)).flatMap(({ rows }) => rows);

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'published-'));
  await work(folder).finally(() => rm(folder, { recursive: true, force: true }));
}
