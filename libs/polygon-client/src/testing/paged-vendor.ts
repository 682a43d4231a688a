import type { AggregateBar } from '../bars/aggregate-bar.ts';
import { toAnswer, toNextUrl } from './synthetic-bars.ts';

/** How the vendor behaves. */
export interface PagedVendorOptions {
  readonly bars: readonly AggregateBar[];
  /** Whether it announces the next page; if not, only the proof call finds it. Default true. */
  readonly hasNextUrl?: boolean;
  /** How many bars of the previous page are repeated: 0 or 1. Default 0. */
  readonly overlap?: number;
  /** Whether the first page is empty, with a next one. Default false. */
  readonly emptyFirst?: boolean;
}

/**
 * A `fetch` that pages through minute bars like the real vendor; for property tests, where a server would be slow.
 *
 * @example
 * const vendor = createPagedVendor({ bars: toBars(0, 99) });
 */
export function createPagedVendor(options: PagedVendorOptions): { fetch: typeof globalThis.fetch; froms: string[] } {
  const { bars, hasNextUrl = true, overlap = 0, emptyFirst = false } = options;
  const froms: string[] = [];
  const answer = (url: URL): Record<string, unknown> => {
    const from = url.pathname.split('/')[8] ?? '';
    froms.push(from);
    const cursor = url.searchParams.get('cursor');
    const limit = Number(url.searchParams.get('limit') ?? new URLSearchParams(atob(cursor ?? '')).get('limit'));
    const toPageUrl = (t: number): string =>
      toNextUrl(t, { query: `cursor=${btoa(`limit=${limit}&sort=asc`).replaceAll('=', '')}` });
    const isStart = from.includes('-');
    if (isStart && emptyFirst && hasNextUrl)
      return toAnswer([], { next_url: toPageUrl(bars[0]?.t ?? 1_779_283_800_000) });
    const found = isStart ? 0 : bars.findIndex((bar) => bar.t >= Number(from));
    const start = found < 0 ? bars.length : found;
    const page = bars.slice(start, start + limit);
    const next = bars[start + limit];
    const again = isStart ? [] : bars.slice(start - overlap, start);
    const isAnnounced = next !== undefined && hasNextUrl;
    return toAnswer([...again, ...page], {
      queryCount: page.length,
      ...(isAnnounced && { next_url: toPageUrl(next.t) }),
    });
  };
  return { froms, fetch: async (input) => Response.json(answer(new URL(String(input)))) };
}
