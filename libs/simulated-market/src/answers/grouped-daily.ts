import * as z from 'zod';
import { isDate, toDayNumber } from '../calendar/civil-day.ts';
import { NEW_YORK_ZONE, UTC_ZONE } from '../calendar/time-zone.ts';
import { hashText } from '../random/counter-hash.ts';
import { REFUSALS } from '../gate/api-refusal.ts';
import { dayBarOf } from './day-bar.ts';
import { type ApiRequest, type Endpoint, type MarketContext } from './market-context.ts';
import { allowedFrom, visibleNowMs } from './plan-behaviour.ts';
import { BOOLEAN_TEXT, parseQuery } from './query-values.ts';

const QUERY = z.object({ adjusted: BOOLEAN_TEXT.default(true), include_otc: BOOLEAN_TEXT.default(false) });

function answer(request: ApiRequest, market: MarketContext) {
  const [locale = '', kind = '', date = ''] = request.parts;
  const { adjusted } = parseQuery(QUERY, request.query);
  if (!isDate(date)) throw REFUSALS.badTime('date');
  const isCrypto = kind === 'crypto';
  const isKnown = isCrypto ? locale === 'global' : kind === 'stocks' && locale === 'us';
  if (!isKnown) throw REFUSALS.notSimulated(request.url.pathname, [GROUPED_DAILY.path]);
  const zone = isCrypto ? UTC_ZONE : NEW_YORK_ZONE;
  const days = isCrypto ? market.continuousDays : market.stockDays;
  const dayNumber = toDayNumber(date);
  const fromMs = zone.midnightMs(dayNumber);
  const { nowMs } = request;
  const profiles = market.profiles.filter((profile) => profile.market === kind);
  const firstMs = allowedFrom(market.plan, {
    profile: profiles[0] ?? null,
    zone,
    fromMs,
    toMs: zone.midnightMs(dayNumber + 1) - 1,
    isSeconds: false,
    nowMs,
    sessionOn: (day) => days.between(day, day)[0],
  });
  const view = { nowMs: visibleNowMs(market.plan, nowMs), adjustedAsOfDay: adjusted ? zone.dayOf(nowMs) : null };
  const results = profiles.flatMap(({ ticker }) => {
    const bars = market.barsOf(ticker);
    const day = firstMs > fromMs ? undefined : bars?.sessions(dayNumber, dayNumber)[0];
    const bar = bars === undefined || day === undefined ? null : dayBarOf(bars, day, view);
    return bar === null ? [] : [bar];
  });
  // The vendor's rows are in no order.
  results.sort((left, right) => hashText(`${date}/${left.T}`) - hashText(`${date}/${right.T}`));
  return {
    queryCount: results.length,
    resultsCount: results.length,
    adjusted,
    ...(results.length === 0 ? {} : { results }),
    status: market.plan.recency === 'delayed' ? 'DELAYED' : 'OK',
    request_id: request.requestId,
    count: results.length,
  };
}

/** `/v2/aggs/grouped/locale/us/market/stocks/{date}` and `/locale/global/market/crypto/{date}`: every ticker's day bar. */
export const GROUPED_DAILY: Endpoint = {
  path: '/v2/aggs/grouped/locale/{locale}/market/{stocks or crypto}/{date}',
  answer,
};
