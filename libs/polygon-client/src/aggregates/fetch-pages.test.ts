import { describe, expect, it } from 'vitest';
import type { AggregatesRequest } from './aggregates-request.ts';
import { PaginationError } from '../errors/pagination-error.ts';
import { openT, toAnswer, toBar, toBars, toNextUrl } from '../testing/synthetic-bars.ts';
import { createTestClient, minutesOfADay, readPages } from '../testing/test-client.ts';
import { inTurn, type ServerAnswer, startVendorServer } from '../testing/vendor-server.ts';

/** Reads all pages of a server, and the calls that it received. */
async function readFrom(answers: readonly [ServerAnswer, ...ServerAnswer[]], request: Partial<AggregatesRequest> = {}) {
  const server = await startVendorServer(inTurn(...answers));
  const { client } = createTestClient({ baseUrl: server.url });
  const { pages, error } = await readPages(client.aggregatePages({ ...minutesOfADay, ...request }));
  return {
    pages,
    error,
    bars: pages.flatMap((page) => page.bars),
    paths: server.calls.map((call) => call.path),
    calls: server.calls,
  };
}

const page1 = { body: toAnswer(toBars(0, 2), { next_url: toNextUrl(openT + 180_000) }) };
const page2 = { body: toAnswer(toBars(3, 4), { request_id: 'request-2' }) };
const first = '/v2/aggs/ticker/AAPL/range/1/minute/2026-05-20/2026-05-20?sort=asc&limit=50000&adjusted=false';

describe('paging', () => {
  it('follows next_url on its own base URL, with adjusted, and keeps the cursor', async () => {
    const { bars, error, paths } = await readFrom([page1, page2]);

    expect(error).toBeNull();
    expect(bars).toEqual(toBars(0, 4));
    expect(paths).toEqual([
      first,
      `/v2/aggs/ticker/AAPL/range/1/minute/${openT + 180_000}/2026-05-20?cursor=bGltaXQ9NTAwMDAmc29ydD1hc2M&adjusted=false`,
    ]);
  });

  it('gives each page its own totals, request id and checkpoint', async () => {
    const { pages } = await readFrom([page1, page2]);

    expect(
      pages.map(({ page, requestId, queryCount, bars }) => ({ page, requestId, queryCount, bars: bars.length })),
    ).toEqual([
      { page: 1, requestId: 'request-1', queryCount: 3, bars: 3 },
      { page: 2, requestId: 'request-2', queryCount: 2, bars: 2 },
    ]);
    expect(pages.map((page) => page.checkpoint?.pagesDone ?? null)).toEqual([1, null]);
  });

  it('holds one page at a time: page 2 is not requested before page 1 is consumed', async () => {
    const server = await startVendorServer(inTurn(page1, page2));
    const { client } = createTestClient({ baseUrl: server.url });

    for await (const _page of client.aggregatePages(minutesOfADay)) break;

    expect(server.calls).toHaveLength(1);
  });

  it.each([
    { name: 'results is absent', body: toAnswer([], { results: undefined }) },
    { name: 'results is null', body: toAnswer([], { results: null }) },
    { name: 'results is empty', body: toAnswer([]) },
    {
      name: 'the ticker is unknown',
      body: toAnswer([], { ticker: 'NOSUCH', results: undefined }),
      ticker: 'NOSUCH',
    },
  ])('delivers one empty page when $name', async ({ body, ticker = 'AAPL' }) => {
    const { pages, error } = await readFrom([{ body }], { ticker });

    expect({ error, pages: pages.map(({ bars, checkpoint }) => ({ bars, checkpoint })) }).toEqual({
      error: null,
      pages: [{ bars: [], checkpoint: null }],
    });
  });

  it('continues past empty pages that announce a next one', async () => {
    const empty = { body: toAnswer([], { next_url: toNextUrl(openT) }) };
    const { bars, error } = await readFrom([empty, page2]);

    expect({ error, bars }).toEqual({ error: null, bars: toBars(3, 4) });
  });

  it('gives up when empty pages do not end', async () => {
    const server = await startVendorServer((_call, before) => ({
      body: toAnswer([], { next_url: toNextUrl(openT + before) }),
    }));
    const { client } = createTestClient({ baseUrl: server.url });

    const { error } = await readPages(client.aggregatePages(minutesOfADay));

    expect(error).toMatchObject({ code: 'pagination', reason: 'no-progress', transient: false });
    expect(server.calls).toHaveLength(11);
  });

  it('drops and counts a bar that is repeated on the next page', async () => {
    const { bars, pages, error } = await readFrom([page1, { body: toAnswer(toBars(2, 4)) }]);

    expect({ error, bars, duplicates: pages.map((page) => page.warnings.duplicates) }).toEqual({
      error: null,
      bars: toBars(0, 4),
      duplicates: [0, 1],
    });
  });

  it('replaces the last bar of a page with the version that the next page begins with, and reports it', async () => {
    const version = { ...toBar(2), v: 1 };
    const { bars, pages, error } = await readFrom([page1, { body: toAnswer([version, toBar(3)]) }]);

    expect({ error, bars }).toEqual({ error: null, bars: [...toBars(0, 2), version, toBar(3)] });
    expect(pages[1]?.conflicts).toEqual([{ t: openT + 120_000, versions: 2, kept: 'later-answer' }]);
  });

  it('still knows the last bar after a page without bars', async () => {
    const empty = { body: toAnswer([], { next_url: toNextUrl(openT + 240_000) }) };

    expect((await readFrom([page1, empty, { body: toAnswer(toBars(2, 4)) }])).bars).toEqual(toBars(0, 4));
    expect((await readFrom([page1, empty, { body: toAnswer(toBars(1, 4)) }])).error).toMatchObject({
      reason: 'disorder',
      pagesDone: 2,
    });
  });

  it.each([
    { name: 'goes back in time', answer: [toBar(1), toBar(3)], reason: 'disorder' },
    { name: 'is out of order within the page', answer: [toBar(4), toBar(3)], reason: 'disorder' },
  ])('stops at a bar that $name, after delivering the bars before it', async ({ answer, reason }) => {
    const { bars, error } = await readFrom([page1, { body: toAnswer(answer) }]);

    expect(bars).toEqual(toBars(0, 2));
    expect(error).toMatchObject({ reason, pagesDone: 1, lastT: openT + 120_000, checkpoint: { pagesDone: 1 } });
  });

  it('stops when the server links in a circle', async () => {
    const again = { body: toAnswer([], { next_url: toNextUrl(openT + 180_000) }) };
    const { error, calls } = await readFrom([page1, again]);

    expect(error).toMatchObject({ reason: 'cycle' });
    expect(calls).toHaveLength(2);
  });

  it('stops at maxPages, and reports that more pages are left', async () => {
    const { error, bars, calls } = await readFrom([page1, page2], { maxPages: 1 });

    expect(error).toMatchObject({
      reason: 'max-pages',
      message: expect.stringContaining('the range has more pages'),
      checkpoint: expect.anything(),
    });
    expect({ bars, calls: calls.length }).toEqual({ bars: toBars(0, 2), calls: 1 });
  });

  it.each([
    { name: 'another ticker', fields: { ticker: 'MSFT' }, reason: 'other-ticker' },
    { name: 'another adjusted', fields: { adjusted: true }, reason: 'other-adjusted' },
  ])('refuses a response for $name, on page 1 and on page 2', async ({ fields, reason }) => {
    const wrong = { body: toAnswer(toBars(3, 4), fields) };

    expect((await readFrom([wrong])).error).toMatchObject({ reason, pagesDone: 0, checkpoint: null });
    expect((await readFrom([page1, wrong])).error).toMatchObject({ reason, pagesDone: 1 });
  });

  it('names both hosts when a next_url is foreign, and resumes from the checkpoint without following it', async () => {
    const { error } = await readFrom([
      { body: toAnswer(toBars(0, 2), { next_url: toNextUrl(openT, { origin: 'https://evil.example' }) }) },
    ]);

    expect(error).toMatchObject({
      message: expect.stringMatching(
        /next_url points to a foreign host: https:\/\/evil\.example is not http:\/\/127\.0\.0\.1:\d+\./,
      ),
    });
    expect(error).toMatchObject({
      checkpoint: { next: expect.stringContaining(`/range/1/minute/${openT + 180_000}/`), lastBar: toBar(2) },
    });
  });

  it('advises a retry only where it can help', async () => {
    const { error } = await readFrom([{ body: toAnswer(toBars(0, 1), { ticker: 'MSFT' }) }]);

    expect(error).toMatchObject({
      transient: false,
      message: expect.stringContaining('A retry would not help'),
    });
  });

  it('accepts a response that names neither ticker nor adjusted', async () => {
    const { error, pages } = await readFrom([
      { body: toAnswer(toBars(0, 1), { ticker: undefined, adjusted: undefined }) },
    ]);

    expect({ error, ticker: pages[0]?.ticker, adjusted: pages[0]?.adjusted }).toEqual({
      error: null,
      ticker: 'AAPL',
      adjusted: null,
    });
  });

  it.each([
    { name: 'a foreign host', url: toNextUrl(openT, { origin: 'https://evil.example' }) },
    { name: 'the vendor as a user name', url: toNextUrl(openT, { origin: 'https://api.polygon.io@evil.example' }) },
    { name: 'the vendor as a subdomain', url: toNextUrl(openT, { origin: 'https://api.polygon.io.evil.example' }) },
    { name: 'another ticker', url: toNextUrl(openT).replace('AAPL', 'MSFT') },
    { name: 'another timespan', url: toNextUrl(openT).replace('minute', 'hour') },
    { name: 'another endpoint', url: 'https://api.polygon.io/v3/reference/tickers?cursor=x' },
    { name: 'nowhere', url: 'garbage' },
  ])('delivers the page, then refuses its next_url to $name, and sends no key there', async ({ url }) => {
    const { error, pages, calls } = await readFrom([{ body: toAnswer(toBars(0, 2), { next_url: url }) }]);

    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({
      reason: 'next-url',
      transient: false,
      pagesDone: 1,
      message: expect.stringContaining('resumeFrom: error.checkpoint'),
    });
    expect({ bars: pages.map((page) => page.bars), calls: calls.length }).toEqual({ bars: [toBars(0, 2)], calls: 1 });
  });

  it('wraps a failure after page 1 with the progress, and keeps its cause', async () => {
    const { error, bars } = await readFrom([
      page1,
      { status: 403, body: { status: 'NOT_AUTHORIZED', message: 'You are not entitled to this data.' } },
    ]);

    expect(bars).toEqual(toBars(0, 2));
    expect(error).toMatchObject({
      code: 'pagination',
      reason: 'page-failed',
      pagesDone: 1,
      lastT: openT + 120_000,
      transient: false,
    });
    expect(error).toHaveProperty('cause.code', 'entitlement');
    expect(error).toHaveProperty('cause.reason', 'plan');
  });

  it('does not wrap a failure of page 1', async () => {
    const { error } = await readFrom([{ status: 401, body: { status: 'ERROR', error: 'Unknown API Key' } }]);

    expect(error).toMatchObject({ code: 'auth' });
  });

  it('sends adjusted on no page of an index', async () => {
    const indexBars = toBars(0, 1).map(({ v: _v, ...bar }) => bar);
    const fields = {
      ticker: 'I:NDX',
      adjusted: undefined,
      next_url: toNextUrl(openT + 120_000).replace('AAPL', 'I:NDX'),
    };
    const { error, bars, paths } = await readFrom(
      [{ body: toAnswer(indexBars, fields) }, { body: toAnswer([], { ticker: 'I:NDX' }) }],
      { ticker: 'I:NDX' },
    );

    expect({ error, bars }).toEqual({ error: null, bars: indexBars });
    expect(paths.map((path) => path.slice(0, 32))).toEqual([
      '/v2/aggs/ticker/I%3ANDX/range/1/',
      '/v2/aggs/ticker/I%3ANDX/range/1/',
    ]);
    expect(paths.filter((path) => path.includes('adjusted'))).toEqual([]);
  });

  it.each(['BRK.B', 'KIMpL', 'X:BTCUSD', 'O:SPY251219C00650000'])('sends the ticker %s unchanged', async (ticker) => {
    const { error, paths } = await readFrom([{ body: toAnswer([], { ticker }) }], { ticker });

    expect(error).toBeNull();
    expect(decodeURIComponent(paths[0]?.split('/')[4] ?? '')).toBe(ticker);
  });

  it('reports a history that begins later than requested', async () => {
    const { pages } = await readFrom([page1, page2], { from: '2026-05-01' });

    expect(pages.map((page) => page.gap)).toEqual([
      { from: '2026-05-01', firstT: openT, gapMs: openT - Date.parse('2026-05-01T00:00:00Z') },
      null,
    ]);
  });

  it('reports no gap after a long weekend', async () => {
    const { pages } = await readFrom([page2], { from: '2026-05-15' });

    expect(pages[0]?.gap).toBeNull();
  });
});
