import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { askBars, askJson } from '../testing/ask-market.ts';

const market = createSimulatedMarket();
const ROW = z.object({
  T: z.string(),
  o: z.number(),
  c: z.number(),
  h: z.number(),
  l: z.number(),
  t: z.number(),
  v: z.number().optional(),
  n: z.number().optional(),
});
const ROWS = z.object({ resultsCount: z.number(), results: z.array(ROW).optional() });

describe('grouped daily', () => {
  it("has every stock's day bar, with the end of the day as t", async () => {
    const { results = [], resultsCount } = ROWS.parse(
      await askJson(market, '/v2/aggs/grouped/locale/us/market/stocks/2026-05-20'),
    );
    expect(results).toHaveLength(resultsCount);
    expect(results.length).toBeGreaterThan(500);
    for (const ticker of ['AAPL', 'KIMpL', 'SIM500']) {
      const [bar] = await askBars(market, `${ticker}/range/1/day/2026-05-20/2026-05-20`);
      const { o, h, l, c, v, vw, n } = bar ?? {};
      expect(results.find(({ T }) => T === ticker)).toMatchObject({
        o,
        h,
        l,
        c,
        v,
        n,
        t: Date.parse('2026-05-20T20:00Z'),
      });
      expect(vw).toBeGreaterThan(0);
    }
    expect(results.map(({ T }) => T)).not.toContain('I:NDX');
    expect(results.map(({ T }) => T)).not.toContain('SIMX');
  });

  it('can be unadjusted', async () => {
    const closeOf = async (adjusted: boolean) => {
      const answer = await askJson(market, `/v2/aggs/grouped/locale/us/market/stocks/2026-05-15?adjusted=${adjusted}`);
      return ROWS.parse(answer).results?.find(({ T }) => T === 'SIM002')?.c ?? 0;
    };
    expect(await closeOf(true)).toBeCloseTo((await closeOf(false)) / 4, 3);
  });

  it('is empty on a closed day', async () => {
    const answer = await askJson(market, '/v2/aggs/grouped/locale/us/market/stocks/2026-05-23');
    expect(answer).toMatchObject({ resultsCount: 0, status: 'OK' });
    expect(answer).not.toHaveProperty('results');
  });

  it('has crypto on a Sunday', async () => {
    const { results = [] } = ROWS.parse(
      await askJson(market, '/v2/aggs/grouped/locale/global/market/crypto/2026-05-24'),
    );
    expect(results.map(({ T, t }) => [T, new Date(t).toISOString()])).toEqual([
      ['X:BTCUSD', '2026-05-24T23:59:59.999Z'],
      ['X:ETHUSD', '2026-05-24T23:59:59.999Z'],
    ]);
  });
});

describe('previous day', () => {
  it.each([
    { name: 'on a Saturday: Friday', at: '2026-05-30T12:00Z', expected: '2026-05-29T20:00Z' },
    { name: 'before the post-market ends: the day before', at: '2026-05-20T23:59Z', expected: '2026-05-19T20:00Z' },
    { name: 'after it: the day itself', at: '2026-05-21T00:00Z', expected: '2026-05-20T20:00Z' },
    { name: 'after a long weekend', at: '2026-05-26T12:00Z', expected: '2026-05-22T20:00Z' },
  ])('$name', async ({ at, expected }) => {
    const then = createSimulatedMarket({ nowMs: () => Date.parse(at) });
    const { results = [] } = ROWS.parse(await askJson(then, '/v2/aggs/ticker/AAPL/prev'));
    expect(results.map(({ T, t }) => [T, t])).toEqual([['AAPL', Date.parse(expected)]]);
  });

  it('is empty for an unknown ticker', async () => {
    expect(await askJson(market, '/v2/aggs/ticker/NOBODY/prev')).toMatchObject({ ticker: 'NOBODY', resultsCount: 0 });
  });
});

describe('open-close', () => {
  it('is the day bar with the first pre-market and the last post-market price', async () => {
    const [day] = await askBars(market, 'AAPL/range/1/day/2026-05-20/2026-05-20');
    const minutes = await askBars(market, 'AAPL/range/1/minute/2026-05-20/2026-05-20');
    expect(await askJson(market, '/v1/open-close/AAPL/2026-05-20')).toEqual({
      status: 'OK',
      from: '2026-05-20',
      symbol: 'AAPL',
      open: day?.o,
      high: day?.h,
      low: day?.l,
      close: day?.c,
      volume: day?.v,
      afterHours: minutes.at(-1)?.c,
      preMarket: minutes[0]?.o,
    });
  });

  it('of an index has neither volume nor extended hours', async () => {
    const answer = await askJson(market, '/v1/open-close/I:NDX/2026-05-20');
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(answer))).toEqual([
      'status',
      'from',
      'symbol',
      'open',
      'high',
      'low',
      'close',
    ]);
  });
});

describe('market status', () => {
  it.each([
    {
      at: '2026-05-20T15:30Z',
      market: 'open',
      afterHours: false,
      earlyHours: false,
      serverTime: '2026-05-20T11:30:00-04:00',
    },
    {
      at: '2026-05-20T12:00Z',
      market: 'extended-hours',
      afterHours: false,
      earlyHours: true,
      serverTime: '2026-05-20T08:00:00-04:00',
    },
    {
      at: '2026-05-20T20:00Z',
      market: 'extended-hours',
      afterHours: true,
      earlyHours: false,
      serverTime: '2026-05-20T16:00:00-04:00',
    },
    {
      at: '2026-05-23T15:30Z',
      market: 'closed',
      afterHours: false,
      earlyHours: false,
      serverTime: '2026-05-23T11:30:00-04:00',
    },
    {
      at: '2026-01-20T15:30Z',
      market: 'open',
      afterHours: false,
      earlyHours: false,
      serverTime: '2026-01-20T10:30:00-05:00',
    },
    {
      at: '2026-11-27T18:00Z',
      market: 'extended-hours',
      afterHours: true,
      earlyHours: false,
      serverTime: '2026-11-27T13:00:00-05:00',
    },
  ])('at $at: $market', async ({ at, ...expected }) => {
    const then = createSimulatedMarket({ nowMs: () => Date.parse(at) });
    expect(await askJson(then, '/v1/marketstatus/now')).toMatchObject(expected);
  });

  it.each([
    { at: '2026-05-22T20:59Z', fx: 'open' },
    { at: '2026-05-22T21:00Z', fx: 'closed' },
    { at: '2026-05-23T12:00Z', fx: 'closed' },
    { at: '2026-05-24T21:00Z', fx: 'open' },
  ])('currencies are $fx at $at', async ({ at, fx }) => {
    const then = createSimulatedMarket({ nowMs: () => Date.parse(at) });
    expect(await askJson(then, '/v1/marketstatus/now')).toMatchObject({ currencies: { crypto: 'open', fx } });
  });

  it('lists the closures and early closes of the coming year in a bare array, a row per exchange', async () => {
    const rows = z.array(
      z.object({
        date: z.string(),
        exchange: z.string(),
        name: z.string(),
        status: z.string(),
        open: z.string().optional(),
        close: z.string().optional(),
      }),
    );
    const upcoming = rows.parse(await askJson(market, '/v1/marketstatus/upcoming'));
    const nyse = upcoming
      .filter(({ exchange }) => exchange === 'NYSE')
      .map(({ date, name, status }) => `${date} ${name} ${status}`);
    expect(nyse).toEqual([
      '2026-06-19 Juneteenth closed',
      '2026-07-03 Independence Day closed',
      '2026-09-07 Labor Day closed',
      '2026-11-26 Thanksgiving closed',
      '2026-11-27 Thanksgiving early-close',
      '2026-12-24 Christmas early-close',
      '2026-12-25 Christmas closed',
      '2027-01-01 New Years Day closed',
      '2027-01-18 Martin Luther King, Jr. Day closed',
      "2027-02-15 Washington's Birthday closed",
      '2027-03-26 Good Friday closed',
    ]);
    expect(upcoming).toHaveLength(2 * nyse.length);
    expect(upcoming.find(({ status }) => status === 'early-close')).toMatchObject({
      open: '2026-11-27T14:30:00.000Z',
      close: '2026-11-27T18:00:00.000Z',
    });
  });
});
