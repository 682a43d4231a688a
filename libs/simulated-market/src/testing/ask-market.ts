import * as z from 'zod';
import { type SimulatedMarket } from '../create-simulated-market.ts';

const HOST = 'https://api.polygon.io';

const BAR = z.object({
  t: z.number().int(),
  o: z.number(),
  h: z.number(),
  l: z.number(),
  c: z.number(),
  v: z.number().optional(),
  vw: z.number().optional(),
  n: z.number().optional(),
});

const BARS_ANSWER = z.object({
  ticker: z.string(),
  queryCount: z.number(),
  results: z.array(BAR).optional(),
  status: z.string(),
  request_id: z.string(),
  next_url: z.string().optional(),
});

/** One bar of a response. */
export type AnsweredBar = z.infer<typeof BAR>;

/** One page of bars. */
export type BarsAnswer = z.infer<typeof BARS_ANSWER>;

/** The key that tests send. */
export const TEST_HEADERS = { Authorization: 'Bearer test-key' } as const;

/**
 * Requests a path (or a whole `next_url`) from the market.
 *
 * @example
 * const response = await ask(market, '/v1/marketstatus/now');
 */
export async function ask(market: Pick<SimulatedMarket, 'fetch'>, target: string): Promise<Response> {
  return market.fetch(new URL(target, HOST), { headers: TEST_HEADERS });
}

/**
 * Requests a path and parses the response as JSON of unknown shape.
 *
 * @example
 * expect(await askJson(market, '/v1/marketstatus/now')).toMatchObject({ market: 'open' });
 */
export async function askJson(market: Pick<SimulatedMarket, 'fetch'>, target: string): Promise<unknown> {
  return (await ask(market, target)).json();
}

/**
 * Requests one page of bars; `range` is `{ticker}/range/...`.
 *
 * @example
 * const page = await askPage(market, 'AAPL/range/1/hour/2026-05-20/2026-05-20?limit=100');
 */
export async function askPage(market: Pick<SimulatedMarket, 'fetch'>, range: string): Promise<BarsAnswer> {
  const target = range.startsWith(HOST) ? range : `/v2/aggs/ticker/${range}`;
  return BARS_ANSWER.parse(await askJson(market, target));
}

/**
 * Requests all pages of a range and concatenates their bars, repeating the query with every page.
 *
 * @example
 * const bars = await askBars(market, 'AAPL/range/1/minute/2026-05-20/2026-05-20', 'limit=100');
 */
export async function askBars(
  market: Pick<SimulatedMarket, 'fetch'>,
  range: string,
  query = '',
): Promise<AnsweredBar[]> {
  const bars: AnsweredBar[] = [];
  let target: string | undefined = `${range}?${query}`;
  while (target !== undefined) {
    const page: BarsAnswer = await askPage(market, target);
    bars.push(...(page.results ?? []));
    target = page.next_url === undefined ? undefined : `${page.next_url}&${query}`;
  }
  return bars;
}
