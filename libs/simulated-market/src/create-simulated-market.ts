import { configuredStockCalendar, createContinuousCalendar } from '@tickerlake/market-calendar';
import { answerRequest } from './answers/answer-request.ts';
import { type MarketContext } from './answers/market-context.ts';
import { createSessionDays } from './bars/session-day.ts';
import { joinLives } from './bars/join-lives.ts';
import { createBarScratch, createTickerBars, type TickerBars } from './bars/ticker-bars.ts';
import { NEW_YORK_ZONE, UTC_ZONE } from './calendar/time-zone.ts';
import { applyEvents, type MarketEvent } from './events/market-event.ts';
import { DEFAULT_HALTS } from './events/scripted-halts.ts';
import { createSplitLedger, DEFAULT_SPLITS, type SimulatedSplit } from './events/split-ledger.ts';
import { type CallCounters, createCallRecorder } from './gate/call-counters.ts';
import { type CallLimiter, createCallLimiter } from './gate/call-limiter.ts';
import { checkLives, checkOptions } from './check-options.ts';
import { DEFAULT_NOW_MS, type SimulatedMarketOptions } from './simulated-market-options.ts';
import { createTextBuffer } from './json/bar-writer.ts';
import { GENERIC_PROFILES } from './tickers/generic-profiles.ts';
import { NAMED_PROFILES } from './tickers/named-profiles.ts';
import { type TickerProfile } from './tickers/ticker-profile.ts';

const DEFAULT_SETTLE_MS = 12 * 3_600_000;
const DEFAULT_CORRECTED_SHARE = 0.01;

/**
 * A market that answers the vendor's REST API.
 */
export interface SimulatedMarket {
  /** Responds like the vendor, for any host. Rejects only when the abort signal fires. */
  readonly fetch: typeof globalThis.fetch;
  /** Every ticker of the market, in alphabetical order. */
  readonly tickers: readonly TickerProfile[];
  /** Counts of the calls so far. */
  readonly calls: CallCounters;
}

/**
 * A deterministic market behind the vendor's REST API. Nothing is stored: every bar is computed on demand from the seed
 * alone.
 *
 * @throws SimulatedMarketOptionsError when an option is invalid
 * @example
 * const market = createSimulatedMarket({ nowMs: () => Date.UTC(2026, 4, 29, 21) });
 * const url = 'https://api.polygon.io/v2/aggs/ticker/AAPL/range/1/minute/2026-05-28/2026-05-28?adjusted=false';
 * const { results } = await (await market.fetch(url, { headers: { Authorization: 'Bearer any' } })).json();
 */
export function createSimulatedMarket(options: SimulatedMarketOptions = {}): SimulatedMarket {
  checkOptions(options);
  const clockMs = options.limiterClockMs ?? (() => performance.now());
  const recorder = createCallRecorder(clockMs);
  const limiters = new Map<string, CallLimiter>();
  const context = createContext(options);

  function limiterOf(key: string): CallLimiter {
    const known = limiters.get(key);
    if (known !== undefined) return known;
    const limiter = createCallLimiter(options.callsPerMinute ?? null, clockMs);
    limiters.set(key, limiter);
    return limiter;
  }

  return {
    tickers: context.profiles,
    calls: recorder.counters,
    async fetch(input, init) {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      recorder.recordArrival();
      const response = answerRequest(request, context, {
        seed: options.seed ?? 'tickerlake',
        nowMs: (options.nowMs ?? (() => DEFAULT_NOW_MS))(),
        nextUrlOrigin: options.nextUrlOrigin ?? null,
        apiKeys: options.apiKeys ?? null,
        tryStart: (key) => limiterOf(key).tryStart(),
      });
      if (response.status === 429) recorder.recordRejection();
      await Promise.resolve();
      request.signal.throwIfAborted();
      return response;
    },
  };
}

function createContext(options: SimulatedMarketOptions): MarketContext {
  const profiles = applyEvents([...NAMED_PROFILES, ...GENERIC_PROFILES], options.events ?? []).sort(
    (left, right) => compareTexts(left.ticker, right.ticker) || compareTexts(left.listedOn, right.listedOn),
  );
  checkLives(profiles);
  const stockDays = createSessionDays(configuredStockCalendar(options.calendar ?? {}), false);
  const continuousDays = createSessionDays(createContinuousCalendar(), true);
  const ledger = createSplitLedger(options.splits ?? DEFAULT_SPLITS);
  const { corrections } = options;
  const events = {
    scratch: createBarScratch(),
    seed: options.seed ?? 'tickerlake',
    ledger,
    halts: options.halts ?? DEFAULT_HALTS,
    missing: options.missing ?? [],
    spinOffs: createSplitLedger((options.events ?? []).flatMap(toPriceCut)),
    corrections:
      corrections === undefined
        ? null
        : { settleMs: corrections.settleMs ?? DEFAULT_SETTLE_MS, share: corrections.share ?? DEFAULT_CORRECTED_SHARE },
  };
  const made = new Map<string, TickerBars>();
  return {
    profiles,
    ledger,
    plan: options.plan ?? {},
    faults: options.faults ?? {},
    stockDays,
    continuousDays,
    buffer: createTextBuffer(),
    barsOf(ticker) {
      const known = made.get(ticker);
      const [first, ...others] = profiles.filter((profile) => profile.ticker === ticker);
      if (known !== undefined || first === undefined) return known;
      const barsOfLife = (profile: TickerProfile): TickerBars =>
        profile.market === 'crypto'
          ? createTickerBars(profile, continuousDays, UTC_ZONE, events)
          : createTickerBars(profile, stockDays, NEW_YORK_ZONE, events);
      const bars = joinLives([barsOfLife(first), ...others.map(barsOfLife)]);
      made.set(ticker, bars);
      return bars;
    },
  };
}

/** A spin-off as a change of the parent's price alone. */
const toPriceCut = (event: MarketEvent): SimulatedSplit[] =>
  event.kind === 'spin-off'
    ? [{ ticker: event.parent, executionDate: event.date, splitFrom: 100, splitTo: 100 - event.percent }]
    : [];

const compareTexts = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
