import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as mini from 'zod/mini';
import type { PolygonClient } from '../create-polygon-client.ts';
import { createTestClient, rejectionOf } from '../testing/test-client.ts';
import { endpoints } from './endpoints.ts';

/** A client that gets these bodies one after the other, with the paths it called. */
function answering(...bodies: readonly unknown[]) {
  const called: string[] = [];
  const { client } = createTestClient({
    fetch: async (input) => {
      const url = new URL(String(input));
      called.push(decodeURIComponent(`${url.pathname}${url.search}`));
      const body = bodies[Math.min(called.length, bodies.length) - 1];
      return new Response(typeof body === 'string' ? body : JSON.stringify(body));
    },
  });
  return { client, called };
}

async function allRows<Row>(pages: AsyncIterable<{ readonly rows: readonly Row[] }>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...page.rows);
  return rows;
}

const list = (...results: readonly unknown[]) => ({ status: 'OK', request_id: 'r1', count: results.length, results });

/** Answers in the documented form. A time in nanoseconds is written into the text: a JavaScript number could not hold it. */
const cases: Record<
  keyof typeof endpoints,
  {
    readonly ask: (client: PolygonClient) => unknown;
    readonly body: unknown;
    readonly path: string;
    readonly rows: unknown;
  }
> = {
  previousClose: {
    ask: (client) => client.previousClose({ ticker: 'AAPL', adjusted: false }),
    body: list({ T: 'AAPL', v: 1.3e6, vw: 10.5, o: 10, c: 11, h: 12, l: 9, t: 1_780_084_800_000, n: 7 }),
    path: '/v2/aggs/ticker/AAPL/prev?adjusted=false',
    rows: {
      ticker: 'AAPL',
      endMs: 1_780_084_800_000,
      openPrice: 10,
      highPrice: 12,
      lowPrice: 9,
      closePrice: 11,
      volumeShares: 1_300_000,
      averagePrice: 10.5,
      tradeCount: 7,
    },
  },
  openClose: {
    ask: (client) => client.openClose({ ticker: 'BRK.B', date: '2026-05-29', adjusted: true }),
    body: {
      status: 'OK',
      symbol: 'BRK.B',
      from: '2026-05-29',
      open: 10,
      high: 12,
      low: 9,
      close: 11,
      volume: 100.5,
      preMarket: 10.1,
    },
    path: '/v1/open-close/BRK.B/2026-05-29?adjusted=true',
    rows: {
      ticker: 'BRK.B',
      date: '2026-05-29',
      openPrice: 10,
      highPrice: 12,
      lowPrice: 9,
      closePrice: 11,
      volumeShares: 100.5,
      preMarketPrice: 10.1,
      afterHoursPrice: null,
    },
  },
  snapshots: {
    ask: (client) => client.snapshots({ tickers: ['AAPL', 'KIMpL'] }),
    body: `{"status":"OK","tickers":[{"ticker":"AAPL","updated":1605192894630916600,"todaysChange":-0.5,"todaysChangePerc":-4.5,
      "day":{"o":10,"h":12,"l":9,"c":11,"v":100,"vw":10.5},"prevDay":{"o":0,"h":0,"l":0,"c":0,"v":0},
      "lastTrade":{"p":11,"s":3,"t":1605192894630916617}}]}`,
    path: '/v2/snapshot/locale/us/markets/stocks/tickers?tickers=AAPL,KIMpL',
    rows: [
      {
        ticker: 'AAPL',
        updatedNs: 1_605_192_894_630_916_600n,
        today: { openPrice: 10, highPrice: 12, lowPrice: 9, closePrice: 11, volumeShares: 100, averagePrice: 10.5 },
        previousDay: null,
        changePrice: -0.5,
        changePercent: -4.5,
        lastTrade: { price: 11, sizeShares: 3 },
      },
    ],
  },
  trades: {
    ask: (client) => allRows(client.trades({ ticker: 'AAPL', date: '2026-05-29', pageLimit: 2 })),
    body: `{"status":"OK","results":[{"conditions":[12,41],"exchange":11,"id":"1","participant_timestamp":1517562000015577000,
      "price":171.55,"sequence_number":1063,"sip_timestamp":1517562000016036581,"size":100.25,"tape":3}]}`,
    path: '/v3/trades/AAPL?timestamp=2026-05-29&order=asc&sort=timestamp&limit=2',
    rows: [
      {
        publishedNs: 1_517_562_000_016_036_581n,
        executedNs: 1_517_562_000_015_577_000n,
        price: 171.55,
        sizeShares: 100.25,
        exchangeId: 11,
        conditionIds: [12, 41],
        id: '1',
        sequenceNumber: 1063,
      },
    ],
  },
  quotes: {
    ask: (client) =>
      allRows(client.quotes({ ticker: 'AAPL', fromNs: 1_517_562_000_000_000_001n, toNs: 1_517_562_000_065_791_500n })),
    body: `{"status":"OK","results":[{"ask_exchange":0,"ask_price":0,"ask_size":0,"bid_exchange":11,"bid_price":102.7,"bid_size":60,
      "conditions":[1],"sequence_number":2060,"sip_timestamp":1517562000065791500}]}`,
    path: '/v3/quotes/AAPL?timestamp.gte=1517562000000000001&timestamp.lt=1517562000065791500&order=asc&sort=timestamp&limit=50000',
    rows: [
      {
        publishedNs: 1_517_562_000_065_791_500n,
        bidPrice: 102.7,
        bidSizeShares: 60,
        bidExchangeId: 11,
        askPrice: null,
        askSizeShares: 0,
        askExchangeId: 0,
        conditionIds: [1],
        sequenceNumber: 2060,
      },
    ],
  },
  dividends: {
    ask: (client) => client.dividends({ ticker: 'AAPL', from: '2026-01-01' }),
    body: list({
      id: 'E1',
      ticker: 'AAPL',
      ex_dividend_date: '2026-05-11',
      cash_amount: 0.27,
      currency: 'USD',
      frequency: 4,
      pay_date: '2026-05-14',
    }),
    path: '/stocks/v1/dividends?ticker=AAPL&ex_dividend_date.gte=2026-01-01&sort=ex_dividend_date.asc&limit=5000',
    rows: [
      {
        ticker: 'AAPL',
        exDividendDate: '2026-05-11',
        cashAmount: 0.27,
        currency: 'USD',
        declarationDate: null,
        recordDate: null,
        payDate: '2026-05-14',
        paymentsPerYear: 4,
        id: 'E1',
      },
    ],
  },
  tickerTypes: {
    ask: (client) => client.tickerTypes({ assetClass: 'stocks' }),
    body: list({ code: 'CS', description: 'Common Stock', asset_class: 'stocks', locale: 'us' }),
    path: '/v3/reference/tickers/types?asset_class=stocks',
    rows: [{ code: 'CS', description: 'Common Stock', assetClass: 'stocks', locale: 'us' }],
  },
  exchanges: {
    ask: (client) => client.exchanges(),
    body: list({
      id: 10,
      type: 'exchange',
      name: 'New York Stock Exchange',
      mic: 'XNYS',
      operating_mic: 'XNYS',
      participant_id: 'N',
      asset_class: 'stocks',
    }),
    path: '/v3/reference/exchanges',
    rows: [
      {
        id: 10,
        name: 'New York Stock Exchange',
        type: 'exchange',
        mic: 'XNYS',
        operatingMic: 'XNYS',
        participantId: 'N',
        assetClass: 'stocks',
      },
    ],
  },
  conditions: {
    ask: (client) => client.conditions({ assetClass: 'stocks' }),
    body: list({
      id: 2,
      type: 'sale_condition',
      name: 'Average Price Trade',
      asset_class: 'stocks',
      data_types: ['trade'],
      update_rules: { consolidated: { updates_high_low: false, updates_open_close: false, updates_volume: true } },
    }),
    path: '/v3/reference/conditions?asset_class=stocks&limit=1000',
    rows: [
      {
        id: 2,
        name: 'Average Price Trade',
        type: 'sale_condition',
        assetClass: 'stocks',
        dataTypes: ['trade'],
        changesHighLow: false,
        changesOpenClose: false,
        changesVolume: true,
      },
    ],
  },
  marketStatus: {
    ask: (client) => client.marketStatus(),
    body: {
      afterHours: true,
      earlyHours: false,
      currencies: { crypto: 'open', fx: 'open' },
      exchanges: { nasdaq: 'extended-hours', nyse: 'extended-hours', otc: 'closed' },
      market: 'extended-hours',
      serverTime: '2026-05-29T17:37:37-04:00',
    },
    path: '/v1/marketstatus/now',
    rows: {
      market: 'extended-hours',
      serverMs: Date.UTC(2026, 4, 29, 21, 37, 37),
      isPreMarket: false,
      isAfterHours: true,
      crypto: 'open',
      fx: 'open',
      nasdaq: 'extended-hours',
      nyse: 'extended-hours',
      otc: 'closed',
    },
  },
  marketHolidays: {
    ask: (client) => client.marketHolidays(),
    body: [
      { date: '2026-11-26', exchange: 'NYSE', name: 'Thanksgiving', status: 'closed' },
      {
        date: '2026-11-27',
        exchange: 'NYSE',
        name: 'Thanksgiving',
        status: 'early-close',
        open: '2026-11-27T14:30:00.000Z',
        close: '2026-11-27T18:00:00.000Z',
      },
    ],
    path: '/v1/marketstatus/upcoming',
    rows: [
      { date: '2026-11-26', exchange: 'NYSE', name: 'Thanksgiving', isEarlyClose: false, openMs: null, closeMs: null },
      {
        date: '2026-11-27',
        exchange: 'NYSE',
        name: 'Thanksgiving',
        isEarlyClose: true,
        openMs: Date.UTC(2026, 10, 27, 14, 30),
        closeMs: Date.UTC(2026, 10, 27, 18),
      },
    ],
  },
};

describe('an endpoint', () => {
  it.each(Object.entries(cases))(
    '%s asks for what the vendor documents, and names what it gets',
    async (_name, { ask, body, path, rows }) => {
      const { client, called } = answering(body);

      expect(await ask(client)).toEqual(rows);
      expect(called).toEqual([path]);
    },
  );

  it.each(Object.entries(endpoints))('%s has the name of its method', (name, endpoint) => {
    expect(endpoint.name).toBe(name);
  });

  it('gives rows as they were sent, on request', async () => {
    const row = {
      ticker: 'AAPL',
      later_key: [1],
      day: { o: 10, h: 12, l: 9, c: 11, v: 100, later_key: { n: 1 } },
      lastTrade: { p: 11, s: 3, x: 4, c: [0] },
    };
    const { client } = answering({ status: 'OK', tickers: [row] });

    expect(await allRows(client.rawPages(endpoints.snapshots, {}))).toEqual([row]);
  });

  it('takes long numbers that a number can hold, such as the volume of a cheap coin', async () => {
    const body =
      '{"status":"OK","results":[{"T":"X:PEPEUSD","v":1234567890123456,"o":1,"c":1,"h":1,"l":1,"t":1780084800000}]}';
    const { client } = answering(body);

    expect(await client.previousClose({ ticker: 'X:PEPEUSD', adjusted: true })).toMatchObject({
      volumeShares: 1_234_567_890_123_456,
    });
  });

  it.each([
    {
      name: 'a ticker that is a path',
      ask: (client: PolygonClient) => client.previousClose({ ticker: '..', adjusted: true }),
      says: 'ticker: must be',
    },
    {
      name: 'no date',
      ask: (client: PolygonClient) => client.openClose({ ticker: 'AAPL', date: '2026-02-30', adjusted: true }),
      says: 'date: is not a calendar date',
    },
    {
      name: 'a ticker with a comma',
      ask: (client: PolygonClient) => client.snapshots({ tickers: ['AAPL,MSFT'] }),
      says: 'tickers: must be a list of tickers',
    },
    {
      name: 'a page of 0 rows',
      ask: (client: PolygonClient) => allRows(client.trades({ ticker: 'AAPL', pageLimit: 0 })),
      says: 'pageLimit: must be a whole number',
    },
    {
      name: 'any number of pages',
      ask: (client: PolygonClient) => client.exchanges({}, { maxPages: Number.NaN }),
      says: 'maxPages: must be a whole number',
    },
  ])('refuses $name before anything is sent', async ({ ask, says }) => {
    const { client, called } = answering({});

    expect(await rejectionOf(ask(client))).toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining(says),
    });
    expect(called).toEqual([]);
  });

  it.each([
    { name: 'a field of another type', body: list({ code: 5 }), says: 'results[0].code: must be a text' },
    { name: 'a row that is none', body: list('CS'), says: 'results[0]: must be of type object' },
    { name: 'no object at all', body: '5', says: 'must be an object or a list' },
  ])('refuses $name in an answer', async ({ body, says }) => {
    expect(await rejectionOf(answering(body).client.tickerTypes())).toMatchObject({
      code: 'validation',
      message: expect.stringContaining(says),
    });
  });

  it.each([{}, { results: null }, { results: [] }])('has no rows in %j', async (body) => {
    expect(await answering({ status: 'OK', ...body }).client.exchanges()).toEqual([]);
    expect(await answering({ status: 'OK', ...body }).client.previousClose({ ticker: 'X', adjusted: true })).toBeNull();
  });
});

describe('pages of rows', () => {
  const row = (id: number) => ({ id, name: `n${id}` });
  const next = 'https://api.polygon.io/v3/reference/exchanges?cursor=two&apiKey=secret';
  const two = [{ ...list(row(1)), next_url: next }, list(row(2))] as const;

  it('come in the order of the vendor, each with its request id and the next page', async () => {
    const { client, called } = answering(...two);
    const pages = [];
    for await (const page of client.rawPages(endpoints.exchanges, {})) pages.push(page);

    expect(pages).toEqual([
      { rows: [row(1)], page: 1, requestId: 'r1', next: '/v3/reference/exchanges?cursor=two' },
      { rows: [row(2)], page: 2, requestId: 'r1', next: null },
    ]);
    expect(called[1]).toBe('/v3/reference/exchanges?cursor=two');
  });

  it('are resumed after a page', async () => {
    const { client, called } = answering(list(row(2)));
    await client.exchanges({}, { resumeFrom: '/v3/reference/exchanges?cursor=two' });

    expect(called).toEqual(['/v3/reference/exchanges?cursor=two']);
  });

  it('are resumed without a key that the saved page holds', async () => {
    const { client, called } = answering(list(row(2)));
    await client.exchanges({}, { resumeFrom: '/v3/reference/exchanges?cursor=two&apiKey=secret' });

    expect(called).toEqual(['/v3/reference/exchanges?cursor=two']);
  });

  it.each([
    { name: 'a foreign host', url: 'https://evil.example/v3/reference/exchanges?cursor=x' },
    { name: 'another endpoint', url: 'https://api.polygon.io/v3/reference/tickers?cursor=x' },
    { name: 'the same page', url: 'https://api.polygon.io/v3/reference/exchanges?' },
  ])('are delivered, and then end with an error at a link to $name', async ({ url }) => {
    const { client, called } = answering({ ...list(row(1)), next_url: url });
    const rows: unknown[] = [];
    const reading = (async () => {
      for await (const page of client.rawPages(endpoints.exchanges, {})) rows.push(...page.rows);
    })();

    expect(await rejectionOf(reading)).toMatchObject({ code: 'validation', transient: false });
    expect(rows).toEqual([row(1)]);
    expect(called).toHaveLength(1);
  });

  it('end with an error after maxPages', async () => {
    const bodies = [1, 2, 3].map((id) => ({ ...list(row(id)), next_url: next.replace('two', String(id)) }));

    const nexts: unknown[] = [];
    const reading = (async () => {
      for await (const { next: found } of answering(...bodies).client.rawPages(
        endpoints.exchanges,
        {},
        { maxPages: 2 },
      ))
        nexts.push(found);
    })();

    expect(await rejectionOf(reading)).toMatchObject({ message: expect.stringContaining('after 2 pages') });
    expect(nexts).toEqual(['/v3/reference/exchanges?cursor=1', '/v3/reference/exchanges?cursor=2']);
  });
});

describe('what the client does not know', () => {
  it.each([
    { name: 'zod', schema: z.object({ results: z.array(z.object({ ticker: z.string() })) }) },
    { name: 'zod/mini', schema: mini.object({ results: mini.array(mini.object({ ticker: mini.string() })) }) },
  ])('is asked for with a schema of $name', async ({ schema }) => {
    const { client, called } = answering(list({ ticker: 'MSFT' }));

    expect(await client.get('/v1/related-companies/AAPL', { limit: 5, sort: undefined }, schema)).toEqual({
      results: [{ ticker: 'MSFT' }],
    });
    expect(called).toEqual(['/v1/related-companies/AAPL?limit=5']);
  });

  it('is refused with the place that is wrong', async () => {
    const schema = z.object({ results: z.array(z.object({ ticker: z.number() })) });

    expect(await rejectionOf(answering(list({ ticker: 'MSFT' })).client.get('/v1/x', {}, schema))).toMatchObject({
      code: 'validation',
      issues: [{ path: 'results[0].ticker', message: 'must be of type number' }],
    });
  });

  it('is read page by page', async () => {
    const { client } = answering(
      { ...list({ title: 'a' }), next_url: 'https://api.polygon.io/v2/reference/news?cursor=1' },
      list({ title: 'b' }),
    );
    const rows = await allRows(
      client.getPages('/v2/reference/news', { ticker: 'AAPL' }, z.object({ title: z.string() })),
    );

    expect(rows).toEqual([{ title: 'a' }, { title: 'b' }]);
  });

  it('shows the refusal in a 200, and not what a schema makes of it', async () => {
    const schema = z.any().transform((body) => body.results.length);

    expect(
      await rejectionOf(answering({ status: 'NOT_AUTHORIZED', message: 'No.' }).client.get('/v1/x', {}, schema)),
    ).toMatchObject({ code: 'entitlement' });
  });

  it.each([
    { path: 'https://evil.example/x' },
    { path: '//evil.example/x' },
    { path: '.evil.example/x' },
    { path: '/v1/x?apiKey=1' },
    { path: 'v1/x' },
    { path: '/' },
    { path: '/v1/x', params: { apiKey: 'secret' } },
    { path: '/v1/x', params: { api_key: 'secret' } },
  ])('is never asked for at $path with $params', async ({ path, params = {} }) => {
    const { client, called } = answering({});
    const asked = [
      client.get(path, params, z.unknown()),
      allRows(client.getPages(path, params, z.unknown())),
      allRows(client.getPages(path, params, z.unknown(), { resumeFrom: path })),
    ];

    for (const one of asked) {
      const error = await rejectionOf(one);
      expect(error).toMatchObject({ code: 'invalid-request' });
      expect(String(error)).not.toContain('secret');
    }
    expect(called).toEqual([]);
  });
});
