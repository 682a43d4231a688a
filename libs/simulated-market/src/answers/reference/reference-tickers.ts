import * as z from 'zod';
import { NEW_YORK_ZONE } from '../../calendar/time-zone.ts';
import { toDate } from '../../calendar/civil-day.ts';
import { companyOf, type TickerProfile } from '../../tickers/ticker-profile.ts';
import { REFUSALS } from '../../gate/api-refusal.ts';
import { compareParameters, passesCompare, toCompareFilter } from './compare-filter.ts';
import { type ApiRequest, type Endpoint, type MarketContext } from '../market-context.ts';
import { figiOf } from './figi.ts';
import { parseRowsQuery, toRowsPage } from './paged-rows.ts';
import { BOOLEAN_TEXT, DATE_TEXT, parseQuery, wholeNumberText } from '../query-values.ts';

const SORT_FIELDS = ['ticker', 'name', 'market', 'locale', 'primary_exchange', 'type'] as const;

const QUERY = z.object({
  ...compareParameters('ticker', z.string()),
  type: z.string().optional(),
  market: z.enum(['stocks', 'crypto', 'fx', 'otc', 'indices']).optional(),
  exchange: z.string().optional(),
  date: DATE_TEXT.optional(),
  search: z.string().optional(),
  active: BOOLEAN_TEXT.default(true),
  order: z.enum(['asc', 'desc']).default('asc'),
  sort: z.enum(SORT_FIELDS).default('ticker'),
  limit: wholeNumberText(1, 1000).default(100),
});

interface TickerRow {
  readonly ticker: string;
  readonly name: string;
  readonly market: string;
  readonly locale: string;
  readonly primary_exchange?: string;
  readonly type?: string;
  readonly active: boolean;
  readonly currency_name?: string;
  readonly last_updated_utc: string;
  readonly delisted_utc?: string;
}

function isActiveOn(profile: TickerProfile, date: string): boolean {
  return profile.listedOn <= date && (profile.delistedOn === null || date <= profile.delistedOn);
}

function toRow(profile: TickerProfile, date: string): TickerRow {
  const { ticker, name, market, type, exchange, delistedOn } = profile;
  const isActive = isActiveOn(profile, date);
  return {
    ticker,
    name,
    market,
    locale: market === 'crypto' ? 'global' : 'us',
    ...(exchange === null ? {} : { primary_exchange: exchange }),
    ...(type === null ? {} : { type }),
    active: isActive,
    ...(market === 'indices' ? {} : { currency_name: market === 'crypto' ? 'United States Dollar' : 'usd' }),
    last_updated_utc: `${date}T00:00:00Z`,
    ...(delistedOn === null || isActive ? {} : { delisted_utc: `${delistedOn}T00:00:00Z` }),
  };
}

function matchesSearch(profile: TickerProfile, search: string | undefined): boolean {
  if (search === undefined) return true;
  const wanted = search.toLowerCase();
  return profile.ticker.toLowerCase().includes(wanted) || profile.name.toLowerCase().includes(wanted);
}

function answerList(request: ApiRequest, market: MarketContext) {
  const { query, offset } = parseRowsQuery(request.query);
  const filter = parseQuery(QUERY, query);
  const texts = toCompareFilter(filter);
  const date = filter.date ?? toDate(NEW_YORK_ZONE.dayOf(request.nowMs));
  const rows = market.profiles
    .filter((profile) => profile.listedOn <= date && isActiveOn(profile, date) === filter.active)
    .filter((profile) => passesCompare('ticker', profile.ticker, texts))
    .filter((profile) => matchesSearch(profile, filter.search))
    .map((profile) => toRow(profile, date))
    .filter((row) => filter.type === undefined || row.type === filter.type)
    .filter((row) => filter.market === undefined || row.market === filter.market)
    .filter((row) => filter.exchange === undefined || row.primary_exchange === filter.exchange);
  const direction = filter.order === 'asc' ? 1 : -1;
  const keyOf = (row: TickerRow) => [String(row[filter.sort] ?? ''), row.ticker] as const;
  rows.sort((left, right) => direction * compareTexts(keyOf(left), keyOf(right)));
  return toRowsPage(request, query, rows, { offset, limit: filter.limit, hasCount: true });
}

function compareTexts(left: readonly [string, string], right: readonly [string, string]): number {
  const place = left[0] === right[0] ? 1 : 0;
  if (left[place] === right[place]) return 0;
  return left[place] < right[place] ? -1 : 1;
}

function answerOne(request: ApiRequest, market: MarketContext) {
  const query = parseQuery(z.object({ date: DATE_TEXT.optional() }), request.query);
  const date = query.date ?? toDate(NEW_YORK_ZONE.dayOf(request.nowMs));
  const known = market.profiles.filter(({ ticker, listedOn }) => ticker === request.parts[0] && listedOn <= date);
  const profile = known.at(-1);
  if (profile === undefined) throw REFUSALS.tickerNotFound();
  const isStock = profile.market === 'stocks';
  const results = {
    ...toRow(profile, date),
    ...(isStock && { composite_figi: figiOf(profile), list_date: firstDayOf(profile, market) }),
  };
  return { request_id: request.requestId, results, status: 'OK' };
}

/** Of the company, maybe under another ticker. */
const firstDayOf = (profile: TickerProfile, market: MarketContext): string =>
  market.profiles
    .filter((one) => companyOf(one) === companyOf(profile))
    .reduce((first, { listedOn }) => (listedOn < first ? listedOn : first), profile.listedOn);

/** `/v3/reference/tickers`: the list of tickers, filtered and paged. */
export const REFERENCE_TICKERS: Endpoint = { path: '/v3/reference/tickers', answer: answerList };

/** `/v3/reference/tickers/{ticker}`: one ticker; 404 when it is unknown. */
export const TICKER_DETAILS: Endpoint = { path: '/v3/reference/tickers/{ticker}', answer: answerOne };
