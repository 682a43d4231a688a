import { type TickerBars } from '../../bars/ticker-bars.ts';
import { REFUSALS } from '../../gate/api-refusal.ts';
import { createBarColumns } from '../../prices/bar-columns.ts';
import { toDollars, toShares } from '../bar-object.ts';
import { dayBarOf } from '../day-bar.ts';
import { type ApiRequest, type Endpoint, type MarketContext } from '../market-context.ts';
import { visibleNowMs } from '../plan-behaviour.ts';

const MINUTES_A_DAY = 1440;
/** Enough calendar days to hold two sessions, holidays included. */
const LOOK_BACK_DAYS = 12;
const EMPTY_DAY = { o: 0, h: 0, l: 0, c: 0, v: 0, vw: 0 };

/** A ticker now; null before its second session. */
function snapshotOf(bars: TickerBars, request: ApiRequest, market: MarketContext) {
  const nowMs = visibleNowMs(market.plan, request.nowMs);
  const view = { nowMs, adjustedAsOfDay: bars.zone.dayOf(nowMs) };
  const today = bars.zone.dayOf(nowMs);
  const begun = bars.sessions(today - LOOK_BACK_DAYS, today).filter(({ startMs }) => startMs <= nowMs);
  const [previous, current] = begun.slice(-2);
  if (previous === undefined || current === undefined) return null;
  const minutes = createBarColumns(MINUTES_A_DAY);
  bars.fill(current, 'minute', view, minutes);
  const dayBar = dayBarOf(bars, current, view);
  const prevBar = dayBarOf(bars, previous, view);
  const last = minutes.count - 1;
  const price = last < 0 ? (prevBar?.c ?? 0) : toDollars(minutes.c[last]!);
  const change = Number((price - (prevBar?.c ?? price)).toFixed(4));
  return {
    ticker: bars.profile.ticker,
    todaysChange: change,
    todaysChangePerc: prevBar === null ? 0 : Number(((100 * change) / prevBar.c).toFixed(6)),
    // Nanoseconds that end with six zeros fit into a JavaScript number as printed.
    updated: last < 0 ? 0 : (minutes.t[last]! + 60_000) * 1_000_000,
    day: dayBar === null ? EMPTY_DAY : toDay(dayBar),
    lastTrade: {
      c: [0],
      i: String(last + 1),
      p: price,
      s: last < 0 ? 0 : toShares(Math.ceil(minutes.v[last]! / minutes.n[last]!), bars.profile),
      t: last < 0 ? 0 : (minutes.t[last]! + 60_000) * 1_000_000,
      x: 12,
    },
    prevDay: prevBar === null ? EMPTY_DAY : toDay(prevBar),
  };
}

const toDay = ({ o, h, l, c, v, vw }: NonNullable<ReturnType<typeof dayBarOf>>) => ({ o, h, l, c, v, vw });

function answerMany(request: ApiRequest, market: MarketContext) {
  const asked = request.query.get('tickers');
  const wanted = asked === null ? null : new Set(asked.split(','));
  const names = new Set(market.profiles.filter((one) => one.market === 'stocks').map(({ ticker }) => ticker));
  const tickers = [...names]
    .filter((ticker) => wanted === null || wanted.has(ticker))
    .flatMap((ticker) => {
      const bars = market.barsOf(ticker);
      return bars === undefined ? [] : (snapshotOf(bars, request, market) ?? []);
    });
  return { count: tickers.length, request_id: request.requestId, status: 'OK', tickers };
}

function answerOne(request: ApiRequest, market: MarketContext) {
  const bars = market.barsOf(request.parts[0] ?? '');
  const ticker = bars?.profile.market === 'stocks' ? snapshotOf(bars, request, market) : null;
  if (ticker === null) throw REFUSALS.tickerNotFound();
  return { request_id: request.requestId, status: 'OK', ticker };
}

const PATH = '/v2/snapshot/locale/us/markets/stocks/tickers';

/** `/v2/snapshot/locale/us/markets/stocks/tickers`: every stock now, or those of `tickers`. */
export const SNAPSHOTS: Endpoint = { path: PATH, answer: answerMany };

/** The same of one ticker; 404 when it is unknown. */
export const SNAPSHOT: Endpoint = { path: `${PATH}/{ticker}`, answer: answerOne };
