import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aboutQueries } from '../preview-server/about-queries.ts';
import { minutesOf, type RecordedBar, writeRecorded } from '../testing/recorded-folder.ts';
import { runCommand, temporaryFolder } from '../testing/run-command.ts';

const week = ['2026-05-04', '2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08'];
const dayBars = week.map((date, index) => ({
  t: Date.parse(`${date}T04:00:00Z`),
  o: 100 + index,
  h: 101 + index,
  l: 99 + index,
  c: 100.5 + index,
  v: 1_000,
  vw: 100,
  n: 10,
}));

/** What the table `coverage`, the page and `status` say of each session. */
async function coverageOf(bars: readonly RecordedBar[], bar: 'minute' | 'day', [from, to]: readonly [string, string]) {
  const [folder, dataDir] = [await temporaryFolder(), await temporaryFolder()];
  await writeRecorded(join(folder, 'answers'), { AAPL: bars });
  const ran = await runCommand([
    'run',
    '--source',
    'replay',
    '--replay-dir',
    join(folder, 'answers'),
    '--tickers',
    'AAPL',
    '--bar',
    bar,
    '--from',
    from,
    '--to',
    to,
    '--data-dir',
    dataDir,
  ]);
  expect(ran).toMatchObject({ code: 0, err: expect.not.stringContaining('error') });
  const query = async (sql: string) =>
    JSON.parse((await runCommand(['query', sql, '--data-dir', dataDir, '--json'])).out) as {
      trading_date: string;
      complete_hours: number;
      expected_hours: number;
      state: string;
    }[];
  const table = await query(
    'select trading_date, hours, complete_hours, expected_hours from coverage order by trading_date',
  );
  const page = await query(aboutQueries.coverage);
  const status = JSON.parse((await runCommand(['status', '--data-dir', dataDir, '--json'])).out) as {
    coverage: { cells: { date: string; state: string; complete: number; expected: number }[] }[];
    gaps: { date: string }[];
  };
  const text = (await runCommand(['status', '--data-dir', dataDir])).out;
  return { table, page, cells: status.coverage[0]?.cells ?? [], gaps: status.gaps, text };
}

describe('the table, the page and status', () => {
  test('agree on five day bars: five complete sessions of one', async () => {
    const { table, page, cells, gaps } = await coverageOf(dayBars, 'day', ['2026-05-04', '2026-05-08']);
    expect(table.map(({ complete_hours: complete, expected_hours: expected }) => [complete, expected])).toEqual(
      week.map(() => [1, 1]),
    );
    expect(
      page.map(({ trading_date: date, state, complete_hours: complete, expected_hours: expected }) => [
        date,
        state,
        complete,
        expected,
      ]),
    ).toEqual(week.map((date) => [date, 'complete', 1, 1]));
    expect(cells).toEqual(
      week.map((date) => ({ date, state: 'complete', reason: null, hours: 1, complete: 1, expected: 1 })),
    );
    expect(gaps).toEqual([]);
  });

  test('agree on a session that lacks an hour, and one that lacks minutes', async () => {
    // A month, for the gate lets one session of twenty lack an hour.
    const dates = Array.from({ length: 29 }, (_, day) => `2026-05-${String(day + 1).padStart(2, '0')}`).filter(
      (date) => date !== '2026-05-25' && ![0, 6].includes(new Date(date).getUTCDay()),
    );
    const bars = dates.flatMap((date) =>
      minutesOf(date, 100).filter(
        (_, minute) =>
          !(date === '2026-05-06' && minute >= 180 && minute < 240) &&
          !(date === '2026-05-07' && minute >= 60 && minute < 90),
      ),
    );
    const { table, page, cells, gaps, text } = await coverageOf(bars, 'minute', ['2026-05-01', '2026-05-29']);
    const counts = dates.map((date) => [date, date === '2026-05-06' || date === '2026-05-07' ? 6 : 7, 7]);
    expect(
      table.map(({ trading_date: date, complete_hours: complete, expected_hours: expected }) => [
        date,
        complete,
        expected,
      ]),
    ).toEqual(counts);
    expect(
      page.map(({ trading_date: date, complete_hours: complete, expected_hours: expected }) => [
        date,
        complete,
        expected,
      ]),
    ).toEqual(counts);
    expect(cells.map(({ date, complete, expected }) => [date, complete, expected])).toEqual(counts);
    const states = counts.map(([, complete]) => (complete === 7 ? 'complete' : 'partial'));
    expect([page, cells].map((rows) => rows.map(({ state }) => state))).toEqual([states, states]);
    expect(gaps.map(({ date }) => date)).toEqual(['2026-05-06', '2026-05-07']);
    expect(text).toContain('AAPL 2026-05-06: partial, 6 of 7 hours complete');
  });
});
