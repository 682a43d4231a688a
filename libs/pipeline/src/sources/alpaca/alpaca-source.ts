import { addCalendarDays } from '@tickerlake/market-calendar';
import * as z from 'zod';
import type { BarPage, BarSource, FetchChunk } from '../../ports/bar-source.ts';
import { PipelineError } from '../../values/errors.ts';
import { type ApiAccess, callApi } from '../call-api.ts';

/** What the source is made of. */
export interface AlpacaOptions extends Omit<ApiAccess, 'headers' | 'keys' | 'refused'> {
  readonly keyId: string;
  readonly secretKey: string;
  readonly baseUrl: string;
  readonly callsPerMinute: number | null;
  readonly feed: 'sip' | 'iex';
}

/** The most that a page may hold. */
const limit = 10_000;
/** More pages than a chunk can have: then the pages go round in circles. */
const maxPages = 100;

const barSchema = z.object({
  t: z.string().transform((text, context) => {
    const ms = Date.parse(text);
    if (Number.isNaN(ms)) context.addIssue(`"${text}" is not a time`);
    return ms;
  }),
  o: z.number(),
  h: z.number(),
  l: z.number(),
  c: z.number(),
  v: z.number().nonnegative(),
  n: z.number().nonnegative().optional(),
  vw: z.number().optional(),
});

const answerSchema = z.object({
  bars: z.record(z.string(), z.array(barSchema)).nullish(),
  next_page_token: z.string().nullish(),
});

/**
 * Bars of `GET /v2/stocks/bars` of Alpaca, one ticker a call, unadjusted. A ticker means what it named on the last day of the chunk
 * (`asof`), so that a later user of the same letters does not answer.
 *
 * @throws {PipelineError} from `fetchBars`, for a call that fails and for an answer that breaks the documentation.
 * @example
 * const source = createAlpacaSource({ baseUrl: 'https://data.alpaca.markets', feed: 'sip', keyId, secretKey, ... });
 */
export function createAlpacaSource(options: AlpacaOptions): BarSource {
  const { keyId, secretKey } = options;
  const access: ApiAccess = {
    ...options,
    headers: { 'APCA-API-KEY-ID': keyId, 'APCA-API-SECRET-KEY': secretKey },
    keys: [keyId, secretKey],
    refused:
      'Check APCA_API_KEY_ID and APCA_API_SECRET_KEY, and that the subscription includes "alpaca.feed" and the range.',
  };
  return {
    name: 'alpaca',
    callsPerMinute: options.callsPerMinute,
    extent: async () => null,
    async *fetchBars(chunk, signal): AsyncIterable<BarPage> {
      const ticker = chunk.vendorTicker ?? chunk.ticker;
      const asked = `bars of ${ticker}, ${chunk.from} to ${chunk.to}`;
      const seen = new Set<string>();
      for (let token: string | null = ''; token !== null;) {
        const { body, requestId } = await callApi(access, toUrl(options, chunk, ticker, token), asked, signal);
        const answer = answerSchema.safeParse(body);
        const [issue] = answer.error?.issues ?? [];
        if (issue !== undefined || answer.data === undefined)
          throw broken(options, asked, `${issue?.path.join('.')}: ${issue?.message}`);
        const { bars, next_page_token: next } = answer.data;
        const foreign = Object.keys(bars ?? {}).find((name) => name !== ticker);
        if (foreign !== undefined) throw broken(options, asked, `it holds bars of ${foreign}`);
        token = next ?? null;
        if (token !== null && (seen.has(token) || seen.size >= maxPages))
          throw broken(options, asked, 'its pages do not end');
        if (token !== null) seen.add(token);
        yield {
          ticker: chunk.ticker,
          ...(chunk.vendorTicker !== undefined && { vendorTicker: chunk.vendorTicker }),
          bars: (bars?.[ticker] ?? []).map(({ n, vw, ...bar }) => ({
            ...bar,
            ...(n !== undefined && { n }),
            ...(vw !== undefined && { vw }),
          })),
          barMs: chunk.barMs,
          adjusted: false,
          requestId,
          fetchedAtMs: options.clock.now().getTime(),
        };
      }
    },
  };
}

/** Bars are from 04:00 to 20:00 New York: from and to are bounded at night, when it is 04:00 UTC, in summer as in winter. */
function toUrl({ baseUrl, feed }: AlpacaOptions, chunk: FetchChunk, ticker: string, token: string): URL {
  const url = new URL('/v2/stocks/bars', baseUrl);
  url.search = new URLSearchParams({
    symbols: ticker,
    timeframe: timeframeOf(chunk.barMs),
    start: `${chunk.askFrom ?? chunk.from}T04:00:00Z`,
    end: `${addCalendarDays(chunk.to, 1)}T03:59:59Z`,
    limit: String(limit),
    adjustment: 'raw',
    asof: chunk.to,
    feed,
    sort: 'asc',
    ...(token !== '' && { page_token: token }),
  }).toString();
  return url;
}

const timeframeOf = (barMs: number): string =>
  barMs % 3_600_000 === 0 ? `${barMs / 3_600_000}Hour` : `${barMs / 60_000}Min`;

const broken = ({ baseUrl }: AlpacaOptions, asked: string, reason: string): PipelineError =>
  new PipelineError(
    `${new URL(baseUrl).host} answered ${asked} otherwise than documented: ${reason}. Nothing was published; report it, with the versions in package.json.`,
    { stage: 'ingest', transient: false },
  );
