import * as z from 'zod';
import { type BarRange, collectBars } from '../bars/collect-bars.ts';
import { type BarWindow, createBarWindows, TIMESPANS } from '../bars/bar-window.ts';
import { newestBase } from '../bars/newest-base.ts';
import { type TickerBars } from '../bars/ticker-bars.ts';
import { NEW_YORK_ZONE } from '../calendar/time-zone.ts';
import { createBarWriter } from '../json/bar-writer.ts';
import { REFUSALS } from '../gate/api-refusal.ts';
import { type ApiRequest, type Endpoint, type MarketContext } from './market-context.ts';
import { parseCursor, toCursor } from './page-cursor.ts';
import { allowedFrom, visibleNowMs } from './plan-behaviour.ts';
import { BOOLEAN_TEXT, parseQuery, parseTime, wholeNumberText } from './query-values.ts';

const DEFAULT_LIMIT = 5000;
const MOST_BASE_BARS = 50_000;
const MOST_MULTIPLIER = 100_000;

const QUERY = z.object({
  adjusted: BOOLEAN_TEXT.default(true),
  sort: z.enum(['asc', 'desc']).default('asc'),
  limit: wholeNumberText(1, MOST_BASE_BARS).default(DEFAULT_LIMIT),
});

/** A limit above the vendor's counts as the vendor's, if the market is told so. */
function withLimit(query: URLSearchParams, market: MarketContext): URLSearchParams {
  const limit = query.get('limit') ?? '';
  if (!market.faults.clampsLimit || !/^\d{1,15}$/.test(limit) || Number(limit) <= MOST_BASE_BARS) return query;
  const clamped = new URLSearchParams(query);
  clamped.set('limit', String(MOST_BASE_BARS));
  return clamped;
}

/** The page's parameters: those of the cursor, else those of the query. */
function parsePage(query: URLSearchParams): z.output<typeof QUERY> {
  const cursor = query.get('cursor');
  if (cursor === null) return parseQuery(QUERY, query);
  const merged = new URLSearchParams(query);
  merged.delete('cursor');
  for (const [name, value] of parseCursor(cursor)) merged.set(name, value);
  return parseQuery(QUERY, merged);
}

function parseMultiplier(text: string): number {
  const parsed = wholeNumberText(1, MOST_MULTIPLIER).safeParse(text);
  if (parsed.success) return parsed.data;
  throw REFUSALS.badParameter('multiplier', `a whole number from 1 to ${MOST_MULTIPLIER}`);
}

function parseTimespan(text: string): (typeof TIMESPANS)[number] {
  const timespan = TIMESPANS.find((known) => known === text);
  if (timespan === undefined) throw REFUSALS.badParameter('timespan', `one of ${TIMESPANS.join(', ')}`);
  return timespan;
}

/** The vendor sends neither `adjusted` nor `resultsCount` for indices. */
function toHead(bars: TickerBars, queryCount: number, count: number, isAdjusted: boolean): string {
  const counts = bars.profile.market === 'indices' ? '' : `"resultsCount":${count},"adjusted":${isAdjusted},`;
  const results = count === 0 ? '' : '"results":[';
  return `{"ticker":${JSON.stringify(bars.profile.ticker)},"queryCount":${queryCount},${counts}${results}`;
}

function emptyAnswer(ticker: string, isAdjusted: boolean, requestId: string): object {
  return {
    ticker,
    queryCount: 0,
    resultsCount: 0,
    adjusted: isAdjusted,
    status: 'OK',
    request_id: requestId,
    count: 0,
  };
}

function answer(request: ApiRequest, market: MarketContext) {
  const [ticker = '', multiplierText = '', timespanText = '', fromText = '', toText = ''] = request.parts;
  const page = parsePage(withLimit(request.query, market));
  const multiplier = parseMultiplier(multiplierText);
  const timespan = parseTimespan(timespanText);
  const bars = market.barsOf(ticker);
  const zone = bars?.zone ?? NEW_YORK_ZONE;
  const from = parseTime('from', fromText, zone);
  const to = parseTime('to', toText, zone);
  if (to.lastMs < from.firstMs) throw REFUSALS.toBeforeFrom();
  const { nowMs, requestId } = request;
  const days = bars?.profile.market === 'crypto' ? market.continuousDays : market.stockDays;
  const firstMs = allowedFrom(market.plan, {
    profile: bars?.profile ?? null,
    zone,
    fromMs: from.firstMs,
    toMs: to.lastMs,
    isSeconds: timespan === 'second',
    nowMs,
    sessionOn: (day) => days.between(day, day)[0],
  });
  if (bars === undefined) return emptyAnswer(ticker, page.adjusted, requestId);

  const windows = createBarWindows(timespan, multiplier, zone, bars.dayStartShiftMs);
  const window: BarWindow = { startMs: 0, endMs: 0 };
  windows.locate(firstMs, window);
  const fromMs = window.startMs;
  windows.locate(to.lastMs, window);
  const range: BarRange = {
    fromMs,
    toMs: window.endMs - 1,
    limit: page.limit,
    windows,
    view: { nowMs: visibleNowMs(market.plan, nowMs), adjustedAsOfDay: page.adjusted ? zone.dayOf(nowMs) : null },
  };
  const isDescending = page.sort === 'desc';
  const newest = isDescending ? newestBase(bars, range) : { fromMs, isWhole: true };
  const writer = createBarWriter(
    bars.profile,
    { hasExponents: market.plan.recency !== 'delayed', isDescending },
    market.buffer,
  );
  const collected = collectBars(bars, { ...range, fromMs: newest.fromMs }, writer);
  const queryCount = newest.isWhole ? collected.baseBars : page.limit;
  const nextMs = newest.isWhole ? collected.nextMs : newest.fromMs;
  const isDelayed = market.plan.recency === 'delayed';
  const isForgotten = market.faults.pagesForgetAdjusted;
  const next =
    nextMs === null || writer.count === 0
      ? ''
      : `,"next_url":${JSON.stringify(
          `${request.origin}/v2/aggs/ticker/${encodeURIComponent(ticker)}/range/${multiplier}/${timespan}/` +
            (isDescending ? `${fromText}/${nextMs - 1}` : `${nextMs}/${toText}`) +
            `?cursor=${toCursor(`limit=${page.limit}&sort=${page.sort}${isForgotten || page.adjusted ? '' : '&adjusted=false'}`)}`,
        )}`;
  const tail =
    `${writer.count === 0 ? '' : '],'}"status":"${isDelayed ? 'DELAYED' : 'OK'}",` +
    `"request_id":"${requestId}","count":${writer.count}${next}}`;
  return writer.finish(toHead(bars, queryCount, writer.count, page.adjusted), tail);
}

/** `/v2/aggs/ticker/{ticker}/range/{multiplier}/{timespan}/{from}/{to}`: bars of any length. */
export const CUSTOM_BARS: Endpoint = {
  path: '/v2/aggs/ticker/{ticker}/range/{multiplier}/{timespan}/{from}/{to}',
  answer,
};
