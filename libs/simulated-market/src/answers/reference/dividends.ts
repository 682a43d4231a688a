import * as z from 'zod';
import { toDate, toDayNumber } from '../../calendar/civil-day.ts';
import { NEW_YORK_ZONE } from '../../calendar/time-zone.ts';
import { hashText } from '../../random/counter-hash.ts';
import { type TickerProfile } from '../../tickers/ticker-profile.ts';
import { type ApiRequest, type Endpoint, type MarketContext } from '../market-context.ts';
import { DATE_TEXT, parseQuery, wholeNumberText } from '../query-values.ts';
import { compareParameters, passesCompare, toCompareFilter } from './compare-filter.ts';
import { parseRowsQuery, toRowsPage } from './paged-rows.ts';

/** The first year of dividends. */
const FIRST_YEAR = 2015;
/** A dividend is announced this long before its ex-dividend date. */
const ANNOUNCED_DAYS_BEFORE = 14;
/** Of a quarter, as a fraction of the price. */
const YIELD = 0.0025;

const FILTER = {
  ...compareParameters('ticker', z.string()),
  ...compareParameters('ex_dividend_date', DATE_TEXT),
};

const QUERY = z.object({
  ...FILTER,
  sort: z
    .string()
    .regex(/^(ex_dividend_date|ticker)\.(asc|desc)$/, { error: 'ex_dividend_date.desc or the like' })
    .default('ex_dividend_date.desc'),
  limit: wholeNumberText(1, 5000).default(100),
});

const OLD_QUERY = z.object({
  ...FILTER,
  order: z.enum(['asc', 'desc']).default('desc'),
  sort: z.enum(['ex_dividend_date', 'ticker']).default('ex_dividend_date'),
  limit: wholeNumberText(1, 1000).default(10),
});

interface Dividend {
  readonly ticker: string;
  readonly cash_amount: number;
  readonly currency: string;
  readonly declaration_date: string;
  readonly ex_dividend_date: string;
  readonly frequency: number;
  readonly id: string;
  readonly pay_date: string;
  readonly record_date: string;
}

/** Preferred shares, funds and every second company pay one. */
const pays = ({ ticker, market, type }: TickerProfile): boolean =>
  market === 'stocks' && (type !== 'CS' || (hashText(`dividends/${ticker}`) & 1) === 0);

/** Four a year, on the tenth of February, May, August and November, or the first weekday after it. */
function dividendsOf(profile: TickerProfile, lastDay: number): readonly Dividend[] {
  const lastYear = Number(toDate(lastDay).slice(0, 4));
  const years = Array.from({ length: lastYear - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  return years.flatMap((year) =>
    ['02', '05', '08', '11'].flatMap((month) => {
      const tenth = toDayNumber(`${year}-${month}-10`);
      // 1970-01-01, day 0, was a Thursday.
      const weekday = (tenth + 4) % 7;
      const day = tenth + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
      const date = toDate(day);
      const isListed = date >= profile.listedOn && (profile.delistedOn === null || date <= profile.delistedOn);
      if (!isListed || day > lastDay) return [];
      const id = (hashText(`dividend/${profile.ticker}/${date}`) >>> 0).toString(16).padStart(8, '0');
      return {
        id: `D${id}`,
        ticker: profile.ticker,
        cash_amount: Math.max(1, Math.round(profile.anchorPriceUsd * YIELD * 100)) / 100,
        currency: 'USD',
        declaration_date: toDate(day - ANNOUNCED_DAYS_BEFORE),
        ex_dividend_date: date,
        record_date: date,
        pay_date: toDate(day + 3),
        frequency: 4,
      };
    }),
  );
}

function listDividends(
  request: ApiRequest,
  market: MarketContext,
  filter: Readonly<Record<string, unknown>>,
  sort: string,
  order: string,
): readonly Dividend[] {
  const lastDay = NEW_YORK_ZONE.dayOf(request.nowMs) + ANNOUNCED_DAYS_BEFORE;
  const texts = toCompareFilter(filter);
  const keyOf = (row: Dividend) =>
    sort === 'ticker' ? `${row.ticker} ${row.ex_dividend_date}` : `${row.ex_dividend_date} ${row.ticker}`;
  const rows = market.profiles
    .filter((profile) => pays(profile) && passesCompare('ticker', profile.ticker, texts))
    .flatMap((profile) => dividendsOf(profile, lastDay))
    .filter((row) => passesCompare('ex_dividend_date', row.ex_dividend_date, texts))
    .toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  return order === 'asc' ? rows : rows.toReversed();
}

function answerDividends(request: ApiRequest, market: MarketContext) {
  const { query, offset } = parseRowsQuery(request.query);
  const filter = parseQuery(QUERY, query);
  const [sort = '', order = ''] = filter.sort.split('.');
  const rows = listDividends(request, market, filter, sort, order).map((row) => ({
    ...row,
    distribution_type: 'recurring',
  }));
  return toRowsPage(request, query, rows, { offset, limit: filter.limit, hasCount: false });
}

function answerOldDividends(request: ApiRequest, market: MarketContext) {
  const { query, offset } = parseRowsQuery(request.query);
  const filter = parseQuery(OLD_QUERY, query);
  const rows = listDividends(request, market, filter, filter.sort, filter.order).map((row) => ({
    ...row,
    dividend_type: 'CD',
  }));
  return toRowsPage(request, query, rows, { offset, limit: filter.limit, hasCount: false });
}

/** `/stocks/v1/dividends`: the dividends announced so far. Prices do not fall by them. */
export const DIVIDENDS: Endpoint = { path: '/stocks/v1/dividends', answer: answerDividends };

/** `/v3/reference/dividends`: the same in the older form. */
export const OLD_DIVIDENDS: Endpoint = { path: '/v3/reference/dividends', answer: answerOldDividends };
