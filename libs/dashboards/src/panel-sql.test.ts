import { DuckDBInstance } from '@duckdb/node-api';
import { analysisViews } from '@tickerlake/market-sql';
import { DuckDbDialect } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { Kysely, sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { duckDbShims, expandMacros, interpolateVariables } from '@tickerlake/athena-plugin';
import { dashboardQueries } from './testing/dashboard-queries.ts';
import { lakeStatements } from './testing/lake-statements.ts';
import { lakeRange, lakeValues, smallLake } from './testing/small-lake.ts';
import { plainAggregate, plainIndex, plainStanding } from './testing/plain-comparisons.ts';

type Row = Readonly<Record<string, unknown>>;
let db: Kysely<unknown>;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  db = new Kysely({ dialect: new DuckDbDialect({ connection }) });
  for (const shim of duckDbShims) await sql.raw(shim).execute(db);
  for (const one of smallLake())
    for (const statement of lakeStatements(one, one.table.name, 'duckdb')) await sql.raw(statement).execute(db);
  for (const { table, query } of analysisViews(db.withTables<Tables>()))
    await sql.raw(`create view ${table.name} as ${query.compile().sql}`).execute(db);
});

const run = async (text: string) => (await sql.raw<Row>(text).execute(db)).rows;
const rowsOf = (name: string) =>
  run(dashboardQueries().find((query) => query.name.includes(name))?.sql ?? `select '${name} is missing'`);

describe('every query runs on DuckDB', () => {
  test.each(dashboardQueries())('$name', async ({ sql: text, format }) => {
    const rows = await run(text);
    expect(rows.length).toBeGreaterThan(0);
    if (format === 0) {
      const times = rows.map((row) => (row['time'] as Date).getTime());
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    for (const value of rows.flatMap((row) => Object.values(row))) expect(typeof value).not.toBe('undefined');
  });

  test('and filters times on the raw column, so that files are pruned', () => {
    for (const { name, rawSQL } of dashboardQueries()) {
      const isOfNewestCheck = name.startsWith('tickerlake-pipeline-health: panel 5');
      if (
        !/"(hourly_volatility|runs|corrections|quality_history)"/.test(rawSQL) ||
        name.includes('variable') ||
        isOfNewestCheck
      )
        continue;
      expect(rawSQL, name).toMatch(
        /\b(bar_start|h\.bar_start|started_at|corrected_at|checked_at) between \$__timeFrom\(\)( - interval '\d+' day)? and \$__timeTo\(\)/,
      );
    }
  });
});

const lakeHours = smallLake().find(({ table }) => table.name === 'hourly_volatility')?.rows ?? [];
/** The fixture's hours of the selected stocks, for independent calculations. */
const stockHours = lakeHours
  .filter((row) => row['session'] === 'regular' && row['ticker'] !== 'SPY')
  .map((row) => ({
    ticker: String(row['ticker']),
    date: String(row['trading_date']),
    at: (row['bar_start'] as Date).getTime(),
    m: Number(row['range_pct']),
    isComplete: row['is_complete'] === true,
  }));
function groupBy<T, K>(values: Iterable<T>, keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

describe('the numbers', () => {
  test('of the index: 100 times the measure divided by the median of the base session', async () => {
    const rows = await rowsOf('tickerlake-volatility-index: panel 1');
    const wanted = plainIndex(stockHours, '2026-04-01');
    expect(rows.map((row) => [(row['time'] as Date).getTime(), row['ticker']])).toEqual(
      wanted.map(({ at, ticker }) => [at, ticker]),
    );
    rows.forEach((row, place) => expect(row['index_100']).toBeCloseTo(wanted[place]!.index, 9));
    expect(new Set(rows.map((row) => row['ticker']))).toEqual(new Set(['AAPL', 'MSFT', 'NVDA']));
  });

  test('of the aggregate: median and mean of every hour', async () => {
    const rows = await rowsOf('tickerlake-volatility-index: panel 2');
    const wanted = plainAggregate(stockHours);
    expect(rows.map((row) => (row['time'] as Date).getTime())).toEqual(wanted.map(({ at }) => at));
    rows.forEach((row, place) => {
      for (const name of ['median', 'mean', 'trend'] as const) expectNear(row[name], wanted[place]![name]);
    });
    expect(wanted.filter(({ trend }) => trend !== null).length).toBeGreaterThan(35);
  });

  test('of the first screen: each hour against the median of the same hour before, most unusual first', async () => {
    const newest = '2026-04-30';
    const timeOf = (at: number) => new Date(at).toISOString().slice(11, 16);
    const today = stockHours.filter(({ date }) => date === newest);
    const ratios = today.map(({ ticker, at, m }) => {
      const past = stockHours
        .filter(
          (hour) => hour.ticker === ticker && hour.date < newest && hour.isComplete && timeOf(hour.at) === timeOf(at),
        )
        .map((hour) => hour.m)
        .sort((a, b) => a - b);
      const half = past.length / 2;
      return { ticker, at, ratio: m / ((past[Math.ceil(half) - 1]! + past[Math.floor(half)]!) / 2) };
    });
    const peaks = [...groupBy(ratios, ({ ticker }) => ticker).values()]
      .map((own) => own.reduce((top, one) => (one.ratio > top.ratio ? one : top)))
      .sort((a, b) => b.ratio - a.ratio);
    const newYork = new Date(peaks[0]!.at - 4 * 3_600_000).toISOString().slice(11, 16);
    const [{ sentence }] = (await rowsOf('tickerlake-hourly-volatility: panel 8')) as [{ sentence: string }];
    expect(sentence).toContain(
      `Thu 30 Apr: ${peaks[0]!.ticker} reached ${peaks[0]!.ratio.toFixed(1)} times its usual hour at ${newYork}`,
    );
    const rows = await rowsOf('tickerlake-hourly-volatility: panel 11');
    expect(rows.map(({ ticker }) => ticker)).toEqual(peaks.map(({ ticker }) => ticker));
    rows.forEach((row, place) => expectNear(row['ratio'], peaks[place]!.ratio));
    const cells = await rowsOf('tickerlake-hourly-volatility: panel 9');
    expect(cells).toHaveLength(5 * 7 * 4);
    for (const { ticker, at, ratio } of ratios) {
      const hour = `Thu 30 Apr ${new Date(at - 4 * 3_600_000).toISOString().slice(11, 16)}`;
      expectNear(cells.find((cell) => cell['hour'] === hour && cell['ticker'] === ticker)?.['ratio'], ratio);
    }
    const [day] = groupBy(await rowsOf('tickerlake-hourly-volatility: panel 10'), ({ ticker }) => ticker);
    expect(day?.[0]).toBe(peaks[0]!.ticker);
    expect(day?.[1].map((row) => row['hours_since_open'])).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('of the market hours: from the open to the close of each session', async () => {
    const rows = await rowsOf('tickerlake-hourly-volatility: annotation Market hours');
    expect(rows).toHaveLength(22);
    expect(rows[0]).toEqual({
      time: new Date('2026-04-01T13:30:00Z'),
      timeend: new Date('2026-04-01T20:00:00Z'),
      text: 'regular hours',
      tags: 'market',
    });
  });

  test('of the standing: above or below the median of the others; a missing hour ends a streak; one vote per session', async () => {
    const rows = (await rowsOf('tickerlake-volatility-index: panel 3')).toSorted((a, b) =>
      String(a['ticker']) < String(b['ticker']) ? -1 : 1,
    );
    const wanted = plainStanding(stockHours);
    expect(
      rows.map(({ share_above: _, ...row }) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
        ),
      ),
    ).toEqual(wanted.map(({ share_above: _, ...row }) => row));
    expect(new Set(wanted.map(({ standing }) => standing)).size).toBeGreaterThan(1);
    rows.forEach((row, place) => expectNear(row['share_above'], wanted[place]!.share_above));
  });

  test.each([
    { panel: 1, column: 'yang_zhang', before: 10 },
    { panel: 2, column: 'natr', before: 14 },
    { panel: 3, column: 'atr', before: 14 },
    { panel: 5, column: 'value', before: 9 }, // realized volatility needs no close before its ten sessions
  ])(
    'of sessions, panel $panel: at their close, after the first $before, when the window is full',
    async ({ panel, column, before }) => {
      const rows = (await rowsOf(`tickerlake-session-volatility: panel ${panel}`)).filter(
        (row) => row['ticker'] === 'AAPL' && row[column] !== null,
      );
      const closes = stockHours.filter(({ ticker }) => ticker === 'AAPL').map(({ date }) => date);
      expect(rows.map((row) => (row['time'] as Date).toISOString())).toEqual(
        [...new Set(closes)].slice(before).map((date) => `${date}T20:00:00.000Z`),
      );
      for (const row of rows) expect(row[column]).toBeGreaterThan(0);
    },
  );

  test('of a night: both lines, by session; and the newest session of each ticker, most volatile first', async () => {
    const lines = await rowsOf('tickerlake-session-volatility: panel 4');
    expect(lines).toHaveLength(12);
    for (const row of lines)
      expect([typeof row['close_to_close'], typeof row['realized']]).toEqual(['number', 'number']);
    const newest = await rowsOf('tickerlake-session-volatility: panel 6');
    expect(newest.map((row) => row['ticker']).sort()).toEqual(['AAPL', 'MSFT', 'NVDA', 'TSLA']);
    expect(newest.map((row) => row['session'])).toEqual(Array.from({ length: 4 }, () => '2026-04-30'));
    const volatilities = newest.map((row) => row['yang_zhang']).filter((value) => value !== null);
    expect(volatilities).toEqual(volatilities.toSorted((a, b) => Number(b) - Number(a)));
  });

  test('of a night, with crypto among the tickers: still one point per session, at the close of New York', async () => {
    const { rawSQL } = dashboardQueries().find(({ name }) =>
      name.startsWith('tickerlake-session-volatility: panel 4'),
    )!;
    const text = expandMacros(interpolateVariables(rawSQL, { ...lakeValues, ticker: ['AAPL', 'X:BTCUSD'] }), lakeRange);
    const day = "cast(date '2026-04-01' + cast(n as integer) as date)";
    await run(
      `insert into sessions by name select '24/7' as calendar, ${day} as trading_date, ${day} as pre_open, ${day} as "open", ${day} + interval 1 day as "close", ${day} + interval 1 day as post_close, false as is_early_close, 1440 as expected_bars from range(30) as r(n)`,
    );
    const rows = await run(text).finally(() => run("delete from sessions where calendar = '24/7'"));
    expect(rows.length).toBeGreaterThan(12);
    for (const row of rows) expect((row['time'] as Date).toISOString()).toMatch(/T20:00:00/);
  });

  test('of correlations: each pair once', async () => {
    const rows = await rowsOf('tickerlake-comparisons: panel 5');
    // Five stocks and funds; hours of bitcoin start on the clock hour, so none match.
    expect(rows).toHaveLength(10);
    for (const row of rows) expect(String(row['ticker']) < String(row['other'])).toBe(true);
  });

  test('of benchmarks and stocks: only hours while New York is open, also for crypto', async () => {
    const rows = await rowsOf('tickerlake-comparisons: panel 4');
    expect(rows.map(({ ticker, sessions }) => [ticker, sessions]).sort()).toEqual([
      ['SPY', 22n],
      ['X:BTCUSD', 22n],
    ]);
    const open = lakeHours
      .filter((row) => row['ticker'] === 'X:BTCUSD')
      .map((row) => ({
        date: String(row['trading_date']),
        hour: (row['bar_start'] as Date).getUTCHours(),
        m: Number(row['range_pct']),
      }))
      .filter(({ date, hour }) => ![0, 6].includes(new Date(date).getUTCDay()) && hour >= 14 && hour < 20);
    const days = [...groupBy(open, ({ date }) => date).values()].map(
      (own) => own.reduce((sum, { m }) => sum + m, 0) / own.length,
    );
    expect(rows.find((row) => row['ticker'] === 'X:BTCUSD')?.['mean']).toBeCloseTo(
      days.reduce((sum, m) => sum + m, 0) / days.length,
      9,
    );
    for (const row of rows) expect(Math.abs(Number(row['correlation']))).toBeLessThanOrEqual(1);
  });

  test('annualised while New York is open: by trading minutes per year', async () => {
    const rows = await rowsOf('tickerlake-comparisons: panel 6');
    expect(rows.map(({ ticker }) => ticker).sort()).toEqual(['AAPL', 'MSFT', 'NVDA', 'SPY', 'TSLA', 'X:BTCUSD']);
    for (const [ticker, minutesAYear] of [
      ['AAPL', 98_280],
      ['X:BTCUSD', 525_600],
    ] as const) {
      const open = lakeHours
        .filter((row) => row['ticker'] === ticker && row['session'] !== 'pre')
        .filter((row) => {
          const at = row['bar_start'] as Date;
          return (
            ![0, 6].includes(at.getUTCDay()) &&
            at.getUTCHours() * 60 + at.getUTCMinutes() >= 810 &&
            at.getUTCHours() < 20
          );
        });
      const [variance, minutes] = (['gk', 'minutes'] as const).map((name) =>
        open.reduce((sum, row) => sum + Number(row[name]), 0),
      );
      expect(rows.find((row) => row['ticker'] === ticker)).toMatchObject({
        hours: BigInt(open.length),
        garman_klass: expect.closeTo(Math.sqrt((minutesAYear * (variance ?? 0)) / (minutes ?? 0)), 9),
      });
    }
  });

  test.each([
    { name: 'tickerlake-pipeline-health: panel 1', row: { minutes: 30 } },
    { name: 'tickerlake-pipeline-health: panel 2', row: { coverage: 83 / 84 } },
    { name: 'tickerlake-pipeline-health: panel 3', row: { score: 1 / 3 } },
    { name: 'tickerlake-pipeline-health: panel 4', row: { dollars: 0.375 } },
    { name: 'tickerlake-hourly-volatility: panel 5', row: { rules: 2 } },
    { name: 'alert A quality rule failed', row: { failed_rules: 1 } },
  ])('$name', async ({ name, row }) => {
    expect(await rowsOf(name)).toEqual([row]);
  });
});

describe('quality over time', () => {
  const at = (day: number): Date => new Date(Date.UTC(2026, 3, day, 21));
  test.each([
    {
      panel: 13,
      rows: [
        { time: at(1), score: 0.5 },
        { time: at(8), score: 0 },
        { time: at(30), score: 1 / 3 },
      ],
    },
    {
      panel: 14,
      rows: [
        { time: at(1), warn: 1, fail: 0, error: 0 },
        { time: at(8), warn: 1, fail: 1, error: 0 },
        { time: at(30), warn: 1, fail: 1, error: 0 },
      ],
    },
  ])('panel $panel counts the rules of each run, published or not', async ({ panel, rows }) => {
    expect(await rowsOf(`tickerlake-pipeline-health: panel ${panel}`)).toEqual(rows);
  });

  test('the table has only the rules of the newest check', async () => {
    expect((await rowsOf('tickerlake-pipeline-health: panel 5')).map((row) => row['rule'])).toEqual([
      'IsComplete "rule1"',
      'IsComplete "rule2"',
    ]);
  });

  test('a split is marked at the open of its session', async () => {
    const marks = await rowsOf('tickerlake-hourly-volatility: annotation Stock splits');
    expect(marks).toEqual([{ time: new Date('2026-04-20T13:30:00Z'), text: 'NVDA 10:1', tags: 'split,NVDA' }]);
  });

  test('a rule is marked when it first does not pass', async () => {
    const marks = await rowsOf('tickerlake-pipeline-health: annotation Checks that did not pass');
    expect(marks.map((row) => [row['time'], row['text']])).toEqual([
      [at(1), 'hourly_volatility: rule1 is not complete'],
      [at(8), 'hourly_volatility: rule0 is not complete'],
      [at(30), 'hourly_volatility: rule2 is not complete'],
    ]);
  });
});

describe('the alert on late data', () => {
  const late = dashboardQueries().find(({ name }) => name === 'alert Data is late')!.rawSQL;
  const at = (fromText: string, toText: string) =>
    run(late.replaceAll('$__timeFrom()', `timestamp '${fromText}'`).replaceAll('$__timeTo()', `timestamp '${toText}'`));
  test.each([
    {
      name: 'does not fire while every session has hours',
      from: '2026-04-20 00:00:00',
      to: '2026-04-25 00:00:00',
      sessions: 0,
    },
    { name: 'does not fire over a weekend', from: '2026-04-18 00:00:00', to: '2026-04-20 12:00:00', sessions: 0 },
    {
      name: 'fires when the calendar itself has ended',
      from: '2026-05-01 00:00:00',
      to: '2026-05-06 00:00:00',
      sessions: 1,
    },
  ])('$name', async ({ from, to, sessions }) => {
    expect(await at(from, to)).toEqual([{ late_sessions: sessions }]);
  });

  test('counts a session without hours', async () => {
    await sql.raw("delete from hourly_volatility where trading_date = date '2026-04-22'").execute(db);
    expect(await at('2026-04-20 00:00:00', '2026-04-25 00:00:00')).toEqual([{ late_sessions: 1 }]);
  });
});

function expectNear(value: unknown, wanted: number | null): void {
  if (wanted === null) expect(value).toBeNull();
  else expect(value).toBeCloseTo(wanted, 9);
}
