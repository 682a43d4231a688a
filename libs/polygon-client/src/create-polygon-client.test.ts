import { describe, expect, it } from 'vitest';
import { createPolygonClient } from './create-polygon-client.ts';

describe('createPolygonClient', () => {
  it('fetches bars with the key in the header only', async () => {
    const seen: { url: string; authorization: string | null }[] = [];
    const client = createPolygonClient({
      apiKey: 'k'.repeat(32),
      fetch: async (input, init) => {
        seen.push({ url: String(input), authorization: new Headers(init?.headers).get('authorization') });
        return new Response(
          JSON.stringify({
            ticker: 'AAPL',
            status: 'OK',
            adjusted: false,
            results: [{ t: 1_777_554_000_000, o: 1, h: 2, l: 1, c: 2, v: 3.5 }],
          }),
        );
      },
    });

    const bars = await client.aggregates({
      ticker: 'AAPL',
      multiplier: 1,
      timespan: 'hour',
      from: '2026-04-30',
      to: '2026-04-30',
      adjusted: false,
    });

    expect(bars).toEqual([{ t: 1_777_554_000_000, o: 1, h: 2, l: 1, c: 2, v: 3.5 }]);
    expect(seen).toEqual([
      {
        url: 'https://api.massive.com/v2/aggs/ticker/AAPL/range/1/hour/2026-04-30/2026-04-30?sort=asc&limit=50000&adjusted=false',
        authorization: `Bearer ${'k'.repeat(32)}`,
      },
    ]);
  });
});
