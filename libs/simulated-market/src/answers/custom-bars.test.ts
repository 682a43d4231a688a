import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { askBars, askJson, askPage } from '../testing/ask-market.ts';

const market = createSimulatedMarket();
const anyTicker = fc.constantFrom('AAPL', 'TSLA', 'KIMpL', 'BRK.B', 'I:NDX', 'X:BTCUSD', 'SIM002', 'SIM020');
const anyBarLength = fc.constantFrom(
  '1/minute',
  '5/minute',
  '45/minute',
  '1/hour',
  '4/hour',
  '1/day',
  '2/day',
  '1/week',
  '1/month',
);

describe('one bar', () => {
  it('is the same alone and inside any range', async () => {
    const lengths = fc.constantFrom('1/second', '1/minute', '7/minute', '1/hour', '3/hour', '1/day', '1/week');
    await fc.assert(
      fc.asyncProperty(anyTicker, lengths, fc.nat(), async (ticker, length, pick) => {
        const [from, to] = length.endsWith('second')
          ? ['1779284400000', '1779285000000']
          : ['2026-05-14', '2026-05-21'];
        const bars = await askBars(market, `${ticker}/range/${length}/${from}/${to}`, 'limit=50000');
        fc.pre(bars.length > 0);
        const bar = bars[pick % bars.length];
        const fresh = createSimulatedMarket();
        expect(await askBars(fresh, `${ticker}/range/${length}/${bar?.t}/${bar?.t}`)).toEqual([bar]);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on earlier requests', async () => {
    const warm = createSimulatedMarket();
    await askBars(warm, 'TSLA/range/1/minute/2026-05-01/2026-05-29', 'limit=50000');
    const range = 'AAPL/range/1/minute/2026-05-20/2026-05-20';
    expect(await askBars(warm, range)).toEqual(await askBars(createSimulatedMarket(), range));
  });

  it('changes with the seed', async () => {
    const other = createSimulatedMarket({ seed: 'another' });
    const range = 'AAPL/range/1/day/2026-05-20/2026-05-20';
    expect(await askBars(other, range)).not.toEqual(await askBars(market, range));
  });
});

describe('pages', () => {
  it('concatenate to the one big page, whatever the limit', async () => {
    await fc.assert(
      fc.asyncProperty(anyTicker, anyBarLength, fc.integer({ min: 1, max: 6 }), async (ticker, length, pages) => {
        const range = `${ticker}/range/${length}/2026-05-13/2026-05-15`;
        const whole = await askPage(market, `${range}?limit=50000`);
        const longest = length.endsWith('minute') ? 45 : 300;
        const limit = Math.max(longest, Math.ceil(whole.queryCount / pages));
        expect(await askBars(market, range, `limit=${limit}`)).toEqual(whole.results ?? []);
      }),
      { numRuns: 40 },
    );
  });

  it('have a next_url as recorded: next start, cursor, no key', async () => {
    const page = await askPage(market, 'AAPL/range/1/minute/2026-05-20/2026-05-22?limit=10&sort=asc');
    const lastMs = page.results?.at(-1)?.t ?? 0;
    expect(page.next_url).toBe(
      `https://api.polygon.io/v2/aggs/ticker/AAPL/range/1/minute/${lastMs + 60_000}/2026-05-22?cursor=bGltaXQ9MTAmc29ydD1hc2M`,
    );
  });

  it('escape the ticker in next_url', async () => {
    const page = await askPage(market, 'X:BTCUSD/range/1/minute/2026-05-20/2026-05-20?limit=10');
    expect(page.next_url).toContain('/v2/aggs/ticker/X%3ABTCUSD/range/1/minute/');
  });

  it('are adjusted like the first', async () => {
    const first = await askPage(market, 'SIM002/range/1/day/2026-05-11/2026-05-15?limit=1&adjusted=false');
    expect(await askJson(market, first.next_url ?? '')).toMatchObject({ adjusted: false });
  });

  it('are adjusted unless the parameter is repeated, if the market forgets it', async () => {
    const forgetful = createSimulatedMarket({ faults: { pagesForgetAdjusted: true } });
    const first = await askPage(forgetful, 'SIM002/range/1/day/2026-05-11/2026-05-15?limit=1&adjusted=false');
    const follow = await askJson(forgetful, first.next_url ?? '');
    const again = await askJson(forgetful, `${first.next_url}&adjusted=false`);
    expect(follow).toMatchObject({ adjusted: true });
    expect(again).toMatchObject({ adjusted: false });
  });

  it('end without next_url when the limit was just enough', async () => {
    const whole = await askPage(market, 'AAPL/range/1/minute/2026-05-20/2026-05-20?limit=50000');
    const page = await askPage(market, `AAPL/range/1/minute/2026-05-20/2026-05-20?limit=${whole.queryCount}`);
    expect(page.next_url).toBeUndefined();
    expect(page.results).toEqual(whole.results);
  });

  it('point to another host if configured', async () => {
    const elsewhere = createSimulatedMarket({ nextUrlOrigin: 'https://api.massive.com' });
    const page = await askPage(elsewhere, 'AAPL/range/1/minute/2026-05-20/2026-05-20?limit=10');
    expect(page.next_url).toMatch(/^https:\/\/api\.massive\.com\/v2\//);
  });
});

describe('limit', () => {
  it('counts base minutes and drops a last hour that it cuts', async () => {
    const range = `AAPL/range/1/hour/${Date.parse('2026-05-20T18:00Z')}/${Date.parse('2026-05-20T19:30Z')}`;
    const page = await askPage(market, `${range}?limit=100`);
    expect(page.queryCount).toBe(100);
    expect(page.results?.map(({ t }) => t)).toEqual([Date.parse('2026-05-20T18:00Z')]);
    expect(page.next_url).toContain(`/${Date.parse('2026-05-20T19:00Z')}/`);
  });

  it('counts days for day bars and longer', async () => {
    const page = await askPage(market, 'AAPL/range/1/week/2026-05-03/2026-05-16?limit=50000');
    expect(page.queryCount).toBe(10);
    expect(page.results).toHaveLength(2);
  });

  it('that is smaller than one bar gives nothing and no next page', async () => {
    const page = await askPage(market, 'AAPL/range/1/hour/2026-05-20/2026-05-20?limit=5');
    expect(page).toMatchObject({ queryCount: 5 });
    expect(page.results).toBeUndefined();
    expect(page.next_url).toBeUndefined();
  });

  it('is 5000 by default', async () => {
    const page = await askPage(market, 'AAPL/range/1/minute/2026-05-01/2026-05-29');
    expect(page.queryCount).toBe(5000);
  });
});

describe('descending order', () => {
  it('is the ascending answer reversed', async () => {
    await fc.assert(
      fc.asyncProperty(anyTicker, anyBarLength, async (ticker, length) => {
        const range = `${ticker}/range/${length}/2026-05-13/2026-05-15?limit=50000`;
        const [up, down] = [await askPage(market, range), await askPage(market, `${range}&sort=desc`)];
        expect(down.results?.toReversed()).toEqual(up.results);
      }),
      { numRuns: 20 },
    );
  });

  it('starts with the newest base bars and leaves out a bar that the limit cuts', async () => {
    const range = `AAPL/range/1/hour/${Date.parse('2026-05-20T14:00Z')}/${Date.parse('2026-05-20T19:30Z')}`;
    const page = await askPage(market, `${range}?limit=100&sort=desc`);
    expect(page.results?.map(({ t }) => t)).toEqual([Date.parse('2026-05-20T19:00Z')]);
    expect(page.queryCount).toBe(100);
  });

  it('goes on with an earlier `to`, page after page', async () => {
    const range = 'AAPL/range/1/minute/2026-05-20/2026-05-20';
    const whole = await askPage(market, `${range}?limit=50000&sort=desc`);
    const first = await askPage(market, `${range}?limit=100&sort=desc`);
    const lastMs = first.results?.at(-1)?.t ?? 0;
    expect(first.next_url).toContain(`/2026-05-20/${lastMs - 1}?cursor=`);
    const bars = [...(first.results ?? [])];
    for (let next = first.next_url; next !== undefined;) {
      const page = await askPage(market, next);
      bars.push(...(page.results ?? []));
      next = page.next_url;
    }
    expect(bars).toEqual(whole.results);
  });
});

describe('from and to', () => {
  it.each([
    {
      name: 'dates are whole days',
      range: '1/hour/2026-05-20/2026-05-20',
      first: '2026-05-20T08:00Z',
      last: '2026-05-20T23:00Z',
    },
    {
      name: 'from snaps down, to snaps up',
      range: `1/hour/${Date.parse('2026-05-20T14:20Z')}/${Date.parse('2026-05-20T16:10Z')}`,
      first: '2026-05-20T14:00Z',
      last: '2026-05-20T16:00Z',
    },
    {
      name: 'a month snaps to whole months',
      range: '1/month/2026-04-15/2026-05-02',
      first: '2026-04-01T04:00Z',
      last: '2026-05-01T04:00Z',
    },
    {
      name: 'a day bar starts at midnight in New York',
      range: '1/day/2026-01-06/2026-01-06',
      first: '2026-01-06T05:00Z',
      last: '2026-01-06T05:00Z',
    },
  ])('$name', async ({ range, first, last }) => {
    const bars = await askBars(market, `AAPL/range/${range}`, 'limit=50000');
    expect(bars[0]?.t).toBe(Date.parse(first));
    expect(bars.at(-1)?.t).toBe(Date.parse(last));
  });

  it('snap to whole bars: the same bars as their own windows ask for', async () => {
    const whole = await askBars(market, 'AAPL/range/1/month/2026-04-01/2026-05-31', 'limit=50000');
    expect(await askBars(market, 'AAPL/range/1/month/2026-04-15/2026-05-02', 'limit=50000')).toEqual(whole);
  });
});

describe('now', () => {
  it('hides every bar that has not ended', async () => {
    const nowMs = Date.parse('2026-05-20T15:00:30Z');
    const live = createSimulatedMarket({ nowMs: () => nowMs });
    const minutes = await askBars(live, 'AAPL/range/1/minute/2026-05-20/2026-05-21');
    expect(minutes.at(-1)?.t).toBe(Date.parse('2026-05-20T14:59Z'));
    const settled = await askBars(market, 'AAPL/range/1/minute/2026-05-20/2026-05-20');
    expect(minutes).toEqual(settled.slice(0, minutes.length));
  });

  it('shows the running hour and the running day as far as they have come', async () => {
    const live = createSimulatedMarket({ nowMs: () => Date.parse('2026-05-20T14:45Z') });
    const hours = await askPage(live, 'AAPL/range/1/hour/1779285600000/2026-05-20');
    expect(hours.queryCount).toBe(45);
    expect(await askBars(live, 'AAPL/range/1/day/2026-05-20/2026-05-20')).toHaveLength(1);
  });
});
