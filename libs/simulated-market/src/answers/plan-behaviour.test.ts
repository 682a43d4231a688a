import { describe, expect, it } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { ask, askBars, askJson, askPage } from '../testing/ask-market.ts';
import { FREE_PLAN, type PlanBehaviour } from './plan-behaviour.ts';

const NOON_MS = Date.parse('2026-05-20T16:00:00Z');
const UPGRADE = ' Please upgrade your plan at https://polygon.io/pricing';
const NOT_ENTITLED = `You are not entitled to this data.${UPGRADE}`;
const TOO_OLD = `Your plan doesn't include this data timeframe.${UPGRADE}`;
const TODAY = `Attempted to request today's data before end of day.${UPGRADE}`;

function marketWith(plan: PlanBehaviour, nowMs = NOON_MS) {
  return createSimulatedMarket({ plan, nowMs: () => nowMs });
}

describe('refusals', () => {
  it.each([
    { name: 'too old', plan: FREE_PLAN, path: '/v2/aggs/ticker/AAPL/range/1/day/2024-05-19/2024-06-01', text: TOO_OLD },
    {
      name: 'grouped too old',
      plan: FREE_PLAN,
      path: '/v2/aggs/grouped/locale/us/market/stocks/2020-05-20',
      text: TOO_OLD,
    },
    { name: 'open-close too old', plan: FREE_PLAN, path: '/v1/open-close/AAPL/2020-05-20', text: TOO_OLD },
    {
      name: 'today before its end',
      plan: FREE_PLAN,
      path: '/v2/aggs/ticker/AAPL/range/1/hour/2026-05-19/2026-05-20',
      text: TODAY,
    },
    {
      name: 'today inside a longer range',
      plan: FREE_PLAN,
      path: '/v2/aggs/ticker/AAPL/range/1/hour/2026-05-01/2026-12-31',
      text: TODAY,
    },
    {
      name: 'the future',
      plan: FREE_PLAN,
      path: '/v2/aggs/ticker/AAPL/range/1/hour/2026-05-21/2026-05-22',
      text: NOT_ENTITLED,
    },
    {
      name: 'second bars',
      plan: FREE_PLAN,
      path: '/v2/aggs/ticker/AAPL/range/1/second/2026-05-19/2026-05-19',
      text: NOT_ENTITLED,
    },
    {
      name: 'another asset class',
      plan: { markets: ['stocks'] as const },
      path: '/v2/aggs/ticker/I:NDX/range/1/day/2026-05-19/2026-05-19',
      text: NOT_ENTITLED,
    },
  ])('$name is a 403', async ({ plan, path, text }) => {
    const response = await ask(marketWith(plan), path);
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({
      status: 'NOT_AUTHORIZED',
      request_id: response.headers.get('x-request-id'),
      message: text,
    });
  });

  it('come with HTTP 200 if the plan requires it', async () => {
    const response = await ask(
      marketWith({ ...FREE_PLAN, refusalStatus: 200 }),
      '/v2/aggs/ticker/AAPL/range/1/day/2020-05-19/2020-06-01',
    );
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'NOT_AUTHORIZED', message: TOO_OLD });
  });
});

describe('what the plan includes', () => {
  it.each([
    { name: 'yesterday', nowMs: NOON_MS, range: '1/minute/2026-05-19/2026-05-19' },
    { name: 'exactly two years ago', nowMs: NOON_MS, range: '1/day/2024-05-20/2024-05-20' },
    {
      name: 'today after the post-market',
      nowMs: Date.parse('2026-05-21T00:00Z'),
      range: '1/minute/2026-05-20/2026-05-20',
    },
    {
      name: 'a range up to a Saturday, on it',
      nowMs: Date.parse('2026-05-23T15:00Z'),
      range: '1/minute/2026-05-22/2026-05-23',
    },
  ])('$name', async ({ nowMs, range }) => {
    expect((await askBars(marketWith(FREE_PLAN, nowMs), `AAPL/range/${range}`)).length).toBeGreaterThan(0);
  });

  it('is clipped silently when the plan clips', async () => {
    const bars = await askBars(
      marketWith({ historyYears: 2, tooOld: 'clip' }),
      'AAPL/range/1/day/2024-05-01/2024-05-31',
    );
    expect(bars[0]?.t).toBe(Date.parse('2024-05-20T04:00Z'));
  });
});

describe('a delayed plan', () => {
  it('shows the market of 15 minutes ago, with status DELAYED', async () => {
    const page = await askPage(marketWith({ recency: 'delayed' }), 'AAPL/range/1/minute/2026-05-20/2026-05-20');
    expect(page.status).toBe('DELAYED');
    expect(page.results?.at(-1)?.t).toBe(NOON_MS - 16 * 60_000);
    expect(await askJson(marketWith({ recency: 'delayed' }), '/v2/aggs/ticker/AAPL/prev')).toMatchObject({
      status: 'DELAYED',
    });
  });
});
