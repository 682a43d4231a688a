import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { askJson } from '../testing/ask-market.ts';

const market = createSimulatedMarket();
const PAGE = z.object({ results: z.array(z.record(z.string(), z.unknown())), next_url: z.string().optional() });

async function tickersOf(query: string): Promise<unknown[]> {
  const page = PAGE.parse(await askJson(market, `/v3/reference/tickers?${query}`));
  return page.results.map(({ ticker }) => ticker);
}

describe('reference tickers', () => {
  it.each([
    { query: 'ticker=KIMpL', expected: ['KIMpL'] },
    { query: 'ticker=KIMPL', expected: [] },
    { query: 'market=crypto', expected: ['X:BTCUSD', 'X:ETHUSD'] },
    { query: 'market=indices', expected: ['I:NDX'] },
    { query: 'type=ETF', expected: ['QQQ', 'SPY'] },
    { query: 'type=ETF&order=desc', expected: ['SPY', 'QQQ'] },
    { query: 'type=ETF&exchange=ARCX', expected: ['SPY'] },
    { query: 'type=ETF&sort=name', expected: ['QQQ', 'SPY'] },
    { query: 'search=berkshire', expected: ['BRK.B'] },
    { query: 'ticker.gte=MSFT&ticker.lt=NVDA', expected: ['MSFT', 'NDAQ'] },
    { query: 'ticker.gt=MSFT&ticker.lte=NVDA', expected: ['NDAQ', 'NVDA'] },
    { query: 'active=false', expected: ['SIMX'] },
    { query: 'ticker=SIMX', expected: [] },
    { query: 'ticker=SIMX&date=2024-10-11', expected: ['SIMX'] },
    { query: 'ticker=SIM500&date=2025-10-31', expected: [] },
    { query: 'limit=2', expected: ['AAPL', 'AMZN'] },
  ])('$query', async ({ query, expected }) => {
    expect(await tickersOf(query)).toEqual(expected);
  });

  it('pages through all of them with a cursor that holds the filters and no key', async () => {
    const seen: unknown[] = [];
    let target: string | undefined = '/v3/reference/tickers?market=stocks&limit=100&apiKey=leaked';
    while (target !== undefined) {
      const page: z.infer<typeof PAGE> = PAGE.parse(await askJson(market, target));
      seen.push(...page.results.map(({ ticker }) => ticker));
      target = page.next_url;
      expect(atob(new URL(target ?? 'https://api.polygon.io').searchParams.get('cursor') ?? '')).not.toContain(
        'leaked',
      );
    }
    const active = market.tickers.filter((profile) => profile.market === 'stocks' && profile.delistedOn === null);
    expect(seen).toEqual(active.map(({ ticker }) => ticker));
  });

  it.each([
    {
      ticker: 'AAPL',
      row: { name: 'Apple Inc.', market: 'stocks', locale: 'us', type: 'CS', active: true, primary_exchange: 'XNAS' },
    },
    { ticker: 'X:BTCUSD', row: { market: 'crypto', locale: 'global', active: true } },
    { ticker: 'SIMX', row: { active: false, delisted_utc: '2024-10-11T00:00:00Z' } },
  ])('details of $ticker', async ({ ticker, row }) => {
    expect(await askJson(market, `/v3/reference/tickers/${ticker}`)).toMatchObject({
      status: 'OK',
      results: { ticker, ...row },
    });
  });
});

describe('splits', () => {
  it('has the fields of the vendor, newest first', async () => {
    const { results } = PAGE.parse(await askJson(market, '/stocks/v1/splits'));
    expect(
      results.map(({ ticker, execution_date, split_from, split_to, adjustment_type, historical_adjustment_factor }) => [
        ticker,
        execution_date,
        split_from,
        split_to,
        adjustment_type,
        historical_adjustment_factor,
      ]),
    ).toEqual([
      ['SIM002', '2026-05-18', 1, 4, 'forward_split', 0.25],
      ['SIM003', '2026-02-17', 8, 1, 'reverse_split', 8],
      ['NVDA', '2024-06-10', 1, 10, 'forward_split', 0.1],
    ]);
    expect(new Set(results.map(({ id }) => id)).size).toBe(3);
  });

  it.each([
    { path: '/stocks/v1/splits?ticker=NVDA', expected: ['NVDA'] },
    { path: '/stocks/v1/splits?execution_date.gte=2026-02-17', expected: ['SIM002', 'SIM003'] },
    { path: '/stocks/v1/splits?adjustment_type=reverse_split', expected: ['SIM003'] },
    { path: '/stocks/v1/splits?sort=ticker.asc', expected: ['NVDA', 'SIM002', 'SIM003'] },
    { path: '/v3/reference/splits?order=asc', expected: ['NVDA', 'SIM003', 'SIM002'] },
    { path: '/v3/reference/splits?reverse_split=true', expected: ['SIM003'] },
    { path: '/v3/reference/splits?ticker=SIM002&execution_date=2026-05-18', expected: ['SIM002'] },
  ])('$path', async ({ path, expected }) => {
    expect(PAGE.parse(await askJson(market, path)).results.map(({ ticker }) => ticker)).toEqual(expected);
  });

  it('pages', async () => {
    const first = PAGE.parse(await askJson(market, '/stocks/v1/splits?limit=2'));
    const second = PAGE.parse(await askJson(market, first.next_url ?? ''));
    expect([...first.results, ...second.results].map(({ ticker }) => ticker)).toEqual(['SIM002', 'SIM003', 'NVDA']);
    expect(second.next_url).toBeUndefined();
  });

  it.each([
    { at: '2026-05-03T15:00Z', expected: ['SIM003', 'NVDA'] },
    { at: '2026-05-04T15:00Z', expected: ['SIM002', 'SIM003', 'NVDA'] },
  ])('are announced two weeks before: at $at', async ({ at, expected }) => {
    const then = createSimulatedMarket({ nowMs: () => Date.parse(at) });
    expect(PAGE.parse(await askJson(then, '/stocks/v1/splits')).results.map(({ ticker }) => ticker)).toEqual(expected);
  });
});
