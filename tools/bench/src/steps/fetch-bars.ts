import { createPolygonClient } from '@tickerlake/polygon-client';
import type { BenchRange } from '../bench-run.ts';

/**
 * Fetches the minutes of a range through the client.
 *
 * @param url of a market, as `startPageServer` gives it.
 * @param as how bars are read: an array per field, or an object per bar.
 * @returns the bars received.
 * @example
 * const bars = await fetchBars('http://127.0.0.1:41234', range, 'columns');
 */
export async function fetchBars(url: string, range: BenchRange, as: 'columns' | 'objects'): Promise<number> {
  const client = createPolygonClient({ apiKey: 'simulated', baseUrl: url });
  let bars = 0;
  for (const ticker of range.tickers) {
    const request = {
      ticker,
      multiplier: 1,
      timespan: 'minute',
      from: range.from,
      to: range.to,
      adjusted: false,
    } as const;
    const pages = as === 'columns' ? client.columnPages(request) : client.aggregatePages(request);
    for await (const page of pages) bars += page.bars.length;
  }
  return bars;
}
