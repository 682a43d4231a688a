import { createPolygonClient, endpoints, isPolygonError, type PolygonClient } from '@tickerlake/polygon-client';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../testing/free-port.ts';
import { runCommand } from '../../testing/run-command.ts';

const abort = new AbortController();
let started: ReturnType<typeof runCommand>;
let client: PolygonClient;
beforeAll(async () => {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  started = runCommand(['market', '--port', String(port), '--now', '2026-05-29T15:00:00Z'], { signal: abort.signal });
  client = createPolygonClient({ apiKey: 'any', baseUrl });
  await vi.waitFor(() => client.marketStatus(), { timeout: 50_000 });
});
afterAll(async () => {
  abort.abort();
  expect(await started).toMatchObject({ code: 0, err: '', out: expect.stringContaining('A simulated market') });
});

async function firstOf<Row>(pages: AsyncIterable<{ readonly rows: readonly Row[] }>): Promise<Row | undefined> {
  for await (const { rows } of pages) return rows[0];
  return undefined;
}

/** What the client reads from the market, for each endpoint that it knows. */
const reads: Record<keyof typeof endpoints, { readonly ask: () => unknown; readonly finds: unknown }> = {
  previousClose: {
    ask: () => client.previousClose({ ticker: 'AAPL', adjusted: false }),
    finds: { ticker: 'AAPL', endMs: Date.parse('2026-05-28T20:00Z'), volumeShares: expect.any(Number) },
  },
  openClose: {
    ask: () => client.openClose({ ticker: 'AAPL', date: '2026-05-28', adjusted: false }),
    finds: { date: '2026-05-28', preMarketPrice: expect.any(Number), afterHoursPrice: expect.any(Number) },
  },
  snapshots: {
    ask: () => client.snapshots({ tickers: ['MSFT'] }),
    finds: [{ ticker: 'MSFT', today: { volumeShares: expect.any(Number) }, lastTrade: { price: expect.any(Number) } }],
  },
  trades: {
    ask: () => firstOf(client.trades({ ticker: 'KIMpL', date: '2026-05-28' })),
    finds: { price: expect.any(Number), publishedNs: expect.any(BigInt), conditionIds: [12] },
  },
  quotes: {
    ask: () => firstOf(client.quotes({ ticker: 'KIMpL', date: '2026-05-28' })),
    finds: { bidPrice: expect.any(Number), askPrice: expect.any(Number) },
  },
  dividends: {
    ask: () => client.dividends({ ticker: 'SPY', from: '2026-05-01' }),
    finds: [{ ticker: 'SPY', exDividendDate: '2026-05-11', cashAmount: 1.7, paymentsPerYear: 4 }],
  },
  tickerTypes: {
    ask: () => client.tickerTypes({ assetClass: 'indices' }),
    finds: [{ code: 'INDEX' }],
  },
  exchanges: { ask: () => client.exchanges({ assetClass: 'crypto' }), finds: [{ name: 'Coinbase' }] },
  conditions: {
    ask: async () => (await client.conditions({ assetClass: 'stocks' }))[0],
    finds: { id: 0, changesHighLow: true, dataTypes: ['trade'] },
  },
  marketStatus: {
    ask: () => client.marketStatus(),
    finds: { market: 'open', serverMs: Date.parse('2026-05-29T15:00:00Z') },
  },
  marketHolidays: {
    ask: async () => (await client.marketHolidays())[0],
    finds: { date: '2026-06-19', name: 'Juneteenth', isEarlyClose: false },
  },
};

describe('tickerlake market', () => {
  test.each(Object.entries(reads))('answers %s as the client reads it', async (_name, { ask, finds }) => {
    expect(await ask()).toMatchObject(finds as object);
  });

  test('answers bars, page after page', async () => {
    const starts: number[] = [];
    const range = { ticker: 'AAPL', multiplier: 1, timespan: 'minute', from: '2026-05-28', to: '2026-05-28' } as const;
    for await (const { startMs } of client.bars({ ...range, adjusted: false, pageLimit: 300, limit: 700 }))
      starts.push(startMs);
    expect(starts).toEqual([...new Set(starts)].sort());
    expect(starts).toHaveLength(700);
  });

  test('says that it is no vendor where it has no answer', async () => {
    const asked = client.rawPages({ ...endpoints.exchanges, path: () => '/v2/reference/news' }, {});
    const error: unknown = await firstOf(asked).catch((caught: unknown) => caught);
    expect(isPolygonError(error) && error.message).toContain('HTTP 501');
    expect(isPolygonError(error) && error.message).toContain('The simulated market has no /v2/reference/news');
  });

  test.each([
    { args: ['--port', '0'], says: '--port 0' },
    { args: ['--now', 'yesterday'], says: '--now yesterday' },
  ])('refuses $args', async ({ args, says }) => {
    expect(await runCommand(['market', ...args])).toMatchObject({ code: 1, err: expect.stringContaining(says) });
  });

  test('names a port that is taken', async () => {
    const taken = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as { readonly port: number };
    expect(await runCommand(['market', '--port', String(port)])).toMatchObject({
      code: 1,
      err: expect.stringContaining(`Port ${port} of 127.0.0.1 cannot be used`),
    });
  });

  test('has the quota of the free plan on request, and prints JSON', async () => {
    const port = await freePort();
    const stop = new AbortController();
    const run = runCommand(['market', '--port', String(port), '--free-plan', '--json'], { signal: stop.signal });
    const url = `http://127.0.0.1:${port}/v1/marketstatus/now?apiKey=k`;
    await vi.waitFor(() => fetch(url), { timeout: 25_000 });
    const statuses = [];
    for (let call = 0; call < 6; call += 1) statuses.push((await fetch(url)).status);
    stop.abort();
    expect(statuses.at(-1)).toBe(429);
    expect(JSON.parse((await run).out)).toMatchObject({ url: `http://127.0.0.1:${port}` });
  });
});
