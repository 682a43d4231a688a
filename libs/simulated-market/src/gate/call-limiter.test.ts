import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { ask } from '../testing/ask-market.ts';
import { createCallLimiter } from './call-limiter.ts';

const PATH = '/v1/marketstatus/now';

function limitedMarket(callsPerMinute: number | null = 5) {
  const clock = { nowMs: 1000 };
  const market = createSimulatedMarket({ callsPerMinute, limiterClockMs: () => clock.nowMs });
  return { clock, market };
}

describe('the free plan', () => {
  it('answers five calls and refuses the sixth, with the text of the vendor', async () => {
    const { market } = limitedMarket();
    const statuses: number[] = [];
    for (let call = 0; call < 5; call++) statuses.push((await ask(market, PATH)).status);
    const sixth = await ask(market, PATH);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect(sixth.status).toBe(429);
    expect(sixth.headers.has('retry-after')).toBe(false);
    expect(await sixth.json()).toEqual({
      status: 'ERROR',
      request_id: sixth.headers.get('x-request-id'),
      error:
        "You've exceeded the maximum requests per minute, please wait or upgrade your subscription to continue. https://polygon.io/pricing",
    });
    expect(market.calls).toMatchObject({ total: 6, rejected429: 1, maxStartsIn60s: 6 });
  });

  it.each([
    { name: 'not a moment before', waitMs: 59_999, expected: 429 },
    { name: 'a minute after the first', waitMs: 60_000, expected: 200 },
  ])('answers again $name', async ({ waitMs, expected }) => {
    const { clock, market } = limitedMarket();
    for (let call = 0; call < 5; call++) await ask(market, PATH);
    clock.nowMs += waitMs;
    expect((await ask(market, PATH)).status).toBe(expected);
  });

  it('does not charge refused calls', async () => {
    const { clock, market } = limitedMarket();
    for (let call = 0; call < 20; call++) await ask(market, PATH);
    clock.nowMs += 60_000;
    expect((await ask(market, PATH)).status).toBe(200);
  });

  it('counts per key, and counts no call without one', async () => {
    const { market } = limitedMarket(1);
    const withKey = async (key: string) =>
      (await market.fetch(`https://api.polygon.io${PATH}`, { headers: { Authorization: `Bearer ${key}` } })).status;
    expect((await market.fetch(`https://api.polygon.io${PATH}`)).status).toBe(401);
    expect([await withKey('a'), await withKey('b'), await withKey('a')]).toEqual([200, 200, 429]);
  });
});

describe('createCallLimiter', () => {
  it('never lets more than its number start in any minute, and never refuses without need', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.nat({ max: 30_000 }), { maxLength: 60 }),
        (most, gaps) => {
          const clock = { nowMs: 0 };
          const limiter = createCallLimiter(most, () => clock.nowMs);
          const started: number[] = [];
          for (const gap of gaps) {
            clock.nowMs += gap;
            const recent = started.filter((start) => start > clock.nowMs - 60_000).length;
            expect(limiter.tryStart()).toBe(recent < most);
            if (recent < most) started.push(clock.nowMs);
          }
        },
      ),
    );
  });

  it('lets everything start when there is no limit', async () => {
    const { market } = limitedMarket(null);
    for (let call = 0; call < 50; call++) expect((await ask(market, PATH)).status).toBe(200);
    expect(market.calls).toMatchObject({ total: 50, rejected429: 0, maxStartsIn60s: 50 });
  });
});

describe('maxStartsIn60s', () => {
  it('is the most arrivals in any 60 seconds', async () => {
    const { clock, market } = limitedMarket(null);
    for (const gap of [0, 30_000, 29_998, 1, 60_000, 1, 1]) {
      clock.nowMs += gap;
      await ask(market, PATH);
    }
    expect(market.calls.maxStartsIn60s).toBe(4);
  });
});
