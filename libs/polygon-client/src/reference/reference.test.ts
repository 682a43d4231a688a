import { describe, expect, it } from 'vitest';
import { createTestClient, rejectionOf } from '../testing/test-client.ts';
import { inTurn, type ServerAnswer, startVendorServer } from '../testing/vendor-server.ts';

const answer = (body: object, status = 200): ServerAnswer => ({ body, status });

async function clientFor(...answers: readonly [ServerAnswer, ...ServerAnswer[]]) {
  const server = await startVendorServer(inTurn(...answers));
  return {
    client: createTestClient({ baseUrl: server.url }).client,
    paths: () => server.calls.map(({ path }) => path),
  };
}

describe('reference', () => {
  it('events are the tickers of a company, the newest first', async () => {
    const change = (date: string, ticker: string) => ({ type: 'ticker_change', date, ticker_change: { ticker } });
    const { client, paths } = await clientFor(
      answer({
        status: 'OK',
        results: {
          name: 'Meta Platforms, Inc.',
          composite_figi: 'BBG000MM2P62',
          events: [change('2012-05-18', 'FB'), change('2022-06-09', 'META'), { type: 'other', date: '2020-01-02' }],
        },
      }),
    );
    expect(await client.tickerEvents('META')).toEqual({
      name: 'Meta Platforms, Inc.',
      figi: 'BBG000MM2P62',
      changes: [
        { date: '2022-06-09', ticker: 'META' },
        { date: '2012-05-18', ticker: 'FB' },
      ],
    });
    expect(paths()).toEqual(['/vX/reference/tickers/META/events']);
  });

  it('details have dates without their time', async () => {
    const row = {
      ticker: 'TWTR',
      name: 'Twitter',
      active: false,
      delisted_utc: '2022-10-28T04:00:00Z',
      market: 'stocks',
    };
    const { client, paths } = await clientFor(answer({ status: 'OK', results: row }));
    expect(await client.tickerDetails('TWTR', { date: '2022-11-01' })).toMatchObject({
      isActive: false,
      delistedOn: '2022-10-28',
      listedOn: null,
    });
    expect(paths()).toEqual(['/v3/reference/tickers/TWTR?date=2022-11-01']);
  });

  it('a search is one call, and may find nothing', async () => {
    const { client, paths } = await clientFor(answer({ status: 'OK', count: 0 }));
    expect(await client.searchTickers({ search: 'meta platforms', limit: 5 })).toEqual([]);
    expect(paths()).toEqual(['/v3/reference/tickers?search=meta+platforms&active=true&limit=5']);
  });

  it('the former users of a ticker are found by the whole of it', async () => {
    const row = { ticker: 'META', name: 'Fund', active: false, delisted_utc: '2022-01-28T05:00:00Z', type: 'ETF' };
    const { client, paths } = await clientFor(answer({ status: 'OK', results: [row] }));
    expect(await client.searchTickers({ ticker: 'META', isActive: false })).toMatchObject([
      { ticker: 'META', delistedOn: '2022-01-28' },
    ]);
    expect(paths()).toEqual(['/v3/reference/tickers?ticker=META&active=false&limit=20']);
  });

  it('upcoming holidays are a bare list', async () => {
    const holiday = { date: '2026-06-19', exchange: 'NYSE', status: 'closed' };
    const { client } = await clientFor({ body: [holiday] });
    expect(await client.upcomingHolidays()).toEqual([holiday]);
  });

  it.each([
    { name: 'an empty search', ask: { search: ' ' } },
    { name: 'a limit of 0', ask: { search: 'x', limit: 0 } },
  ])('refuses $name before a call', async ({ ask }) => {
    const { client, paths } = await clientFor(answer({}));
    expect(await rejectionOf(client.searchTickers(ask))).toMatchObject({ name: 'InvalidRequestError' });
    expect(paths()).toEqual([]);
  });

  it('an unknown ticker is not found', async () => {
    const { client } = await clientFor(answer({ status: 'NOT_FOUND', message: 'Ticker not found.' }, 404));
    expect(await rejectionOf(client.tickerDetails('NONE'))).toMatchObject({ name: 'NotFoundError' });
  });
});
