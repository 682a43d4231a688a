import type { BenchRange } from '../bench-run.ts';

/**
 * The baseline: the same pages by `fetch` and `JSON.parse`, page after page, without a check.
 *
 * @returns the bars received.
 * @example
 * const bars = await fetchPlain('http://127.0.0.1:41234', range);
 */
export async function fetchPlain(url: string, range: BenchRange): Promise<number> {
  let bars = 0;
  for (const ticker of range.tickers) {
    let next: string | undefined =
      `${url}/v2/aggs/ticker/${ticker}/range/1/minute/${range.from}/${range.to}?adjusted=false&sort=asc&limit=50000`;
    while (next !== undefined) {
      const response = await fetch(next, { headers: { authorization: 'Bearer simulated' } });
      const page = JSON.parse(await response.text()) as { results?: unknown[]; next_url?: string };
      bars += page.results?.length ?? 0;
      next = page.next_url;
    }
  }
  return bars;
}
