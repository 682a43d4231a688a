import * as z from 'zod';
import { rollUpDay } from '../bars/roll-up-day.ts';
import { isDate, toDayNumber } from '../calendar/civil-day.ts';
import { createBarColumns } from '../prices/bar-columns.ts';
import { REFUSALS } from '../gate/api-refusal.ts';
import { toDollars, toShares } from './bar-object.ts';
import { type ApiRequest, type Endpoint, type MarketContext } from './market-context.ts';
import { allowedFrom, visibleNowMs } from './plan-behaviour.ts';
import { BOOLEAN_TEXT, parseQuery } from './query-values.ts';

const QUERY = z.object({ adjusted: BOOLEAN_TEXT.default(true) });
const MINUTES_A_DAY = 1440;

function answer(request: ApiRequest, market: MarketContext) {
  const [ticker = '', date = ''] = request.parts;
  const { adjusted } = parseQuery(QUERY, request.query);
  if (!isDate(date)) throw REFUSALS.badTime('date');
  const bars = market.barsOf(ticker);
  if (bars === undefined) throw REFUSALS.dataNotFound();
  const { zone, profile } = bars;
  const dayNumber = toDayNumber(date);
  const fromMs = zone.midnightMs(dayNumber);
  const day = bars.sessions(dayNumber, dayNumber)[0];
  const firstMs = allowedFrom(market.plan, {
    profile,
    zone,
    fromMs,
    toMs: zone.midnightMs(dayNumber + 1) - 1,
    isSeconds: false,
    nowMs: request.nowMs,
    sessionOn: (other) => bars.sessions(other, other)[0],
  });
  if (day === undefined || firstMs > fromMs) throw REFUSALS.dataNotFound();
  const minutes = createBarColumns(MINUTES_A_DAY);
  const total = createBarColumns(1);
  const nowMs = visibleNowMs(market.plan, request.nowMs);
  bars.fill(day, 'minute', { nowMs, adjustedAsOfDay: adjusted ? zone.dayOf(request.nowMs) : null }, minutes);
  rollUpDay(minutes, day.startMs, total);
  if (total.count === 0) throw REFUSALS.dataNotFound();
  const { count, regularFrom, regularTo } = minutes;
  return {
    status: market.plan.recency === 'delayed' ? 'DELAYED' : 'OK',
    from: date,
    symbol: ticker,
    open: toDollars(total.o[0]!),
    high: toDollars(total.h[0]!),
    low: toDollars(total.l[0]!),
    close: toDollars(total.c[0]!),
    ...(profile.market === 'indices' ? {} : { volume: toShares(total.v[0]!, profile) }),
    ...(regularTo < count ? { afterHours: toDollars(minutes.c[count - 1]!) } : {}),
    ...(regularFrom > 0 ? { preMarket: toDollars(minutes.o[0]!) } : {}),
  };
}

/** `/v1/open-close/{ticker}/{date}`: one day, flat; 404 when there was none. */
export const OPEN_CLOSE: Endpoint = { path: '/v1/open-close/{ticker}/{date}', answer };
