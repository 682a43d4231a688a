import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { home, runCommand, temporaryFolder } from '../testing/run-command.ts';

const cases = join(home, '../shared/cases/replay');
const isThere = existsSync(cases);

type Row = Readonly<Record<string, number | string | boolean | null>>;

/** The part of a run's report that these tests read. */
interface Report {
  readonly outcome: string;
  readonly fetchedBars: number;
  readonly findings: {
    readonly repeatedBars: number;
    readonly settledBars: number;
    readonly refusedBars: number;
    readonly conflicts: readonly {
      readonly ticker: string;
      readonly barStart: string;
      readonly versions: number;
      readonly kept: string | null;
    }[];
    readonly outsideSessions: readonly {
      readonly ticker: string;
      readonly bars: number;
      readonly first: string;
      readonly last: string;
    }[];
  };
}

/** Runs a case into a fresh store. */
async function replay(name: string, ...more: readonly string[]) {
  return replayFolder(join(cases, name), ...more);
}

async function replayFolder(folder: string, ...more: readonly string[]) {
  const dataDir = await temporaryFolder();
  const { code, out, err } = await runCommand([
    'run',
    '--source',
    'replay',
    '--replay-dir',
    folder,
    '--data-dir',
    dataDir,
    '--json',
    ...more,
  ]);
  const query = async (sql: string) =>
    JSON.parse((await runCommand(['query', sql, '--source', 'replay', '--data-dir', dataDir, '--json'])).out) as Row[];
  const status = async (...options: readonly string[]) =>
    (await runCommand(['status', '--source', 'replay', '--data-dir', dataDir, ...options])).out;
  return { code, err, report: () => JSON.parse(out) as Report, query, status };
}

async function configFile(config: object): Promise<string> {
  const path = join(await temporaryFolder(), 'tickerlake.config.json');
  await writeFile(path, JSON.stringify(config));
  return path;
}

/** The New York date in summer, moved to the next one from an hour on. */
const tradingDateAt = (ms: number, nightHour: number): string =>
  new Date(ms - (4 - (24 - nightHour)) * 3_600_000).toISOString().slice(0, 10);

const barsOf = async (path: string) =>
  (JSON.parse(await readFile(path, 'utf8')) as { results: { t: number; v: number; vw: number }[] }).results;

describe.skipIf(!isThere && process.env['CI'] !== 'true')('recorded cases (skipped: ../shared/cases is absent)', () => {
  test('s01: bars on a Sunday evening are stored, counted and named', async () => {
    const { code, err, report, query, status } = await replay('s01-overnight');
    expect(code, err).toBe(0);
    expect(await query('select ticker, count(*) as bars from bars group by ticker order by ticker')).toEqual([
      { ticker: 'AAPL', bars: 1_950 },
      { ticker: 'NVDA', bars: 3_245 },
    ]);
    const [outside, ...others] = report().findings.outsideSessions;
    expect(others).toEqual([]);
    const unknown = await query(
      "select count(*) as bars, min(bar_start) as first, max(bar_start) as last from bars where session = 'unknown'",
    );
    expect(outside).toMatchObject({ ticker: 'NVDA', bars: unknown[0]?.['bars'], first: '2026-05-18T00:00:00.000Z' });
    expect(
      await query("select count(*) as bars from bars where ticker = 'NVDA' and trading_date = date '2026-05-17'"),
    ).toEqual([{ bars: 35 }]);
    expect(await status()).toContain('bars of NVDA are outside the known sessions of the calendar');
  });

  test('s03b: a ticker is expected from its first day on, and the others are published', async () => {
    const { code, err, query, status } = await replay('s03b-listed-later');
    expect(code, err).toBe(0);
    expect(err).toContain('holds META from 2022-06-09 to 2022-06-17: its other sessions are not expected');
    expect(await query('select ticker, count(*) as bars from bars group by ticker order by ticker')).toEqual([
      { ticker: 'META', bars: 2_730 },
      { ticker: 'MSFT', bars: 5_070 },
    ]);
    expect(
      await query(
        'select ticker, reason, is_expected, count(*) as sessions, sum(expected_hours) as hours from coverage group by 1, 2, 3 order by 1, 2',
      ),
    ).toEqual([
      { ticker: 'META', reason: 'not-listed', is_expected: false, sessions: 6, hours: 0 },
      { ticker: 'META', reason: null, is_expected: true, sessions: 7, hours: 49 },
      { ticker: 'MSFT', reason: null, is_expected: true, sessions: 13, hours: 91 },
    ]);
    expect(await status()).toContain('META: not-listed, 6 sessions, 2022-06-01 to 2022-06-08');
  });

  test('s04: a thin ticker does not fail on minutes that nobody traded in, and its share is said', async () => {
    const { code, err, query, status } = await replay('s04-otc-thin');
    expect(code, err).toBe(0);
    expect(
      await query(
        'select ticker, reason, count(*) as sessions from coverage where hours < expected_hours group by 1, 2',
      ),
    ).toEqual([{ ticker: 'SIEGY', reason: 'thin', sessions: expect.any(Number) }]);
    expect(await status()).toContain('SIEGY: thin');
  });

  test('s04: only the tickers of the folder are requested', async () => {
    const planned = JSON.parse(
      (await runCommand(['plan', '--source', 'replay', '--replay-dir', join(cases, 's04-otc-thin'), '--json'])).out,
    ) as { tickers: string[] };
    expect(planned.tickers).toEqual(['AAPL', 'SIEGY']);
    const chosen = await runCommand([
      'plan',
      '--source',
      'replay',
      '--replay-dir',
      join(cases, 's04-otc-thin'),
      '--tickers',
      'AAPL,MSFT',
      '--json',
    ]);
    expect(JSON.parse(chosen.out)).toMatchObject({
      tickers: ['AAPL', 'MSFT'],
      notes: ['The replay folder holds no bars of MSFT.', expect.stringContaining('also holds SIEGY')],
    });
    const none = await replay('s04-otc-thin', '--tickers', 'TSLA');
    expect(none).toMatchObject({
      code: 1,
      err: expect.stringContaining('holds no bars of TSLA: it holds AAPL, SIEGY'),
    });
  });

  test('s01: with a night session configured, its bars belong to the next trading date', async () => {
    const config = await configFile({ calendar: { hours: [{ validFrom: '2026-05-18', nightOpen: '20:00' }] } });
    const { code, err, report, query } = await replay('s01-overnight', '--config', config);
    expect(code, err).toBe(0);
    const nvda = (await barsOf(join(cases, 's01-overnight/NVDA.json'))).map(({ t }) => tradingDateAt(t, 20));
    const dates = [...new Set(nvda)].sort().filter((date) => date < '2026-05-23');
    expect(
      await query(
        "select trading_date, count(*) as bars from bars where ticker = 'NVDA' group by 1 having trading_date < date '2026-05-23' order by 1",
      ),
    ).toEqual(dates.map((date) => ({ trading_date: date, bars: nvda.filter((one) => one === date).length })));
    expect(await query("select session, count(*) as bars from bars where session = 'night' group by 1")).toEqual([
      { session: 'night', bars: expect.any(Number) },
    ]);
    // Friday 20:00 has no session to count for.
    expect(report().findings.outsideSessions.map(({ first }) => first >= '2026-05-23')).toEqual(
      nvda.some((date) => date > '2026-05-22') ? [true] : [],
    );
  });

  test('s05: currencies trade from Sunday 17:00 to Friday 17:00 New York', async () => {
    const { code, err, report, query } = await replay('s05-forex');
    expect(code, err).toBe(0);
    expect(report().findings.outsideSessions).toEqual([]);
    expect(
      await query('select trading_date, hours, expected_hours, complete_hours from coverage order by trading_date'),
    ).toEqual(
      [3, 24, 24, 24, 24, 21].map((hours, day) => ({
        trading_date: `2026-05-${17 + day}`,
        hours,
        expected_hours: hours,
        complete_hours: hours,
      })),
    );
    expect(await query('select distinct session from hourly_volatility')).toEqual([{ session: 'continuous' }]);
  });

  test('s23: a closure at short notice is one setting', async () => {
    const open = await replay('s23-unscheduled-closure');
    expect(open.code).toBe(3);
    expect(open.err).toContain('"calendar": { "closures": [{ "date": "2026-05-20"');
    const config = await configFile({ calendar: { closures: [{ date: '2026-05-20', reason: 'day of mourning' }] } });
    const { code, err, query } = await replay('s23-unscheduled-closure', '--config', config);
    expect(code, err).toBe(0);
    expect(await query('select min(coverage) as least, count(distinct trading_date) as dates from coverage')).toEqual([
      { least: 1, dates: 4 },
    ]);
  });

  test('s06: a minute that comes 57 times more with other values is refused, counted and named; the rest is published', async () => {
    const { code, err, report, query, status } = await replay('s06-dup-conflict');
    expect(code, err).toBe(0);
    expect(report().findings).toMatchObject({
      settledBars: 0,
      refusedBars: 1,
      repeatedBars: 0,
      conflicts: [{ ticker: 'X:BTCUSD', barStart: '2026-05-01T10:00:00.000Z', versions: 58, kept: null }],
    });
    expect(await query('select count(*) as bars from bars')).toEqual([{ bars: 1_439 }]);
    expect(await query("select count(*) as bars from bars where bar_start = timestamp '2026-05-01 10:00:00'")).toEqual([
      { bars: 0 },
    ]);
    expect(await query('select refused_bars, settled_bars, outside_bars from runs')).toEqual([
      { refused_bars: 1, settled_bars: 0, outside_bars: 0 },
    ]);
    expect(await status()).toContain('1 are refused');
  });

  test('s07: five-minute bars off the grid are five-minute bars where that is stated, and refused where it is not', async () => {
    const [unnamed, named] = [await temporaryFolder(), await temporaryFolder()];
    await copyFile(join(cases, 's07-off-grid-5min/AGN.json'), join(unnamed, 'AGN.json'));
    await copyFile(join(cases, 's07-off-grid-5min/AGN.json'), join(named, 'AGN-5minute.json'));
    const refused = await replayFolder(unnamed);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(
      'AGN.json: nothing says how long its bars are, which may be 1-minute, 5-minute: state it with --bar',
    );
    const minute = await replayFolder(unnamed, '--bar', 'hour');
    expect(minute.err).toContain('--bar says 1-hour bars, and two of them start 300 s apart');
    await writeFile(join(unnamed, 'tickerlake.config.json'), '{"replayBar": "5minute"}');
    for (const found of [
      await replay('s07-off-grid-5min'),
      await replayFolder(unnamed, '--bar', '5minute'),
      await replayFolder(join(unnamed), '--config', join(unnamed, 'tickerlake.config.json'), '--bar', '5min'),
      await replayFolder(named),
    ]) {
      expect(await found.query('select distinct bar_ms from bars')).toEqual([{ bar_ms: 300_000 }]);
      const hours = await found.query(
        'select minutes, is_complete, count(*) as hours from hourly_volatility group by minutes, is_complete order by minutes',
      );
      expect(hours).toEqual([
        { minutes: 25, is_complete: false, hours: 5 },
        { minutes: 60, is_complete: true, hours: 30 },
      ]);
    }
  });

  test('s11d: the volume-weighted price of a coin in satoshis', async () => {
    const { code, err, query } = await replay('s11d-ada-btc');
    expect(code, err).toBe(0);
    const bars = await barsOf(join(cases, 's11d-ada-btc/X_ADABTC.json'));
    const hours = await query('select epoch_ms(bar_start) as t, vwap, volume from hourly_volatility order by 1');
    expect(hours).toHaveLength(48);
    for (const { t, vwap, volume } of hours) {
      const own = bars.filter((bar) => bar.t >= Number(t) && bar.t < Number(t) + 3_600_000);
      const shares = own.reduce((sum, bar) => sum + bar.v, 0);
      expect(Math.abs(Number(volume) / shares - 1)).toBeLessThan(1e-14);
      expect(Math.abs(Number(vwap) / (own.reduce((sum, bar) => sum + bar.vw * bar.v, 0) / shares) - 1)).toBeLessThan(
        1e-14,
      );
    }
    expect(Number(hours[1]?.['vwap']).toPrecision(6)).toBe('0.00000810908');
  });
});

/** A bar at the open of 2026-05-18, minutes later. */
const barAt = (minute: number, values: object = {}) => ({
  t: Date.parse('2026-05-18T13:30:00Z') + minute * 60_000,
  o: 10,
  h: 10,
  l: 10,
  c: 10,
  v: 5,
  vw: 10,
  n: 3,
  ...values,
});
const answerOf = (ticker: string, results: readonly object[], more: object = {}) =>
  JSON.stringify({
    ticker,
    status: 'OK',
    queryCount: results.length,
    resultsCount: results.length,
    adjusted: false,
    request_id: 'q',
    results,
    ...more,
  });

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe('a folder with something that cannot be replayed is refused before anything is stored, with the file and the next step', () => {
  test.each([
    {
      name: 'an option',
      files: { 'O.json': answerOf('O:SPY251219C00650000', [barAt(0), barAt(1)]) },
      says: 'O.json: "O:SPY251219C00650000" is an option, which has no market model yet',
    },
    {
      name: 'a ticker of 300 letters',
      files: { 'A.json': answerOf('A'.repeat(300), [barAt(0), barAt(1)]) },
      says: '(300 characters)" cannot be a ticker',
    },
    {
      name: 'a volume beyond all sums',
      files: { 'AAPL.json': answerOf('AAPL', [barAt(0), barAt(1, { v: 1e31 })]) },
      says: 'AAPL.json: bar 2 of AAPL (t 1779111060000): the volume 1e+31 is above 2.5e+30',
    },
    {
      name: 'trades beyond 2^63',
      files: { 'AAPL.json': answerOf('AAPL', [barAt(0, { n: 2 ** 64 }), barAt(1)]) },
      says: 'the number of trades 18446744073709552000 is not a whole number',
    },
    {
      name: 'starts in seconds',
      files: { 'AAPL.json': answerOf('AAPL', [{ ...barAt(0), t: 1_779_111_000 }]) },
      says: 'is not in milliseconds',
    },
    {
      name: 'a lone bar without a length',
      files: { 'AAPL.json': answerOf('AAPL', [barAt(0)]) },
      says: 'AAPL.json: nothing says how long its bars are',
    },
    {
      name: 'a length that the option and the file disagree on',
      files: { 'AAPL.json': answerOf('AAPL', [barAt(0)], { multiplier: 5, timespan: 'minute' }) },
      more: ['--bar', 'hour'],
      says: 'another bar length than the file itself',
    },
  ])('$name', async ({ files, more = [], says }) => {
    const { code, err } = await replayFolder(await folderOf(files), ...more);
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining(says) });
    expect(err).not.toContain('this is a bug in tickerlake');
  });

  test('a folder named like a file', async () => {
    const folder = await folderOf({ 'AAPL.json': answerOf('AAPL', [barAt(0), barAt(1)]) });
    await mkdir(join(folder, 'MSFT.json'));
    expect(await replayFolder(folder)).toMatchObject({
      code: 1,
      err: expect.stringContaining('MSFT.json: it cannot be read as a file'),
    });
  });

  test('a bar size that does not exist', async () => {
    expect(await replayFolder('anywhere', '--bar', 'week')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--bar week: write minute, 5minute'),
    });
  });
});

test('of the versions of a minute the later file counts, then the larger trade count', async () => {
  const day = Array.from({ length: 390 }, (_, minute) => barAt(minute));
  const folder = await folderOf({
    '1.json': answerOf('AAPL', day),
    '2.json': answerOf('AAPL', [
      barAt(7, { h: 12 }),
      barAt(8, { h: 13, n: 4 }),
      barAt(8, { h: 14, n: 9 }),
      barAt(9),
      barAt(9, { h: 15 }),
    ]),
  });
  const { code, err, report, query } = await replayFolder(folder);
  expect(code, err).toBe(0);
  expect(report().findings).toMatchObject({ settledBars: 2, refusedBars: 1, repeatedBars: 1 });
  const bars = await query(
    'select minute(bar_start) as minute, high, trades from bars where hour(bar_start) = 13 and minute(bar_start) between 36 and 40 order by 1',
  );
  expect(bars).toEqual([
    { minute: 36, high: 10, trades: 3 },
    { minute: 37, high: 12, trades: 3 },
    { minute: 38, high: 14, trades: 9 },
    { minute: 40, high: 10, trades: 3 },
  ]);
});
