import { describe, expect, it } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { ask, TEST_HEADERS } from '../testing/ask-market.ts';

const market = createSimulatedMarket();
const RANGE = '/v2/aggs/ticker/AAPL/range/1/hour/2026-05-20/2026-05-20';
const BEFORE_FROM = "The parameter 'to' cannot be a time that occurs before 'from'";
const BAD_TIME = "Could not parse the time parameter: 'from'. Use YYYY-MM-DD or Unix MS Timestamps";

describe('keys', () => {
  const guarded = createSimulatedMarket({ apiKeys: ['right'] });

  it.each([
    { name: 'no header', headers: {}, error: 'API Key was not provided' },
    { name: 'empty bearer', headers: { Authorization: 'Bearer ' }, error: 'API Key was not provided' },
    { name: 'another scheme', headers: { Authorization: 'Basic right' }, error: 'API Key was not provided' },
    { name: 'wrong key', headers: { Authorization: 'Bearer wrong' }, error: 'Unknown API Key' },
  ])('$name is a 401', async ({ headers, error }) => {
    const response = await guarded.fetch(`https://api.polygon.io${RANGE}`, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ status: 'ERROR', request_id: response.headers.get('x-request-id'), error });
  });

  it('takes the right key, and any key when none are named', async () => {
    const headers = { Authorization: 'Bearer right' };
    expect((await guarded.fetch(`https://api.polygon.io${RANGE}`, { headers })).status).toBe(200);
    expect((await market.fetch(`https://api.polygon.io${RANGE}`, { headers })).status).toBe(200);
  });

  it('takes a key from the query, as most clients send it', async () => {
    expect((await guarded.fetch(`https://api.polygon.io${RANGE}?apiKey=right`)).status).toBe(200);
    expect((await guarded.fetch(`https://api.polygon.io${RANGE}?apiKey=wrong`)).status).toBe(401);
  });

  it('links to pages without a key', async () => {
    const response = await guarded.fetch(`https://api.polygon.io${RANGE}?apiKey=right&limit=100`);
    expect(await response.text()).not.toContain('right');
  });

  it('does not repeat a wrong key', async () => {
    const response = await guarded.fetch(`https://api.polygon.io${RANGE}`, {
      headers: { Authorization: 'Bearer s3cret' },
    });
    expect(await response.text()).not.toContain('s3cret');
  });
});

describe('requests that cannot be answered', () => {
  it.each([
    { path: '/v2/aggs/ticker/AAPL/range/1/hour/2026-05-21/2026-05-20', status: 400, text: BEFORE_FROM },
    { path: '/v2/aggs/ticker/AAPL/range/1/hour/yesterday/2026-05-20', status: 400, text: BAD_TIME },
    { path: '/v2/aggs/ticker/AAPL/range/1/hour/2026-02-30/2026-05-20', status: 400, text: BAD_TIME },
    { path: '/v2/aggs/ticker/AAPL/range/1/hour/-5/2026-05-20', status: 400, text: BAD_TIME },
    { path: '/v2/aggs/ticker/AAPL/range/1/hour/999999999999999/2026-05-20', status: 400, text: BAD_TIME },
    {
      path: '/v2/aggs/ticker/AAPL/range/0/hour/2026-05-20/2026-05-20',
      status: 400,
      text: "The parameter 'multiplier' is not valid: a whole number from 1 to 100000",
    },
    {
      path: '/v2/aggs/ticker/AAPL/range/1/fortnight/2026-05-20/2026-05-20',
      status: 400,
      text: "The parameter 'timespan' is not valid: one of second, minute, hour, day, week, month, quarter, year",
    },
    {
      path: `${RANGE}?limit=50001`,
      status: 400,
      text: "The parameter 'limit' is not valid: a whole number from 1 to 50000",
    },
    {
      path: `${RANGE}?limit=0`,
      status: 400,
      text: "The parameter 'limit' is not valid: a whole number from 1 to 50000",
    },
    {
      path: `${RANGE}?cursor=%21`,
      status: 400,
      text: "The parameter 'cursor' is not valid: not a cursor of this server",
    },
    {
      path: '/v2/aggs/ticker/%E0%A4%A/range/1/hour/2026-05-20/2026-05-20',
      status: 400,
      text: "The parameter 'path' is not valid: percent-encoded UTF-8",
    },
    {
      path: '/v2/aggs/grouped/locale/us/market/stocks/today',
      status: 400,
      text: "Could not parse the time parameter: 'date'. Use YYYY-MM-DD or Unix MS Timestamps",
    },
    { path: '/v1/open-close/AAPL/2026-05-23', status: 404, text: 'Data not found.' },
    { path: '/v1/open-close/NOBODY/2026-05-20', status: 404, text: 'Data not found.' },
    { path: '/v3/reference/tickers/NOBODY', status: 404, text: 'Ticker not found.' },
    {
      path: '/v3/reference/tickers?limit=1001',
      status: 400,
      text: "The parameter 'limit' is not valid: a whole number from 1 to 1000",
    },
  ])('$status for $path', async ({ path, status, text }) => {
    const response = await ask(market, path);
    expect(response.status).toBe(status);
    const place = status === 404 ? { status: 'NOT_FOUND', message: text } : { status: 'ERROR', error: text };
    expect(await response.json()).toEqual({ ...place, request_id: response.headers.get('x-request-id') });
  });

  it.each(['/v9/nothing', '/v2/aggs/grouped/locale/global/market/fx/2026-05-20', '/v3/reference/tickers/AAPL/more'])(
    '501 for %s, which the market does not have, naming what it has',
    async (path) => {
      const response = await ask(market, path);
      expect(response.status).toBe(501);
      expect(await response.json()).toMatchObject({
        status: 'ERROR',
        error: expect.stringContaining(`The simulated market has no ${path}. It answers /v2/aggs/`),
      });
    },
  );

  it.each(['adjusted=True', 'adjusted=False'])('200 for %s, as Python prints it', async (query) => {
    const adjusted = query === 'adjusted=True';
    expect(await (await ask(market, `${RANGE}?${query}`)).json()).toMatchObject({ adjusted });
  });

  it('a limit above 50,000 counts as 50,000, if the market is told so', async () => {
    const lenient = createSimulatedMarket({ faults: { clampsLimit: true } });
    expect((await ask(lenient, `${RANGE}?limit=500000`)).status).toBe(200);
  });

  it.each(['adjusted=maybe', 'sort=up', 'limit=many'])('400 for %s names the parameter', async (query) => {
    const response = await ask(market, `${RANGE}?${query}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(`The parameter '${query.split('=')[0]}' is not valid`);
  });

  it('405 for anything but GET', async () => {
    const response = await market.fetch(`https://api.polygon.io${RANGE}`, { method: 'POST', headers: TEST_HEADERS });
    expect(response.status).toBe(405);
  });
});

describe('empty answers are not errors', () => {
  it.each([
    { name: 'unknown ticker', path: '/v2/aggs/ticker/NOBODY/range/1/hour/2026-05-20/2026-05-20', ticker: 'NOBODY' },
    {
      name: 'ticker in the wrong case',
      path: '/v2/aggs/ticker/KIMPL/range/1/day/2026-05-20/2026-05-20',
      ticker: 'KIMPL',
    },
    { name: 'closed day', path: '/v2/aggs/ticker/AAPL/range/1/hour/2026-05-23/2026-05-23', ticker: 'AAPL' },
    { name: 'before listing', path: '/v2/aggs/ticker/META/range/1/day/2010-01-04/2010-01-08', ticker: 'META' },
    { name: 'the future', path: '/v2/aggs/ticker/AAPL/range/1/day/2030-01-02/2030-01-03', ticker: 'AAPL' },
  ])('$name', async ({ path, ticker }) => {
    const response = await ask(market, path);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ticker,
      queryCount: 0,
      resultsCount: 0,
      adjusted: true,
      status: 'OK',
      request_id: response.headers.get('x-request-id'),
      count: 0,
    });
  });
});

describe('fetch', () => {
  it('rejects with the reason of a signal that was aborted before', async () => {
    const signal = AbortSignal.abort(new Error('stopped before'));
    await expect(market.fetch(`https://api.polygon.io${RANGE}`, { headers: TEST_HEADERS, signal })).rejects.toThrow(
      'stopped before',
    );
  });

  it('rejects with the reason of a signal that is aborted meanwhile', async () => {
    const abort = new AbortController();
    const answer = market.fetch(`https://api.polygon.io${RANGE}`, { headers: TEST_HEADERS, signal: abort.signal });
    abort.abort(new Error('stopped meanwhile'));
    await expect(answer).rejects.toThrow('stopped meanwhile');
  });

  it('takes a URL, a text or a Request', async () => {
    const url = `https://api.polygon.io${RANGE}`;
    const answers = await Promise.all(
      [url, new URL(url), new Request(url)].map(async (input) =>
        (await market.fetch(input, { headers: TEST_HEADERS })).text(),
      ),
    );
    expect(new Set(answers).size).toBe(1);
  });

  it('names the request in header and body, and differently for different requests', async () => {
    const [first, second] = [await ask(market, RANGE), await ask(market, `${RANGE}?limit=100`)];
    expect(first.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
    expect(await first.json()).toMatchObject({ request_id: first.headers.get('x-request-id') });
    expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    expect(first.headers.get('content-type')).toBe('application/json');
  });
});
