import type { AggregateBar } from '../bars/aggregate-bar.ts';

/** 2026-05-20 09:30 New York. */
export const openT = 1_779_283_800_000;

/** A bar with values derived from its index. */
export function toBar(index: number, stepMs = 60_000): AggregateBar {
  const o = 100 + index;
  return { t: openT + index * stepMs, o, h: o + 2, l: o - 2, c: o + 1, v: 10.5 + index };
}

/** Bars `first` to `last`, inclusive, a minute apart. */
export function toBars(first: number, last: number): AggregateBar[] {
  return Array.from({ length: last - first + 1 }, (_, index) => toBar(first + index));
}

/** A response of the aggregates endpoint; fields can be replaced or, with `undefined`, omitted. */
export function toAnswer(
  bars: readonly AggregateBar[],
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    ticker: 'AAPL',
    queryCount: bars.length,
    resultsCount: bars.length,
    adjusted: false,
    results: bars,
    status: 'OK',
    request_id: 'request-1',
    count: bars.length,
    ...fields,
  };
}

/** A `next_url` as the vendor writes it. */
export function toNextUrl(from: number, options: { readonly origin?: string; readonly query?: string } = {}): string {
  const { origin = 'https://api.polygon.io', query = 'cursor=bGltaXQ9NTAwMDAmc29ydD1hc2M' } = options;
  return `${origin}/v2/aggs/ticker/AAPL/range/1/minute/${from}/2026-05-20?${query}`;
}
