import type { Session } from '@tickerlake/market-calendar';
import { assetClassOf, calendarIdOf } from '@tickerlake/record-schema';
import type { BarSource, FetchChunk, VendorBar } from '../ports/bar-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { Calendars } from '../ports/calendars.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Regular hours start 9 and a half hours after New York midnight, where the vendor's day bars start. */
const midnightToOpenMs = 9.5 * hourMs;

/** A bar that differs from the generated one, or is added to the generated ones. */
export interface SyntheticCorrection extends Partial<VendorBar> {
  readonly ticker: string;
  readonly t: number;
}

/** What a synthetic source has. */
export interface SyntheticOptions {
  readonly calendars: Calendars;
  readonly clock: Clock;
  /** Tickers with bars; any other is silent. */
  readonly tickers: readonly string[];
  /** Applied over the generated bars, by ticker and start. */
  readonly corrections?: readonly SyntheticCorrection[];
  /** Bars that it has not. */
  readonly without?: readonly { readonly ticker: string; readonly t: number }[];
  /** Sessions without bars. */
  readonly closed?: readonly string[];
}

/**
 * A tiny market for tests: a bar for every step of every regular session, the same in every run, in one page per chunk.
 * Hourly bars are on the clock grid, day bars at New York midnight, as the vendor's do. Crypto has fractional
 * volume, indices have none.
 *
 * @example
 * const source = createSyntheticSource({ calendars, clock, tickers: ['AAPL'], corrections: [{ ticker: 'AAPL', t, h: 120 }] });
 */
export function createSyntheticSource(options: SyntheticOptions): BarSource {
  return {
    name: 'simulated',
    callsPerMinute: null,
    extent: async () => null,
    async *fetchBars(chunk) {
      if (!options.tickers.includes(chunk.ticker)) return;
      const bars = syntheticBars(chunk, options);
      if (bars.length === 0) return;
      const requestId = `synthetic-${chunk.id}`;
      yield {
        ticker: chunk.ticker,
        bars,
        barMs: chunk.barMs,
        adjusted: false,
        requestId,
        fetchedAtMs: options.clock.now().getTime(),
      };
    },
  };
}

/**
 * The bars that the synthetic source has of a chunk, in time order.
 *
 * @example
 * const bars = syntheticBars({ ticker: 'AAPL', from: '2026-05-01', to: '2026-05-29', barMs: 60_000 }, { calendars });
 */
export function syntheticBars(
  chunk: Omit<FetchChunk, 'id'>,
  options: Pick<SyntheticOptions, 'calendars' | 'corrections' | 'closed' | 'without'>,
): VendorBar[] {
  const calendar = options.calendars[calendarIdOf(chunk.ticker)];
  const sessions = calendar
    .sessions(chunk.from, chunk.to)
    .filter((session) => options.closed?.includes(session.tradingDate) !== true);
  const bars = new Map(
    sessions.flatMap((session) => startsOf(session, chunk.barMs)).map((t) => [t, barAt(chunk.ticker, t)]),
  );
  for (const { ticker, ...changed } of options.corrections ?? []) {
    const { tradingDate } = calendar.locate(changed.t);
    if (ticker === chunk.ticker && tradingDate >= chunk.from && tradingDate <= chunk.to) {
      bars.set(changed.t, { ...(bars.get(changed.t) ?? barAt(ticker, changed.t)), ...changed });
    }
  }
  for (const { ticker, t } of options.without ?? []) if (ticker === chunk.ticker) bars.delete(t);
  return [...bars.values()].sort((a, b) => a.t - b.t);
}

function startsOf({ openMs, closeMs }: Session, barMs: number): number[] {
  const isContinuous = closeMs - openMs === dayMs;
  if (barMs >= dayMs) return [isContinuous ? openMs : openMs - midnightToOpenMs];
  const first = Math.floor(openMs / barMs) * barMs;
  return Array.from({ length: Math.ceil((closeMs - first) / barMs) }, (_, index) => first + index * barMs);
}

/** Prices in cents that follow from ticker and instant alone. */
function barAt(ticker: string, t: number): VendorBar {
  const noise = hash(`${ticker} ${t}`);
  const low = 10_000 + (noise % 1_000);
  const high = low + 1 + ((noise >>> 10) % 200);
  const open = low + ((noise >>> 4) % (high - low + 1));
  const close = low + ((noise >>> 7) % (high - low + 1));
  const prices = { t, o: open / 100, h: high / 100, l: low / 100, c: close / 100 };
  if (assetClassOf(ticker) === 'index') return prices;
  const lot = assetClassOf(ticker) === 'crypto' ? 1e-4 : 1;
  return { ...prices, v: (1 + (noise % 5_000)) * lot, vw: (high + low) / 200, n: 1 + (noise % 40) };
}

/** 32-bit FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
}
