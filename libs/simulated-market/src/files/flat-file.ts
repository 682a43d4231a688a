import type { SimulatedMarket } from '../create-simulated-market.ts';

const nanosecondsOfMs = '000000';

/**
 * The lines of the vendor's flat file of a day, unadjusted, as `us_stocks_sip/minute_aggs_v1` and `day_aggs_v1` have them: the header,
 * then the bars of every stock in order of ticker and time. They hold what the REST API answers for that date; times are in nanoseconds.
 *
 * @param asked.date `YYYY-MM-DD` in New York.
 * @param asked.tickers by default all stocks and funds of the market.
 * @example
 * for await (const line of flatFileLines(market, { date: '2026-05-28', timespan: 'minute' })) file.write(line);
 */
export async function* flatFileLines(
  market: SimulatedMarket,
  {
    date,
    timespan,
    tickers,
  }: { readonly date: string; readonly timespan: 'minute' | 'day'; readonly tickers?: readonly string[] },
): AsyncIterable<string> {
  const stocks = market.tickers.filter((profile) => profile.market === 'stocks').map(({ ticker }) => ticker);
  yield 'ticker,volume,open,close,high,low,window_start,transactions\n';
  for (const ticker of [...new Set(stocks)].filter((name) => tickers?.includes(name) ?? true)) {
    const path = `/v2/aggs/ticker/${ticker}/range/1/${timespan}/${date}/${date}?adjusted=false&limit=50000`;
    const response = await market.fetch(new URL(path, 'https://market.invalid'), {
      headers: { Authorization: 'Bearer flat-files' },
    });
    const { results } = (await response.json()) as { readonly results?: readonly AnsweredBar[] };
    for (const { v, o, c, h, l, t, n } of results ?? [])
      yield `${ticker},${v},${o},${c},${h},${l},${t}${nanosecondsOfMs},${n}\n`;
  }
}

interface AnsweredBar {
  readonly v: number;
  readonly o: number;
  readonly c: number;
  readonly h: number;
  readonly l: number;
  readonly t: number;
  readonly n: number;
}
