import { describe, expect, it } from 'vitest';
import { canaryKey, createTestClient, rejectionOf } from '../testing/test-client.ts';
import { inTurn, type ServerAnswer, startVendorServer } from '../testing/vendor-server.ts';

const row = (T: string, rest: object = {}) => ({
  T,
  v: 100.5,
  vw: 10.1,
  o: 10,
  c: 10.2,
  h: 11,
  l: 9,
  t: 1_779_480_000_000,
  n: 7,
  ...rest,
});
const toAnswer = (results: unknown, rest: object = {}): ServerAnswer => ({
  body: { status: 'OK', request_id: 'r1', adjusted: false, results, ...rest },
});

async function ask(answers: readonly [ServerAnswer, ...ServerAnswer[]], date = '2026-05-22') {
  const server = await startVendorServer(inTurn(...answers));
  const { client } = createTestClient({ baseUrl: server.url });
  return { server, daily: client.groupedDaily({ date, adjusted: false }) };
}

describe('grouped daily', () => {
  it('is one call for the whole market, without the key in the URL', async () => {
    const { server, daily } = await ask([toAnswer([row('PEBpF'), row('AAPL', { colour: 'red' })])]);
    expect(await daily).toEqual({ bars: [row('AAPL'), row('PEBpF')], requestId: 'r1', skipped: [] });
    expect(server.calls.map(({ path }) => path)).toEqual([
      '/v2/aggs/grouped/locale/us/market/stocks/2026-05-22?adjusted=false',
    ]);
  });

  const { vw: _vw, n: _n, ...untraded } = row('ZERO', { v: 0 });
  it.each<{ name: string; results: unknown; bars: object[]; skipped?: object[] }>([
    { name: 'no rows on a closed day', results: undefined, bars: [] },
    { name: 'a bar without volume, trades and average', results: [untraded], bars: [untraded] },
    { name: 'a bar that comes twice', results: [row('A'), row('A')], bars: [row('A')] },
    {
      name: 'the version with more trades',
      results: [row('A', { n: 8, h: 12 }), row('A')],
      bars: [row('A', { n: 8, h: 12 })],
    },
    {
      name: 'neither of two different versions with as many trades',
      results: [row('A', { h: 12 }), row('A'), row('B')],
      bars: [row('B')],
      skipped: [{ ticker: 'A', message: 'comes 2 times with different values' }],
    },
    {
      name: 'every row but the bad ones',
      results: [row('A', { h: '12' }), null, row('C', { v: -1 }), row('B')],
      bars: [row('B')],
      skipped: [
        { ticker: 'A', message: expect.stringContaining('results[0].h') },
        { ticker: null, message: expect.stringContaining('results[1]') },
        { ticker: 'C', message: expect.stringContaining('results[2].v') },
      ],
    },
  ])('gives $name', async ({ results, bars, skipped = [] }) => {
    const { daily } = await ask([toAnswer(results)]);
    expect(await daily).toMatchObject({ bars, skipped });
  });

  it.each<{ name: string; answer: ServerAnswer; error: object; calls?: number }>([
    {
      name: 'a cut list, after asking again',
      answer: toAnswer([row('A')], { resultsCount: 2 }),
      error: { code: 'validation', transient: true, message: expect.stringContaining('has 1 row,') },
      calls: 4,
    },
    {
      name: 'adjusted prices',
      answer: toAnswer([row('A')], { adjusted: true }),
      error: { code: 'validation', transient: false, message: expect.stringContaining('adjusted: is true') },
    },
    { name: 'something else than a list', answer: toAnswer({}), error: { code: 'validation' } },
    {
      name: 'a refusal inside a 200, without the key',
      answer: { body: { status: 'NOT_AUTHORIZED', message: `You are not entitled to this data. ${canaryKey}` } },
      error: { code: 'entitlement', message: expect.not.stringContaining(canaryKey) },
    },
  ])('refuses $name', async ({ answer, error, calls = 1 }) => {
    const { server, daily } = await ask([answer]);
    expect(await rejectionOf(daily)).toMatchObject(error);
    expect(server.calls).toHaveLength(calls);
  });

  it('refuses what is not a date, before a call', async () => {
    const { server, daily } = await ask([toAnswer([])], '2026-02-30');
    expect(await rejectionOf(daily)).toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining('date: is not a calendar date'),
    });
    expect(server.calls).toEqual([]);
  });
});
