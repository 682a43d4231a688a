import * as z from 'zod';
import { type TickerBars } from '../../bars/ticker-bars.ts';
import { isDate, toDayNumber } from '../../calendar/civil-day.ts';
import { REFUSALS } from '../../gate/api-refusal.ts';
import { type BarColumns, createBarColumns } from '../../prices/bar-columns.ts';
import { type TickerProfile } from '../../tickers/ticker-profile.ts';
import { type ApiRequest, type Endpoint, type MarketContext } from '../market-context.ts';
import { toCursor } from '../page-cursor.ts';
import { allowedFrom, visibleNowMs } from '../plan-behaviour.ts';
import { parseQuery, wholeNumberText } from '../query-values.ts';
import { compareParameters, toCompareFilter } from '../reference/compare-filter.ts';
import { parseRowsQuery } from '../reference/paged-rows.ts';
import { quotesOfMinute, type Tick, tradesOfMinute } from './ticks-of-minute.ts';

const MINUTES_A_DAY = 1440;
const MS = 1_000_000n;
/** Where a range without a start begins. */
const FIRST_DAY = '2003-09-10';

const QUERY = z.object({
  ...compareParameters(
    'timestamp',
    z.string().regex(/^(\d{4}-\d{2}-\d{2}|\d{1,19})$/, { error: 'a date, or nanoseconds' }),
  ),
  order: z.enum(['asc', 'desc']).default('desc'),
  sort: z.literal('timestamp').default('timestamp'),
  limit: wholeNumberText(1, 50_000).default(1000),
});

/** From `fromNs` to the last nanosecond before `endNs`. */
interface Span {
  readonly fromNs: bigint;
  readonly endNs: bigint;
}

function toSpan(query: Readonly<Record<string, unknown>>, bars: TickerBars, nowMs: number): Span {
  const filter = toCompareFilter(query);
  const dayNs = (day: number) => BigInt(bars.zone.midnightMs(day)) * MS;
  const bounds = (text: string): Span => {
    if (/^\d+$/.test(text)) return { fromNs: BigInt(text), endNs: BigInt(text) + 1n };
    if (!isDate(text)) throw REFUSALS.badTime('timestamp');
    return { fromNs: dayNs(toDayNumber(text)), endNs: dayNs(toDayNumber(text) + 1) };
  };
  const of = (name: string): Span | null => (filter[name] === undefined ? null : bounds(filter[name]));
  const [equal, above, least, below, most] = ['', '.gt', '.gte', '.lt', '.lte'].map((end) => of(`timestamp${end}`));
  const froms = [equal?.fromNs, above?.endNs, least?.fromNs, dayNs(toDayNumber(FIRST_DAY))];
  const ends = [equal?.endNs, below?.fromNs, most?.endNs, BigInt(nowMs) * MS];
  return {
    fromNs: froms.reduce<bigint>((latest, one) => (one !== undefined && one > latest ? one : latest), 0n),
    endNs: ends.reduce<bigint>((first, one) => (one !== undefined && one < first ? one : first), BigInt(nowMs) * MS),
  };
}

type OfMinute = (profile: TickerProfile, bar: BarColumns, at: number, isRegular: boolean) => readonly Tick[];

/** Ticks of a span, in order, computed minute by minute. */
function* ticksOf(bars: TickerBars, { fromNs, endNs }: Span, nowMs: number, isAscending: boolean, ofMinute: OfMinute) {
  const inOrder = <T>(list: readonly T[]): readonly T[] => (isAscending ? list : list.toReversed());
  const columns = createBarColumns(MINUTES_A_DAY);
  const lastDay = bars.zone.dayOf(Number(endNs / MS));
  const firstDay = bars.zone.dayOf(Number(fromNs / MS));
  for (const day of inOrder(bars.sessions(firstDay, lastDay))) {
    bars.fill(day, 'minute', { nowMs, adjustedAsOfDay: null }, columns);
    const { count, regularFrom, regularTo } = columns;
    for (const at of inOrder(Array.from({ length: count }, (_, index) => index))) {
      const startNs = BigInt(columns.t[at]!) * MS;
      if (startNs >= endNs || startNs + 60_000n * MS <= fromNs) continue;
      const ticks = ofMinute(bars.profile, columns, at, at >= regularFrom && at < regularTo);
      for (const tick of inOrder(ticks)) if (tick.atNs >= fromNs && tick.atNs < endNs) yield tick;
    }
  }
}

function answerTicks(request: ApiRequest, market: MarketContext, ofMinute: OfMinute): Uint8Array<ArrayBuffer> {
  const [ticker = ''] = request.parts;
  const { query } = parseRowsQuery(request.query);
  const filter = parseQuery(QUERY, query);
  const bars = market.barsOf(ticker);
  const nowMs = visibleNowMs(market.plan, request.nowMs);
  const page: Tick[] = [];
  let next = '';
  if (bars !== undefined && bars.profile.market !== 'indices') {
    const span = toSpan(filter, bars, nowMs);
    allowedFrom(market.plan, {
      profile: bars.profile,
      zone: bars.zone,
      fromMs: Number(span.fromNs / MS),
      toMs: Number(span.endNs / MS) - 1,
      isSeconds: false,
      nowMs: request.nowMs,
      sessionOn: (day) => bars.sessions(day, day)[0],
    });
    const isAscending = filter.order === 'asc';
    for (const tick of ticksOf(bars, span, nowMs, isAscending, ofMinute)) {
      if (page.length === filter.limit) {
        next = toNextUrl(request, query, isAscending ? '.gte' : '.lte', tick.atNs);
        break;
      }
      page.push(tick);
    }
  }
  const text = `{"results":[${page.map(({ json }) => json).join(',')}],"status":"OK","request_id":"${request.requestId}"${next}}`;
  return new TextEncoder().encode(text);
}

/** The rest of the span: from the next tick on. */
function toNextUrl(request: ApiRequest, query: URLSearchParams, end: '.gte' | '.lte', atNs: bigint): string {
  const inside = new URLSearchParams(query);
  inside.delete('apiKey');
  inside.set(`timestamp${end}`, String(atNs));
  return `,"next_url":"${request.origin}${request.url.pathname}?cursor=${toCursor(inside.toString())}"`;
}

/** `/v3/trades/{ticker}`: the trades that minute bars are made of, paged. */
export const TRADES: Endpoint = {
  path: '/v3/trades/{ticker}',
  answer: (request, market) => answerTicks(request, market, tradesOfMinute),
};

/** `/v3/quotes/{ticker}`: best bids and offers, paged. */
export const QUOTES: Endpoint = {
  path: '/v3/quotes/{ticker}',
  answer: (request, market) => answerTicks(request, market, quotesOfMinute),
};
