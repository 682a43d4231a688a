import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createSimulatedMarket } from '../../create-simulated-market.ts';
import { ask, askBars, askJson } from '../../testing/ask-market.ts';

const market = createSimulatedMarket();
const PAGE = z.object({
  results: z.array(z.looseObject({ price: z.number().optional(), size: z.number().optional() })),
  next_url: z.string().optional(),
});

/** All rows of a request, page after page; times as texts, since a number cannot hold nanoseconds. */
async function allRows(path: string) {
  const rows: z.output<typeof PAGE>['results'] = [];
  let pages = 0;
  for (let next: string | undefined = path; next !== undefined; pages += 1) {
    const text = await (await ask(market, next)).text();
    const page: z.output<typeof PAGE> = PAGE.parse(JSON.parse(text.replace(/_timestamp":(\d+)/g, '_timestamp":"$1"')));
    rows.push(...page.results);
    next = page.next_url;
  }
  return { rows, pages };
}

describe('trades', () => {
  const minute = Date.parse('2026-05-20T13:30Z');
  const span = `timestamp.gte=${minute}000000&timestamp.lt=${minute + 60_000}000000`;

  type Minute = Awaited<ReturnType<typeof askBars>>[number];
  const many = ({ t, n = 0 }: Minute) => n > 3 && t >= minute;
  const threeWithLow = ({ n, o, h, l, c }: Minute) => n === 3 && h === Math.max(o, c) && l < Math.min(o, c);

  it.each([
    { ticker: 'AAPL', name: 'many', of: many },
    { ticker: 'KIMpL', name: 'many', of: many },
    { ticker: 'NVDA', name: 'many', of: many },
    { ticker: 'SIM020', name: 'three, the second the low', of: threeWithLow },
  ])('of a minute of $ticker make up its bar: $name', async ({ ticker, of }) => {
    const [bar] = (
      await askBars(market, `${ticker}/range/1/minute/2026-05-11/2026-05-20`, 'limit=50000&adjusted=false')
    ).filter(of);
    expect(bar).toBeDefined();
    const fromMs = bar?.t ?? 0;
    const { rows } = await allRows(
      `/v3/trades/${ticker}?order=asc&limit=1000&timestamp.gte=${fromMs}000000&timestamp.lt=${fromMs + 60_000}000000`,
    );
    const prices = rows.map(({ price = 0 }) => price);
    expect({ n: rows.length, o: prices[0], c: prices.at(-1), h: Math.max(...prices), l: Math.min(...prices) }).toEqual({
      n: bar?.n,
      o: bar?.o,
      c: bar?.c,
      h: bar?.h,
      l: bar?.l,
    });
    expect(rows.reduce((sum, { size = 0 }) => sum + size, 0)).toBeCloseTo(bar?.v ?? 0, 4);
  });

  it.each(['asc', 'desc'])('in %s order are the same in pages of any size', async (order) => {
    const whole = await allRows(`/v3/trades/BRK.B?${span}&order=${order}&limit=50000`);
    const paged = await allRows(`/v3/trades/BRK.B?${span}&order=${order}&limit=7`);
    expect(paged.rows).toEqual(whole.rows);
    expect([whole.pages, paged.pages > 3]).toEqual([1, true]);
  });

  it('are the newest first, a thousand of them, when nothing is asked', async () => {
    const text = await (await ask(market, '/v3/trades/AAPL')).text();
    const times = [...text.matchAll(/"sip_timestamp":(\d+)/g)].map(([, digits = '']) => BigInt(digits));
    expect(times).toHaveLength(1000);
    expect(times.every((time, index) => index === 0 || time < (times[index - 1] ?? 0n))).toBe(true);
  });

  it.each(['timestamp=yesterday', 'order=up', 'limit=50001'])('with %s are a 400', async (query) => {
    expect((await ask(market, `/v3/trades/AAPL?${query}`)).status).toBe(400);
  });

  it.each(['NOBODY', 'I:NDX'])('of %s are none', async (ticker) => {
    expect(await askJson(market, `/v3/trades/${ticker}?timestamp=2026-05-20`)).toMatchObject({
      results: [],
      status: 'OK',
    });
  });
});

it('quotes have a bid below the ask, four a minute', async () => {
  const { rows } = await allRows('/v3/quotes/SPY?timestamp=2026-05-20&order=asc&limit=50000');
  const times = await askBars(market, 'SPY/range/1/minute/2026-05-20/2026-05-20', 'limit=50000');
  expect(rows).toHaveLength(times.length * 4);
  expect(rows.every((row) => Number(row['bid_price']) < Number(row['ask_price']))).toBe(true);
});

describe('snapshots', () => {
  const open = createSimulatedMarket({ nowMs: () => Date.parse('2026-05-20T15:00Z') });

  it('agree with the day bars so far and of the day before', async () => {
    const { ticker: now } = z
      .object({ ticker: z.looseObject({ day: z.looseObject({}), prevDay: z.looseObject({}) }) })
      .parse(await askJson(open, '/v2/snapshot/locale/us/markets/stocks/tickers/AAPL'));
    const [before, today] = await askBars(open, 'AAPL/range/1/day/2026-05-19/2026-05-20');
    const { t: _t, n: _n, ...day } = today ?? {};
    const { t: _t2, n: _n2, ...prevDay } = before ?? {};
    expect(now).toMatchObject({ ticker: 'AAPL', day, prevDay, lastTrade: { p: today?.c } });
  });

  it('are of the tickers that are asked for, or of all stocks', async () => {
    const path = '/v2/snapshot/locale/us/markets/stocks/tickers';
    const some = z.object({ tickers: z.array(z.looseObject({ ticker: z.string() })) });
    expect(
      some.parse(await askJson(open, `${path}?tickers=AAPL,I:NDX,NOBODY`)).tickers.map(({ ticker }) => ticker),
    ).toEqual(['AAPL']);
    expect(some.parse(await askJson(open, path)).tickers.length).toBeGreaterThan(500);
    expect((await ask(open, `${path}/NOBODY`)).status).toBe(404);
  });
});
