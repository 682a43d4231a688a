import type { Clock } from '@tickerlake/pipeline';
import { createSimulatedMarket, type SimulatedMarketOptions, startMarketServer } from '@tickerlake/simulated-market';
import * as z from 'zod';

/** Which bars a market keeps to itself. */
export type IsLost = (ticker: string, startMs: number, barMs: number) => boolean;

/** A simulated market behind HTTP, and the requests for bars that it got. */
export interface LossyMarket {
  readonly url: string;
  /** Of each request for bars: `AAPL 1/minute 2026-05-18 2026-05-20`. */
  readonly asked: string[];
  /** From now on. */
  lose(isLost: IsLost): void;
  close(): Promise<void>;
}

const answerSchema = z.looseObject({ results: z.array(z.looseObject({ t: z.number() })).optional() });
const barsPath = /^\/v2\/aggs\/ticker\/([^/]+)\/range\/(\d+)\/(\w+)\/([^/]+)\/([^/?]+)/;
const lengths: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Starts a simulated market that loses bars.
 *
 * @example
 * const market = await startLossyMarket(clock);
 * market.lose((ticker) => ticker === 'AAPL');
 */
export async function startLossyMarket(clock: Clock, options: SimulatedMarketOptions = {}): Promise<LossyMarket> {
  const market = createSimulatedMarket({ nowMs: () => clock.now().getTime(), ...options });
  const asked: string[] = [];
  let isLost: IsLost = () => false;
  const lossy: typeof market.fetch = async (input, init) => {
    const response = await market.fetch(input, init);
    const url = new URL(input instanceof Request ? input.url : input);
    const [, encoded = '', multiplier = '1', timespan = '', from = '', to = ''] = barsPath.exec(url.pathname) ?? [];
    if (encoded === '' || response.status !== 200) return response;
    const ticker = decodeURIComponent(encoded);
    asked.push(`${ticker} ${multiplier}/${timespan} ${from} ${to}`);
    const answer = answerSchema.parse(await response.json());
    const results = (answer.results ?? []).filter(
      ({ t }) => !isLost(ticker, t, Number(multiplier) * (lengths[timespan] ?? 0)),
    );
    return Response.json({ ...answer, results, resultsCount: results.length }, { headers: response.headers });
  };
  const server = await startMarketServer({ ...market, fetch: lossy });
  return {
    url: server.url,
    asked,
    lose: (next) => {
      isLost = next;
    },
    close: () => server.close(),
  };
}
