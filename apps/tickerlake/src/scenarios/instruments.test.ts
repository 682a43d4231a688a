import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { minutesOf, writeRecorded } from '../testing/recorded-folder.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

/** Runs a folder of recorded answers with a configuration. */
async function replay(folder: string, config: object) {
  const file = join(folder, 'configuration.txt');
  await writeFile(file, JSON.stringify(config));
  const store = ['--source', 'replay', '--data-dir', join(folder, 'store')];
  const done = await runCommand(['run', ...store, '--replay-dir', folder, '--config', file, '--json']);
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
