import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { openTrino } from '@tickerlake/athena-sql/testing';
import { adjustedHours, expectedAdjustedHours } from './testing/adjusted-hours.ts';
import { loadingEngine } from './testing/analysis-engine.ts';
import { comparisonCases } from './testing/comparison-cases.ts';
import { expectClose, expectRecords } from './testing/expect-rows.ts';
import { type OpenAnalysis, openOnDuckDb } from './testing/open-analysis.ts';
import { analyse, expectedOf, market } from './testing/session-cases.ts';
import { sessionRows } from './testing/session-market.ts';
import { hourRows, marketDates, tickerHours } from './testing/ticker-market.ts';

const { trinoUrl, bucket } = inject('engines');
const relations = ['sessions', 'hourly_volatility', 'daily_volatility', 'splits'];

/** A separate schema on the test engine. */
async function openOnTrino(name: string): Promise<OpenAnalysis> {
  const database = `analysis_${name}_${Date.now()}`;
  const { db } = openTrino<Tables>(trinoUrl, { catalog: 'iceberg', schema: database });
  const run = async (text: string) => (await sql.raw<Record<string, unknown>>(text).execute(db)).rows;
  await run(`create schema iceberg.${database} with (location = 's3://${bucket}/${database}/')`);
  return {
    ...loadingEngine(run, 'iceberg', (relation) => relation),
    db,
    view: async (view, query) => {
      await run(`create view ${view} as ${query.compile().sql}`);
    },
    close: async () => {
      await run('drop view if exists session_returns');
      for (const relation of relations) await run(`drop table if exists ${relation}`);
      await run(`drop schema iceberg.${database}`);
    },
  };
}

describe('comparisons of tickers on Trino', { timeout: 120_000 }, () => {
  let engine: OpenAnalysis;
  beforeAll(async () => {
    engine = await openOnTrino('tickers');
    await engine.load('sessions', 'sessions', sessionRows('XNYS', marketDates));
    await engine.load('hourly_volatility', 'hourly_volatility', hourRows(tickerHours()));
  }, 240_000);
  afterAll(() => engine.close());

  test.each(comparisonCases)('$name is what TypeScript says', async ({ rows, expected }) => {
    expectRecords(await rows(engine.db), expected);
  });
});

describe('rolling sessions and average true range on Trino', { timeout: 120_000 }, () => {
  const engines: OpenAnalysis[] = [];
  let onTrino: Awaited<ReturnType<typeof analyse>>;
  let onDuckDb: typeof onTrino;
  beforeAll(async () => {
    engines.push(await openOnTrino('sessions'), await openOnDuckDb());
    const [trino, duckDb] = engines;
    if (trino === undefined || duckDb === undefined) throw new Error('no engines');
    [onTrino, onDuckDb] = [
      await analyse(trino, market, (dates) => dates),
      await analyse(duckDb, market, (dates) => dates),
    ];
  }, 240_000);
  afterAll(async () => {
    for (const engine of engines) await engine.close();
  });

  test.each(market)('of $ticker are what TypeScript says, and what DuckDB says to ten digits', (series) => {
    for (const [name, values] of Object.entries(expectedOf(series))) {
      series.bars.forEach((bar, index) => {
        if (bar === null) return;
        const date = series.dates[index] ?? '';
        const [there, here] = [onTrino(series.ticker, date)[name], onDuckDb(series.ticker, date)[name]];
        expectClose(there, values[index] ?? null, `${name} of session ${index}`);
        // Near 0 the digits of a mean of squares are those of its terms.
        if (typeof there === 'number' && typeof here === 'number' && Math.abs(here) > 1e-9)
          expect(Math.abs(there / here - 1), `${name} of session ${index}: ${there}, ${here}`).toBeLessThan(1e-10);
        else expect(there === null, `${name} of session ${index}`).toBe(here === null);
      });
    }
  });
});

test('hours in shares of today on Trino are those of DuckDB', { timeout: 240_000 }, async () => {
  const engine = await openOnTrino('splits');
  onTestFinished(() => engine.close());
  expect(await adjustedHours(engine)).toEqual(expectedAdjustedHours);
});
