import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createSimulatedMarket } from '../../create-simulated-market.ts';
import { askJson } from '../../testing/ask-market.ts';

const market = createSimulatedMarket();
const LIST = z.object({ results: z.array(z.looseObject({})), next_url: z.string().optional() });
const rowsOf = async (path: string) => LIST.parse(await askJson(market, path)).results;

describe('reference lists', () => {
  it.each([
    { path: '/v3/reference/tickers/types?asset_class=indices', first: { code: 'INDEX' }, count: 1 },
    { path: '/v3/reference/exchanges?asset_class=crypto', first: { name: 'Coinbase' }, count: 1 },
    { path: '/v3/reference/conditions?limit=2', first: { id: 0, data_types: ['trade'] }, count: 2 },
  ])('$path', async ({ path, first, count }) => {
    const rows = await rowsOf(path);
    expect(rows).toHaveLength(count);
    expect(rows[0]).toMatchObject(first);
  });

  it('have every type and exchange that a ticker has', async () => {
    const codes = (await rowsOf('/v3/reference/tickers/types')).map((row) => row['code']);
    const mics = (await rowsOf('/v3/reference/exchanges')).map((row) => row['mic']);
    expect(codes).toEqual(expect.arrayContaining([...new Set(market.tickers.flatMap(({ type }) => type ?? []))]));
    expect(mics).toEqual(
      expect.arrayContaining([...new Set(market.tickers.flatMap(({ exchange }) => exchange ?? []))]),
    );
  });
});

describe('dividends', () => {
  it('are four a year, the newest first, announced two weeks ahead', async () => {
    const rows = await rowsOf('/stocks/v1/dividends?ticker=SPY&limit=3');
    expect(rows.map((row) => row['ex_dividend_date'])).toEqual(['2026-05-11', '2026-02-10', '2025-11-10']);
    expect(rows[0]).toMatchObject({
      ticker: 'SPY',
      currency: 'USD',
      frequency: 4,
      cash_amount: 1.7,
      pay_date: '2026-05-14',
    });
  });

  it.each([
    { query: 'ex_dividend_date.gte=2026-05-01&ticker=SPY', dates: ['2026-05-11'] },
    {
      query: 'ex_dividend_date.lt=2015-06-01&ticker=SPY&sort=ex_dividend_date.asc',
      dates: ['2015-02-10', '2015-05-11'],
    },
    { query: 'ticker=SIM500&ex_dividend_date.lt=2025-11-03', dates: [] },
  ])('pass $query', async ({ query, dates }) => {
    expect((await rowsOf(`/stocks/v1/dividends?${query}`)).map((row) => row['ex_dividend_date'])).toEqual(dates);
  });

  it('come in the older form', async () => {
    expect((await rowsOf('/v3/reference/dividends?ticker=SPY&limit=1'))[0]).toMatchObject({ dividend_type: 'CD' });
  });
});
