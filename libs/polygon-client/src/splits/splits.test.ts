import { describe, expect, it } from 'vitest';
import { createTestClient, rejectionOf, canaryKey } from '../testing/test-client.ts';
import { inTurn, type ServerAnswer, startVendorServer } from '../testing/vendor-server.ts';
import type { SplitsRequest } from './splits-request.ts';

const row = (ticker: string, execution_date: string, split_from: number, split_to: number, rest: object = {}) => ({
  id: `E${ticker}${execution_date}`,
  ticker,
  execution_date,
  split_from,
  split_to,
  adjustment_type: 'forward_split',
  historical_adjustment_factor: split_from / split_to,
  ...rest,
});
const toAnswer = (results: unknown, rest: object = {}): ServerAnswer => ({
  body: { status: 'OK', request_id: 'r1', results, ...rest },
});
const nvda = row('NVDA', '2024-06-10', 1, 10);
const toSplit = ({
  id,
  ticker,
  execution_date: executionDate,
  split_from: splitFrom,
  split_to: splitTo,
}: ReturnType<typeof row>) => ({ ticker, executionDate, splitFrom, splitTo, id });

async function ask(answers: readonly [ServerAnswer, ...ServerAnswer[]], request: Partial<SplitsRequest> = {}) {
  const server = await startVendorServer(inTurn(...answers));
  const { client, attempts } = createTestClient({ baseUrl: server.url });
  return {
    server,
    attempts,
    splits: client.splits({ from: '2024-06-01', ...request }),
    paths: () => server.calls.map(({ path }) => path),
  };
}

describe('splits', () => {
  it('come in one call for the whole market, without the key in the URL', async () => {
    const { splits, paths } = await ask(
      [toAnswer([nvda, row('AAPL', '2020-08-31', 1, 4), row('X', '2024-06-10', 8, 1)])],
      { to: '2024-06-30' },
    );

    expect(await splits).toEqual([toSplit(nvda), toSplit(row('X', '2024-06-10', 8, 1))]);
    expect(paths()).toEqual([
      '/stocks/v1/splits?execution_date.gte=2024-06-01&execution_date.lte=2024-06-30&sort=execution_date.asc&limit=5000',
    ]);
  });

  it('of one ticker are requested by name, those of several are filtered from all', async () => {
    const one = await ask([toAnswer([nvda])], { tickers: ['NVDA'] });
    const two = await ask([toAnswer([nvda, row('X', '2024-06-11', 1, 2)])], { tickers: ['NVDA', 'AAPL'] });

    expect([await one.splits, await two.splits]).toEqual([[toSplit(nvda)], [toSplit(nvda)]]);
    expect([one.paths()[0], two.paths()[0]]).toEqual([
      expect.stringContaining('&ticker=NVDA'),
      expect.not.stringContaining('ticker'),
    ]);
  });

  it('continue with the next page on the base URL, without a key from the link', async () => {
    const { splits, paths } = await ask([
      toAnswer([nvda], { next_url: 'https://api.polygon.io:443:443/stocks/v1/splits?cursor=abc&apiKey=stolen' }),
      toAnswer([row('X', '2024-06-11', 1, 2)]),
    ]);

    expect((await splits).map(({ ticker }) => ticker)).toEqual(['NVDA', 'X']);
    expect(paths()[1]).toBe('/stocks/v1/splits?cursor=abc');
  });

  it.each([
    { name: 'a duplicate row', rows: [nvda, nvda], left: ['1:10'] },
    {
      name: 'the same ratio under another id',
      rows: [nvda, { ...nvda, id: 'other', split_from: 2, split_to: 20 }],
      left: ['1:10'],
    },
    {
      name: 'another ratio on the same day, which the caller has to judge',
      rows: [nvda, { ...nvda, split_to: 5 }],
      left: ['1:10', '1:5'],
    },
    {
      name: 'a split with fractional shares, unknown keys and no id',
      rows: [{ ...nvda, id: undefined, split_to: 10.5, colour: 'red' }],
      left: ['1:10.5'],
    },
    { name: 'no results', rows: undefined, left: [] },
  ])('take $name', async ({ rows, left }) => {
    const { splits } = await ask([toAnswer(rows)]);

    expect((await splits).map(({ splitFrom, splitTo }) => `${splitFrom}:${splitTo}`)).toEqual(left);
  });

  it.each<{ name: string; answer: ServerAnswer; error: object; calls?: number }>([
    {
      name: 'not JSON',
      answer: { body: '<html>' },
      error: { code: 'validation', message: expect.stringContaining('the body is not JSON'), transient: true },
      calls: 4,
    },
    {
      name: 'not a list',
      answer: toAnswer({}),
      error: { code: 'validation', message: expect.stringContaining('results: ') },
    },
    {
      name: 'a refusal inside a 200',
      answer: { body: { status: 'NOT_AUTHORIZED', message: 'You are not entitled to this data.' } },
      error: { code: 'entitlement', reason: 'plan', transient: false },
    },
    {
      name: 'an unknown key',
      answer: { status: 401, body: { error: `Unknown API Key ${canaryKey}` } },
      error: { code: 'auth', message: expect.not.stringContaining(canaryKey) },
    },
    {
      name: 'a link to another host',
      answer: toAnswer([nvda], { next_url: 'https://evil.example/stocks/v1/splits?cursor=a' }),
      error: { code: 'validation', message: expect.stringContaining('next_url: points to a foreign host') },
    },
    {
      name: 'a link to something else',
      answer: toAnswer([nvda], { next_url: 'https://api.massive.com/stocks/v1/dividends?cursor=a' }),
      error: { code: 'validation', message: expect.stringContaining('next_url: is a page of another endpoint') },
    },
    {
      name: 'a circle',
      answer: toAnswer([nvda], { next_url: 'https://api.massive.com/stocks/v1/splits?cursor=a' }),
      error: { code: 'validation', message: expect.stringContaining('links back to a page') },
      calls: 2,
    },
  ])('that are $name are refused', async ({ answer, error, calls = 1 }) => {
    const { splits, server } = await ask([answer]);

    expect(await rejectionOf(splits)).toMatchObject(error);
    expect(server.calls).toHaveLength(calls);
  });

  it.each([
    {
      name: 'no ticker',
      row: { ...nvda, ticker: undefined },
      skipped: { ticker: null, executionDate: '2024-06-10', message: expect.stringContaining('results[0].ticker') },
    },
    {
      name: 'no shares',
      row: { ...nvda, split_from: 0 },
      skipped: {
        ticker: 'NVDA',
        executionDate: '2024-06-10',
        message: expect.stringContaining('results[0].split_from'),
      },
    },
    {
      name: 'shares as text',
      row: { ...nvda, split_to: '10' },
      skipped: { ticker: 'NVDA', executionDate: '2024-06-10', message: expect.stringContaining('results[0].split_to') },
    },
    {
      name: 'no date',
      row: { ...nvda, execution_date: '2024-06-31' },
      skipped: {
        ticker: 'NVDA',
        executionDate: '2024-06-31',
        message: expect.stringContaining('is not a calendar date'),
      },
    },
    {
      name: 'not a row',
      row: null,
      skipped: { ticker: null, executionDate: null, message: expect.stringContaining('results[0]') },
    },
  ])('lose a row that has $name, and no other', async ({ row: bad, skipped }) => {
    const rows: unknown[] = [];
    const { splits } = await ask([toAnswer([bad, row('X', '2024-06-11', 1, 2)])], {
      tickers: ['NVDA', 'X'],
      onSkippedRow: (one) => rows.push(one),
    });

    expect((await splits).map(({ ticker }) => ticker)).toEqual(['X']);
    expect(rows).toEqual([skipped]);
  });

  it('stop after 100 pages of an endless list', async () => {
    const server = await startVendorServer((_call, before) =>
      toAnswer([], { next_url: `https://api.massive.com/stocks/v1/splits?cursor=${before}` }),
    );
    const { client } = createTestClient({ baseUrl: server.url });

    expect(await rejectionOf(client.splits({ from: '2024-06-01' }))).toMatchObject({
      code: 'validation',
      message: expect.stringContaining('still links to a next page after 100 pages'),
    });
  });

  it('are requested again after a bad gateway, and nothing is returned when the second page fails', async () => {
    const again = await ask([{ status: 502 }, toAnswer([nvda])]);
    const half = await ask([
      toAnswer([nvda], { next_url: 'https://api.massive.com/stocks/v1/splits?cursor=a' }),
      { status: 403, body: { message: 'not entitled' } },
    ]);

    expect(await again.splits).toHaveLength(1);
    expect(again.attempts.map(({ error }) => error)).toEqual(['server', null]);
    expect(await rejectionOf(half.splits)).toMatchObject({ code: 'entitlement' });
  });

  it.each<{ name: string; request: Partial<SplitsRequest>; says: string }>([
    { name: 'no date', request: { from: '2024-6-1' }, says: 'from: must be YYYY-MM-DD' },
    { name: 'a reversed range', request: { to: '2024-05-31' }, says: 'from: 2024-06-01 is after `to`' },
    { name: 'an empty list', request: { tickers: [] }, says: 'tickers: must name a ticker' },
    { name: 'a ticker with a space', request: { tickers: ['BRK B'] }, says: 'tickers[0]: must be' },
  ])('are refused for $name before anything is sent', async ({ request, says }) => {
    const { splits, server } = await ask([toAnswer([])], request);

    expect(await rejectionOf(splits)).toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining(says),
    });
    expect(server.calls).toEqual([]);
  });
});
