import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { minutesOf, writeRecorded } from '../testing/recorded-folder.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

/** Runs a folder of recorded answers with a configuration. */
async function replay(folder: string, config: object, ...args: readonly string[]) {
  const file = join(folder, 'configuration.txt');
  await writeFile(file, JSON.stringify(config));
  const store = ['--source', 'replay', '--data-dir', join(folder, 'store')];
  const done = await runCommand(['run', ...store, '--replay-dir', folder, '--config', file, '--json', ...args]);
  const query = async (sql: string) => JSON.parse((await runCommand(['query', sql, ...store, '--json'])).out);
  return { ...done, query };
}

const days = (...dates: readonly string[]) => dates.flatMap((date) => minutesOf(date, 100));

test('bars from before META was Meta Platforms are refused, counted and named', async () => {
  const folder = await temporaryFolder();
  await writeRecorded(folder, {
    META: days('2022-06-07', '2022-06-08', '2022-06-09', '2022-06-10'),
    MSFT: days('2022-06-07', '2022-06-08', '2022-06-09', '2022-06-10'),
  });
  const { code, out, err, query } = await replay(folder, {});
  expect(code, err).toBe(0);
  expect(err).toContain('META (Meta Platforms, Inc.) is listed since 2022-06-09; before, it was FB');
  expect(JSON.parse(out)).toMatchObject({
    findings: {
      outsideInstrument: [
        { ticker: 'META', bars: 780, first: '2022-06-07T13:30:00.000Z', last: '2022-06-08T19:59:00.000Z' },
      ],
    },
  });
  expect(await query('select ticker, min(trading_date) as first from bars group by ticker order by ticker')).toEqual([
    { ticker: 'META', first: '2022-06-09' },
    { ticker: 'MSFT', first: '2022-06-07' },
  ]);
  expect(
    await query(
      "select ticker, name, valid_from, valid_to, successor from instruments where ticker in ('FB', 'META') order by ticker, valid_from",
    ),
  ).toEqual([
    expect.objectContaining({ ticker: 'FB', valid_to: '2022-06-08', successor: 'META' }),
    expect.objectContaining({ ticker: 'META', name: 'Roundhill Ball Metaverse ETF', successor: 'METV' }),
    expect.objectContaining({ ticker: 'META', name: 'Meta Platforms, Inc.', valid_from: '2022-06-09', valid_to: null }),
  ]);
});

describe('renames are followed on request: the past is stored under the present ticker, and its lines say what it was called', () => {
  test.each([
    {
      name: 'META, which was FB and which a fund had before',
      instruments: [],
      recorded: {
        FB: ['2022-06-07', '2022-06-08', '2022-06-09'],
        META: ['2022-06-07', '2022-06-09', '2022-06-10'],
      },
      ticker: 'META',
      says: 'renames are followed: META until 2022-06-08 as FB.',
      dates: ['2022-06-07', '2022-06-08', '2022-06-09', '2022-06-10'],
      former: { on: '2022-06-08', as: 'FB' },
      refused: [{ ticker: 'META', bars: 780, first: '2022-06-07T13:30:00.000Z', last: '2022-06-09T19:59:00.000Z' }],
    },
    {
      name: 'a fund that had another ticker before, by the configuration',
      instruments: [
        { ticker: 'SHOP', validTo: '2026-05-19', successor: 'FUND' },
        { ticker: 'SHOP', validFrom: '2026-05-21' },
      ],
      recorded: { SHOP: ['2026-05-18', '2026-05-19'], FUND: ['2026-05-20', '2026-05-21'] },
      ticker: 'FUND',
      says: 'renames are followed: FUND until 2026-05-19 as SHOP.',
      dates: ['2026-05-18', '2026-05-19', '2026-05-20', '2026-05-21'],
      former: { on: '2026-05-19', as: 'SHOP' },
      refused: [],
    },
  ])('$name', async ({ instruments, recorded, ticker, says, dates, former, refused }) => {
    const folder = await temporaryFolder();
    await writeRecorded(
      folder,
      Object.fromEntries(Object.entries(recorded).map(([name, own]) => [name, days(...own)])),
    );
    const { code, out, err, query } = await replay(folder, { followRenames: true, instruments }, '--tickers', ticker);
    expect(code, err).toBe(0);
    expect(err).toContain(says);
    expect(err).not.toContain('also holds');
    expect(JSON.parse(out)).toMatchObject({ findings: { outsideInstrument: refused } });
    expect(
      await query('select ticker, trading_date as date, count(*) as bars from bars group by 1, 2 order by 2'),
    ).toEqual(dates.map((date) => ({ ticker, date, bars: 390 })));
    const store = ['--source', 'replay', '--data-dir', join(folder, 'store'), '--json'];
    const explained = await runCommand(['explain', ticker, `${former.on}T10:00`, ...store]);
    expect(explained.out, explained.err).toContain(`\\"vendor_ticker\\":\\"${former.as}\\"`);
  });
});

test('configured instruments and halts correct what is expected', async () => {
  const folder = await temporaryFolder();
  const week = ['2026-05-18', '2026-05-19', '2026-05-20', '2026-05-21', '2026-05-22'];
  await writeRecorded(folder, {
    GONE: days(...week.slice(0, 2), ...week.slice(3)),
    HALT: days(...week.filter((date) => date !== '2026-05-20')),
  });
  const { code, err, query } = await replay(folder, {
    instruments: [
      { ticker: 'GONE', name: 'Gone Inc.', validTo: '2026-05-19', successor: 'NEXT' },
      { ticker: 'HALT', halted: ['2026-05-20'] },
    ],
  });
  expect(code, err).toBe(0);
  expect(err).toContain('GONE (Gone Inc.) was last traded on 2026-05-19; since then it is NEXT');
  expect(
    await query(
      'select ticker, reason, count(*) as sessions from coverage where not is_expected group by 1, 2 order by 1',
    ),
  ).toEqual([
    { ticker: 'GONE', reason: 'delisted', sessions: 3 },
    { ticker: 'HALT', reason: 'halted', sessions: 1 },
  ]);
  expect(await query("select max(trading_date) as last from bars where ticker = 'GONE'")).toEqual([
    { last: '2026-05-19' },
  ]);
});

test('members of a universe are expected only between their dates, and found with them', async () => {
  const folder = await temporaryFolder();
  const week = ['2026-05-18', '2026-05-19', '2026-05-20', '2026-05-21', '2026-05-22'];
  await writeRecorded(folder, { AAPL: days(...week), LEFT: days(...week.slice(0, 2), ...week.slice(3)) });
  const universe = ['AAPL', { ticker: 'LEFT', from: '2026-05-19', to: '2026-05-19' }];
  const { code, err, query } = await replay(folder, { universe });
  expect(code, err).toBe(0);
  expect(
    await query("select reason, count(*) as sessions from coverage where ticker = 'LEFT' group by 1 order by 1"),
  ).toEqual([
    { reason: 'not-a-member', sessions: 4 },
    { reason: null, sessions: 1 },
  ]);
  const config = ['--config', join(folder, 'configuration.txt'), '--data-dir', folder];
  const found = await runCommand(['tickers', 'search', 'aapl', ...config, '--source', 'simulated', '--json']);
  expect(JSON.parse(found.out)).toContainEqual(
    expect.objectContaining({ ticker: 'AAPL', universes: ['magnificent7', 'configured'] }),
  );
});

test('a ticker that is not a member in a range is not fetched', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'configuration.txt');
  await writeFile(file, JSON.stringify({ universe: ['AAPL', { ticker: 'MSFT', to: '2026-05-15' }] }));
  const store = ['--source', 'simulated', '--data-dir', join(folder, 'store')];
  const range = ['--from', '2026-05-18', '--to', '2026-05-19'];
  const { code, out, err } = await runCommand(['run', ...store, ...range, '--config', file, '--json']);
  expect(code, err).toBe(0);
  // Splits, two companies, holidays, and one call for bars.
  expect(JSON.parse(out)).toMatchObject({ calls: 5 });
});

describe('a configuration is refused', () => {
  test.each([
    {
      name: 'with a listing after the delisting',
      config: { instruments: [{ ticker: 'AAPL', validFrom: '2026-05-20', validTo: '2026-05-19' }] },
      says: 'AAPL cannot be listed on 2026-05-20, after its last day 2026-05-19: swap validFrom and validTo',
    },
    {
      name: 'with two instruments of one ticker at the same time',
      config: { instruments: [{ ticker: 'AAPL', validFrom: '2026-05-20' }, { ticker: 'AAPL' }] },
      says: 'AAPL names two instruments at the same time',
    },
    {
      name: 'with a membership that ends before it begins',
      config: { universe: [{ ticker: 'AAPL', from: '2026-05-20', to: '2026-05-19' }] },
      says: 'AAPL cannot be a member from 2026-05-20 to 2026-05-19, which is before: swap from and to',
    },
    {
      name: 'with a member twice at the same time',
      config: { universe: ['AAPL', { ticker: 'AAPL', from: '2026-05-20' }] },
      says: 'AAPL is a member twice at the same time',
    },
    {
      name: 'with renames that lead back',
      config: {
        instruments: [
          { ticker: 'FB', successor: 'META' },
          { ticker: 'META', successor: 'FB' },
        ],
      },
      says: 'FB becomes META becomes FB: a rename cannot lead back; correct a "successor"',
    },
    {
      name: 'with a closure on a Sunday',
      config: { calendar: { closures: [{ date: '2026-05-24', reason: 'x' }] } },
      says: 'calendar.closures.0.date: 2026-05-24 is on a weekend, which is always closed',
    },
    {
      name: 'with an early close of a closed day',
      config: { calendar: { earlyCloses: [{ date: '2026-07-03', reason: 'x' }] } },
      says: '2026-07-03 cannot close early: it is closed (Independence Day)',
    },
  ])('$name', async ({ config, says }) => {
    const folder = await temporaryFolder();
    const { code, err } = await replay(folder, config);
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining(says) });
  });
});
