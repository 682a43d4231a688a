import * as z from 'zod';
import { visibleNowMs } from './plan-behaviour.ts';
import { dayBarOf } from './day-bar.ts';
import { type ApiRequest, type Endpoint, type MarketContext } from './market-context.ts';
import { BOOLEAN_TEXT, parseQuery } from './query-values.ts';

const QUERY = z.object({ adjusted: BOOLEAN_TEXT.default(true) });

/** Enough calendar days to hold a session, holidays included. */
const LOOK_BACK_DAYS = 10;

function answer(request: ApiRequest, market: MarketContext) {
  const [ticker = ''] = request.parts;
  const { adjusted } = parseQuery(QUERY, request.query);
  const nowMs = visibleNowMs(market.plan, request.nowMs);
  const bars = market.barsOf(ticker);
  const today = bars?.zone.dayOf(request.nowMs) ?? 0;
  const day = bars?.sessions(today - LOOK_BACK_DAYS, today).findLast(({ endMs }) => endMs <= nowMs);
  const bar =
    bars === undefined || day === undefined
      ? null
      : dayBarOf(bars, day, { nowMs, adjustedAsOfDay: adjusted ? today : null });
  const count = bar === null ? 0 : 1;
  return {
    ticker,
    queryCount: count,
    resultsCount: count,
    adjusted,
    ...(bar === null ? {} : { results: [bar] }),
    status: market.plan.recency === 'delayed' ? 'DELAYED' : 'OK',
    request_id: request.requestId,
    count,
  };
}

/** `/v2/aggs/ticker/{ticker}/prev`: the day bar of the last finished session. */
export const PREVIOUS_DAY: Endpoint = { path: '/v2/aggs/ticker/{ticker}/prev', answer };
