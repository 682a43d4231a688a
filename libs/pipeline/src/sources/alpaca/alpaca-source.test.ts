import { expect, test } from 'vitest';
import type { BarPage } from '../../ports/bar-source.ts';
import { alpacaDouble, alpacaKeys } from '../testing/alpaca-double.ts';
import { createAlpacaSource } from './alpaca-source.ts';

const chunk = { id: 'c', ticker: 'AAPL', from: '2026-03-09', to: '2026-03-10', barMs: 60_000 };
const bars = [
  '2026-03-09T13:30Z',
  '2026-03-09T13:31Z',
  '2026-03-10T23:59Z',
  '2026-03-10T13:30Z',
  '2026-03-11T13:30Z',
].map((start) => ({ t: Date.parse(start), o: 1, h: 1, l: 1, c: 1, v: 5, n: 1, vw: 1 }));

async function fetchWith(ask: typeof fetch, keys: { keyId: string; secretKey: string } = alpacaKeys) {
  const waits: string[] = [];
  const source = createAlpacaSource({
    ...keys,
    baseUrl: 'https://data.alpaca.markets',
    callsPerMinute: null,
    feed: 'sip',
    fetch: ask,
    clock: { now: () => new Date(), sleep: async () => undefined },
    limiter: null,
    onFailure: (waitMs, text) => void waits.push(`${waitMs} ${text}`),
  });
  const pages: BarPage[] = [];
  for await (const page of source.fetchBars(chunk, new AbortController().signal)) pages.push(page);
  return { pages, waits };
}

test('pages are followed to the last one, and each keeps its request id', async () => {
  const { pages } = await fetchWith(alpacaDouble({ AAPL: bars }, 2));
  expect(pages.map((page) => [page.requestId, page.bars.length])).toEqual([
    ['request-0', 2],
    ['request-2', 2],
  ]);
  expect(pages.flatMap((page) => page.bars)).toEqual(bars.slice(0, 4));
});

test('a failure that passes is asked about again', async () => {
  let calls = 0;
  const double = alpacaDouble({ AAPL: bars });
  const { pages, waits } = await fetchWith(async (input, init) => {
    calls += 1;
    if (calls === 1) throw new TypeError('fetch failed');
    if (calls === 2) return new Response('slow down', { status: 429, headers: { 'Retry-After': '7' } });
    return double(input, init);
  });
  expect(pages.length).toBeGreaterThan(0);
  expect(waits).toEqual([
    '1000 data.alpaca.markets: no response (TypeError); attempt 2 of 4 follows',
    '7000 data.alpaca.markets: HTTP 429 "slow down"; attempt 3 of 4 follows',
  ]);
});

test.each([
  {
    name: 'a wrong key, which is not shown',
    ask: async () => new Response('{"message":"forbidden: wrong-secret"}', { status: 403 }),
    says: /^data\.alpaca\.markets did not give bars of AAPL, 2026-03-09 to 2026-03-10: HTTP 403 .*\*\*\*.*Check APCA_API_KEY_ID/,
  },
  {
    name: 'an answer that is not JSON, four times',
    ask: async () => new Response('<html>'),
    says: /a response that is not JSON.*Run the same command again later/,
  },
  {
    name: 'a bar without a price',
    ask: async () => Response.json({ bars: { AAPL: [{ t: '2026-03-09T13:30:00Z', o: 1, h: 1, l: 1, v: 1 }] } }),
    says: /otherwise than documented: bars\.AAPL\.0\.c: /,
  },
  {
    name: 'a time that cannot be read',
    ask: async () => Response.json({ bars: { AAPL: [{ t: 'noon', o: 1, h: 1, l: 1, c: 1, v: 1 }] } }),
    says: /bars\.AAPL\.0\.t: "noon" is not a time/,
  },
  {
    name: 'bars of another ticker',
    ask: async () => Response.json({ bars: { MSFT: [] } }),
    says: /it holds bars of MSFT/,
  },
  {
    name: 'pages that go round',
    ask: async () => Response.json({ bars: {}, next_page_token: 'again' }),
    says: /its pages do not end/,
  },
])('$name is refused', async ({ ask, says }) => {
  const failed = fetchWith(ask, { keyId: 'wrong-id', secretKey: 'wrong-secret' });
  await expect(failed).rejects.toThrow(says);
  await expect(failed).rejects.not.toThrow(/wrong-/);
});
