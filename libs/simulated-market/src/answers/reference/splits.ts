import * as z from 'zod';
import { toDate } from '../../calendar/civil-day.ts';
import { NEW_YORK_ZONE } from '../../calendar/time-zone.ts';
import { type SimulatedSplit } from '../../events/split-ledger.ts';
import { hashText } from '../../random/counter-hash.ts';
import { compareParameters, passesCompare, toCompareFilter } from './compare-filter.ts';
import { type ApiRequest, type Endpoint, type MarketContext } from '../market-context.ts';
import { parseRowsQuery, toRowsPage } from './paged-rows.ts';
import { BOOLEAN_TEXT, DATE_TEXT, parseQuery, wholeNumberText } from '../query-values.ts';

/** A split is announced this long before it is executed. */
const ANNOUNCED_DAYS_BEFORE = 14;

const FILTER = {
  ...compareParameters('ticker', z.string()),
  ...compareParameters('execution_date', DATE_TEXT),
};

const QUERY = z.object({
  ...FILTER,
  adjustment_type: z.enum(['forward_split', 'reverse_split', 'stock_dividend']).optional(),
  sort: z
    .string()
    .regex(/^(execution_date|ticker)\.(asc|desc)$/, { error: 'execution_date.desc or the like' })
    .default('execution_date.desc'),
  limit: wholeNumberText(1, 5000).default(100),
});

const OLD_QUERY = z.object({
  ...FILTER,
  reverse_split: BOOLEAN_TEXT.optional(),
  order: z.enum(['asc', 'desc']).default('desc'),
  sort: z.enum(['execution_date', 'ticker']).default('execution_date'),
  limit: wholeNumberText(1, 1000).default(10),
});

function isReverse(split: SimulatedSplit): boolean {
  return split.splitTo < split.splitFrom;
}

function idOf(split: SimulatedSplit): string {
  const hash = (salt: string) =>
    (hashText(`${salt}/${split.ticker}/${split.executionDate}`) >>> 0).toString(16).padStart(8, '0');
  return `E${hash('split')}${hash('id')}`;
}

/** Announced splits that pass the filters, in order. */
function listSplits(
  request: ApiRequest,
  market: MarketContext,
  filter: Readonly<Record<string, unknown>>,
  sort: string,
  order: string,
): readonly SimulatedSplit[] {
  const lastDate = toDate(NEW_YORK_ZONE.dayOf(request.nowMs) + ANNOUNCED_DAYS_BEFORE);
  const texts = toCompareFilter(filter);
  const keyOf = (split: SimulatedSplit) => (sort === 'ticker' ? split.ticker : split.executionDate);
  const rows = market.ledger.splits
    .filter(({ executionDate }) => executionDate <= lastDate)
    .filter(({ ticker }) => passesCompare('ticker', ticker, texts))
    .filter(({ executionDate }) => passesCompare('execution_date', executionDate, texts))
    .toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : keyOf(left) > keyOf(right) ? 1 : 0));
  return order === 'asc' ? rows : rows.toReversed();
}

/** The factor for prices before the split: the product of it and all later announced splits of the ticker. */
function cumulativeFactor(split: SimulatedSplit, all: readonly SimulatedSplit[]): number {
  return all
    .filter(({ ticker, executionDate }) => ticker === split.ticker && executionDate >= split.executionDate)
    .reduce((factor, { splitFrom, splitTo }) => (factor * splitFrom) / splitTo, 1);
}

function answerSplits(request: ApiRequest, market: MarketContext) {
  const { query, offset } = parseRowsQuery(request.query);
  const filter = parseQuery(QUERY, query);
  const [sort = '', order = ''] = filter.sort.split('.');
  const announced = listSplits(request, market, {}, 'execution_date', 'asc');
  const rows = listSplits(request, market, filter, sort, order)
    .map((split) => ({
      id: idOf(split),
      ticker: split.ticker,
      execution_date: split.executionDate,
      split_from: split.splitFrom,
      split_to: split.splitTo,
      adjustment_type: isReverse(split) ? 'reverse_split' : 'forward_split',
      historical_adjustment_factor: cumulativeFactor(split, announced),
    }))
    .filter((row) => filter.adjustment_type === undefined || row.adjustment_type === filter.adjustment_type);
  return toRowsPage(request, query, rows, { offset, limit: filter.limit, hasCount: false });
}

function answerOldSplits(request: ApiRequest, market: MarketContext) {
  const { query, offset } = parseRowsQuery(request.query);
  const filter = parseQuery(OLD_QUERY, query);
  const rows = listSplits(request, market, filter, filter.sort, filter.order)
    .filter((split) => filter.reverse_split === undefined || isReverse(split) === filter.reverse_split)
    .map((split) => ({
      id: idOf(split),
      execution_date: split.executionDate,
      split_from: split.splitFrom,
      split_to: split.splitTo,
      ticker: split.ticker,
    }));
  return toRowsPage(request, query, rows, { offset, limit: filter.limit, hasCount: false });
}

/** `/stocks/v1/splits`: the splits announced so far. */
export const SPLITS: Endpoint = { path: '/stocks/v1/splits', answer: answerSplits };

/** `/v3/reference/splits`: the same in the deprecated form. */
export const OLD_SPLITS: Endpoint = { path: '/v3/reference/splits', answer: answerOldSplits };
