import { describe, expect, it } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { type SimulatedMarketOptions } from '../simulated-market-options.ts';
import { ask, askBars, askJson } from '../testing/ask-market.ts';

const WEEK = '2026-05-11/2026-05-22';

/** The dates with day bars of a ticker, each once. */
async function datesOf(options: SimulatedMarketOptions, ticker: string): Promise<string[]> {
  const bars = await askBars(createSimulatedMarket(options), `${ticker}/range/1/day/${WEEK}`);
  return bars.map(({ t }) => new Date(t).toISOString().slice(5, 10));
}

describe('the day bars of a ticker', () => {
  it.each<{ name: string; options: SimulatedMarketOptions; ticker: string; first: string; last: string; days: number }>(
    [
      {
        name: 'begin with its listing',
        options: { events: [{ kind: 'listing', ticker: 'TSLA', date: '2026-05-14' }] },
        ticker: 'TSLA',
        first: '05-14',
        last: '05-22',
        days: 7,
      },
      {
        name: 'end with a merger',
        options: { events: [{ kind: 'merger', ticker: 'TSLA', into: 'META', date: '2026-05-14' }] },
        ticker: 'TSLA',
        first: '05-11',
        last: '05-14',
        days: 4,
      },
      {
        name: 'begin with a rename',
        options: { events: [{ kind: 'rename', ticker: 'META', former: 'FB', date: '2026-05-18' }] },
        ticker: 'META',
        first: '05-18',
        last: '05-22',
        days: 5,
      },
      {
        name: 'end with a rename, of the former ticker',
        options: { events: [{ kind: 'rename', ticker: 'META', former: 'FB', date: '2026-05-18' }] },
        ticker: 'FB',
        first: '05-11',
        last: '05-15',
        days: 5,
      },
      {
        name: 'are of two companies when the ticker is used again, with a pause',
        options: { events: [{ kind: 'reuse', ticker: 'META', formerTo: '2026-05-13', date: '2026-05-18' }] },
        ticker: 'META',
        first: '05-11',
        last: '05-22',
        days: 8,
      },
      {
        name: 'begin with a spin-off',
        options: { events: [{ kind: 'spin-off', ticker: 'TSLA', parent: 'META', date: '2026-05-20', percent: 20 }] },
        ticker: 'TSLA',
        first: '05-20',
        last: '05-22',
        days: 3,
      },
    ],
  )('$name', async ({ options, ticker, first, last, days }) => {
    const dates = await datesOf(options, ticker);
    expect([dates[0], dates.at(-1), dates.length]).toEqual([first, last, days]);
  });

  it('are missing on some days of a ticker that trades sparsely, as are its minutes', async () => {
    const market = createSimulatedMarket({ events: [{ kind: 'liquidity', ticker: 'SIM001', liquidity: 'sparse' }] });
    const datesAt = async (timespan: string) =>
      new Set(
        (await askBars(market, `SIM001/range/1/${timespan}/2026-04-01/2026-05-29`)).map(({ t }) =>
          new Date(t).toISOString().slice(0, 10),
        ),
      );
    const days = await datesAt('day');
    expect(days.size).toBeGreaterThan(15);
    expect(days.size).toBeLessThan(40);
    expect(await datesAt('minute')).toEqual(days);
  });
});

it('the companies of a ticker that is used again have prices of their own', async () => {
  const events = [{ kind: 'reuse', ticker: 'META', formerTo: '2026-05-13', date: '2026-05-18' }] as const;
  const own = await askBars(createSimulatedMarket(), `META/range/1/day/${WEEK}`);
  const both = await askBars(createSimulatedMarket({ events }), `META/range/1/day/${WEEK}`);
  expect(both.slice(-5)).toEqual(own.slice(-5));
  expect(both.slice(0, 3)).not.toEqual(own.slice(0, 3));
});

it('a spin-off takes its part of the price of the parent, adjusted or not, and no volume', async () => {
  const events = [{ kind: 'spin-off', ticker: 'TSLA', parent: 'META', date: '2026-05-20', percent: 20 }] as const;
  const range = 'META/range/1/day/2026-05-19/2026-05-20';
  const [before, after] = await askBars(createSimulatedMarket(), range);
  for (const query of ['adjusted=true', 'adjusted=false']) {
    const [eve, day] = await askBars(createSimulatedMarket({ events }), range, query);
    expect(day).toEqual(after);
    expect(eve?.c).toBeCloseTo((before?.c ?? 0) / 0.8, 3);
    expect(eve?.v).toBe(before?.v);
  }
});

describe('bars that are missing', () => {
  const fromMs = Date.parse('2026-05-20T15:00Z');
  const span = { ticker: 'TSLA', fromMs, toMs: fromMs + 5 * 60_000 };
  const range = 'TSLA/range/1/minute/2026-05-20/2026-05-20';
  const day = 'TSLA/range/1/day/2026-05-20/2026-05-20';
  const plain = createSimulatedMarket();

  it('are lost from minutes, while the day bar has them', async () => {
    const market = createSimulatedMarket({ missing: [span] });
    const kept = (await askBars(plain, range)).filter(({ t }) => t < span.fromMs || t >= span.toMs);
    expect(await askBars(market, range)).toEqual(kept);
    expect(await askBars(market, day)).toEqual(await askBars(plain, day));
  });

  it('are answered until they are taken back, then from no bar', async () => {
    const sinceMs = Date.parse('2026-05-21T15:00Z');
    const at = (nowMs: number) =>
      createSimulatedMarket({ nowMs: () => nowMs, missing: [{ ...span, sinceMs, isOutOfDayBar: true }] });
    expect(await askBars(at(sinceMs - 1), range)).toEqual(await askBars(plain, range));
    expect(await askBars(at(sinceMs), range)).toHaveLength((await askBars(plain, range)).length - 5);
    const [[whole], [less]] = [await askBars(plain, day), await askBars(at(sinceMs), day)];
    expect(less?.v).toBeLessThan(whole?.v ?? 0);
  });
});

describe('reference data', () => {
  const market = createSimulatedMarket({
    events: [
      { kind: 'reuse', ticker: 'META', formerTo: '2026-05-13', date: '2026-05-18' },
      { kind: 'rename', ticker: 'META', former: 'FB', date: '2026-05-20' },
      { kind: 'merger', ticker: 'TSLA', into: 'META', date: '2026-05-14' },
      { kind: 'listing', ticker: 'MSFT', date: '2026-06-15' },
    ],
  });

  it.each([
    { query: 'ticker=META&active=false', rows: [['META', '2026-05-13T00:00:00Z']] },
    { query: 'ticker=META', rows: [['META', undefined]] },
    { query: 'ticker=FB&active=false', rows: [['FB', '2026-05-19T00:00:00Z']] },
    { query: 'ticker=TSLA&active=false', rows: [['TSLA', '2026-05-14T00:00:00Z']] },
    { query: 'ticker=TSLA&date=2026-05-14', rows: [['TSLA', undefined]] },
    { query: 'ticker=MSFT', rows: [] },
  ])('tickers?$query', async ({ query, rows }) => {
    expect(await askJson(market, `/v3/reference/tickers?${query}`)).toMatchObject({
      results: rows.map(([ticker, delisted]) => ({ ticker, ...(delisted && { delisted_utc: delisted }) })),
      count: rows.length,
    });
  });

  it('events follow the company through its names, and not those of another one', async () => {
    const changes = [
      { date: '2026-05-20', ticker_change: { ticker: 'META' } },
      { date: '2026-05-18', ticker_change: { ticker: 'FB' } },
    ];
    const events = async (id: string) => askJson(market, `/vX/reference/tickers/${id}/events`);
    expect(await events('META')).toMatchObject({ results: { events: changes } });
    expect(await events('FB')).toMatchObject({ results: { events: changes } });
  });

  it('details have the day of the first name and a FIGI, which finds the events of a company whose ticker is used again', async () => {
    const details = async (query: string) => askJson(market, `/v3/reference/tickers/META${query}`);
    expect(await details('')).toMatchObject({ results: { list_date: '2026-05-18', active: true } });
    const former = (await details('?date=2026-05-12')) as { results: { composite_figi: string; name: string } };
    expect(former.results.name).toContain('(former)');
    expect(await askJson(market, `/vX/reference/tickers/${former.results.composite_figi}/events`)).toMatchObject({
      results: { name: former.results.name },
    });
  });

  it('a ticker is unknown before its listing', async () => {
    expect((await ask(market, '/v3/reference/tickers/MSFT')).status).toBe(404);
    expect((await ask(market, '/vX/reference/tickers/MSFT/events')).status).toBe(404);
  });
});
