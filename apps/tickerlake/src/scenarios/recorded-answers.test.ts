import { existsSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { home, runCommand, temporaryFolder } from '../testing/run-command.ts';

const recorded = join(home, '../shared/market-data/recorded');
const isThere = existsSync(recorded);

interface Answer {
  readonly ticker: string;
  readonly results: readonly {
    readonly t: number;
    readonly o: number;
    readonly h: number;
    readonly l: number;
    readonly c: number;
    readonly v: number;
    readonly vw: number;
    readonly n: number;
  }[];
}

/** Runs the command on one recorded answer alone. */
async function replay(file: string, ticker: string) {
  const [folder, dataDir] = [await temporaryFolder(), await temporaryFolder()];
  await copyFile(join(recorded, file), join(folder, basename(file)));
  const run = await runCommand(['run', '--replay-dir', folder, '--tickers', ticker, '--data-dir', dataDir, '--json']);
  const query = (sql: string) => runCommand(['query', sql, '--data-dir', dataDir, '--json']);
  return { run, query };
}

describe.skipIf(!isThere && process.env['CI'] !== 'true')(
  'recorded odd answers (skipped: ../shared/market-data is absent)',
  () => {
    test.each([
      { name: 'scientific notation, days', file: 'aapl-1day-2025-01-15_17-sci-notation.json', ticker: 'AAPL' },
      { name: 'a month of days, one of them no session', file: 'aapl-1day-2019-01_vcr.json', ticker: 'AAPL' },
      { name: 'descending order', file: 'aapl-1day-2023-01-01_10-sort-desc.json', ticker: 'AAPL' },
      { name: 'DELAYED, hours', file: 'aapl-1hour-2024-03-25-DELAYED.json', ticker: 'AAPL' },
      { name: 'DELAYED, hours with trades of all sizes', file: 'aapl-1hour-2024-04-29-DELAYED.json', ticker: 'AAPL' },
      { name: 'DELAYED, one day', file: 'nvda-1day-2024-10-14-DELAYED.json', ticker: 'NVDA' },
      { name: 'crypto, fractional volume', file: 'x_btcusd-1day-2023-01-01_10-sort-asc.json', ticker: 'X:BTCUSD' },
    ])('$name: every bar is there, to the last bit', async ({ file, ticker }) => {
      const { run, query } = await replay(file, ticker);
      expect({ code: run.code, err: run.err }).toMatchObject({ code: 0 });
      const answer = JSON.parse(await readFile(join(recorded, file), 'utf8')) as Answer;
      const { out } = await query(
        'select epoch_ms(bar_start) as t, open as o, high as h, low as l, close as c, volume as v, vwap as vw, trades as n, hourly_var from hourly_volatility order by 1',
      );
      const wanted = [...answer.results]
        .sort((a, b) => a.t - b.t)
        .map((bar) => ({
          t: bar.t,
          o: bar.o,
          h: bar.h,
          l: bar.l,
          c: bar.c,
          v: bar.v,
          vw: bar.vw,
          n: bar.n,
          hourly_var: bar.h - bar.l,
        }));

      expect(JSON.parse(out)).toEqual(wanted);
    });

    test.each([
      {
        name: 'a next page that is not there',
        file: 'aapl-1minute-2023-07-31-limit10-next_url.json',
        says: 'announces a next page',
      },
      { name: 'null results', file: 'errors/200-empty-results-null-2020.json', says: 'holds no bars' },
      { name: '403, not entitled', file: 'errors/403-not-entitled-massive.json', says: 'not entitled' },
      {
        name: '403, not entitled, under the old name',
        file: 'errors/403-not-entitled-polygon.json',
        says: 'not entitled',
      },
      { name: '403, a last trade', file: 'errors/403-not-entitled-last-trade-massive.json', says: 'not entitled' },
      { name: '403, a timeframe that the plan lacks', file: 'errors/403-timeframe-polygon.json', says: 'timeframe' },
      {
        name: "403, today's data before the end of the day",
        file: 'errors/403-today-before-end-of-day-polygon.json',
        says: 'end of day',
      },
    ])('$name: an error in words, and nothing published', async ({ file, says }) => {
      const { run, query } = await replay(file, 'AAPL');
      expect(run).toMatchObject({ code: 1, out: '', err: expect.stringContaining(says) });
      expect(run.err).not.toContain('this is a bug in tickerlake');
      expect((await query('select 1')).err).toContain('Nothing is published');
    });
  },
);
