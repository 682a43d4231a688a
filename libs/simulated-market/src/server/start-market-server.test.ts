import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { TEST_HEADERS } from '../testing/ask-market.ts';
import { MarketServerError, startMarketServer, type MarketServer } from './start-market-server.ts';

const options = { callsPerMinute: 100, limiterClockMs: () => 0, apiKeys: ['test-key'] };
const market = createSimulatedMarket(options);
let server: MarketServer;

beforeAll(async () => {
  server = await startMarketServer(market);
});
afterAll(async () => server.close());

describe('the server', () => {
  it.each([
    '/v2/aggs/ticker/AAPL/range/1/minute/2026-05-20/2026-05-20?adjusted=false&limit=700',
    '/v2/aggs/ticker/X%3ABTCUSD/range/1/hour/2026-05-20/2026-05-20',
    '/v2/aggs/grouped/locale/us/market/stocks/2026-05-23',
    '/v1/open-close/AAPL/2026-05-23',
    '/v3/reference/tickers?limit=3',
    '/v1/marketstatus/upcoming',
    '/v9/nothing',
  ])('answers %s as fetch does', async (path) => {
    const served = await fetch(`${server.url}${path}`, { headers: TEST_HEADERS });
    const direct = await createSimulatedMarket(options).fetch(`${server.url}${path}`, { headers: TEST_HEADERS });
    expect(served.status).toBe(direct.status);
    expect(await served.text()).toBe(await direct.text());
    for (const name of ['content-type', 'x-request-id', 'vary']) {
      expect(served.headers.get(name)).toBe(direct.headers.get(name));
    }
  });

  it('points next_url at itself', async () => {
    const path = '/v2/aggs/ticker/AAPL/range/1/minute/2026-05-20/2026-05-20?limit=10';
    const text = await (await fetch(`${server.url}${path}`, { headers: TEST_HEADERS })).text();
    expect(text).toContain(`"next_url":"${server.url}/v2/aggs/ticker/AAPL/`);
  });

  it('points next_url at the host that the caller used', async () => {
    const here = server.url.replace('127.0.0.1', 'localhost');
    const path = '/v2/aggs/ticker/AAPL/range/1/minute/2026-05-20/2026-05-20?limit=10';
    const text = await (await fetch(`${here}${path}`, { headers: TEST_HEADERS })).text();
    expect(text).toContain(`"next_url":"${here}/v2/aggs/ticker/AAPL/`);
  });

  it('requires a key', async () => {
    expect((await fetch(`${server.url}/v1/marketstatus/now`)).status).toBe(401);
  });

  it('counts its calls in the market', async () => {
    const before = market.calls.total;
    await fetch(`${server.url}/v1/marketstatus/now`, { headers: TEST_HEADERS });
    expect(market.calls.total).toBe(before + 1);
  });

  it('survives a caller who goes away', async () => {
    const abort = new AbortController();
    const answer = fetch(`${server.url}/v2/aggs/ticker/AAPL/range/1/minute/2024-05-20/2026-05-20?limit=50000`, {
      headers: TEST_HEADERS,
      signal: abort.signal,
    });
    abort.abort();
    await expect(answer).rejects.toThrow();
    expect((await fetch(`${server.url}/v1/marketstatus/now`, { headers: TEST_HEADERS })).status).toBe(200);
  });

  it('says which port it could not open', async () => {
    const port = Number(new URL(server.url).port);
    const second = startMarketServer(market, { port });
    await expect(second).rejects.toThrow(MarketServerError);
    await expect(second).rejects.toMatchObject({ host: '127.0.0.1', port, transient: false });
  });

  it('stops answering once closed', async () => {
    const short = await startMarketServer(createSimulatedMarket());
    await short.close();
    await expect(fetch(`${short.url}/v1/marketstatus/now`)).rejects.toThrow();
  });
});
