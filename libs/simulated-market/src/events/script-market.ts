import { type CalendarSettings, configuredStockCalendar, type Session } from '@tickerlake/market-calendar';
import { hashAt, hashText } from '../random/counter-hash.ts';
import { type MarketEvent } from './market-event.ts';
import { type MissingBars } from './missing-bars.ts';
import { type ScriptedHalt } from './scripted-halts.ts';

/** What happens in a market: options of `createSimulatedMarket`. */
export interface MarketScript {
  readonly events: readonly MarketEvent[];
  readonly halts: readonly ScriptedHalt[];
  readonly missing: readonly MissingBars[];
}

/** Out of a hundred tickers, how many have each fate; nothing happens to the others. */
const FATES = [
  ['listing', 4],
  ['rename', 3],
  ['reuse', 2],
  ['merger', 2],
  ['delisting', 2],
  ['spin-off', 1],
  ['halt', 3],
  ['sparse', 3],
  ['thin', 4],
  ['lost', 3],
  ['taken-back', 2],
] as const;

/** Sessions at both ends of the span in which nothing happens: there, one fate looks like another. */
const QUIET_SESSIONS = 10;

/**
 * Draws what happens to each ticker of a market in a span of trading dates. The same seed gives the same script.
 *
 * @param span trading dates, both included, with more than 40 sessions.
 * @param calendar the market's, when it is not the published one.
 * @example
 * const script = scriptMarket('seed 1', tickers, { from: '2024-05-30', to: '2026-05-29' });
 * const market = createSimulatedMarket({ ...script });
 */
export function scriptMarket(
  seed: string,
  tickers: readonly string[],
  span: { readonly from: string; readonly to: string },
  calendar: CalendarSettings = {},
): MarketScript {
  const sessions = configuredStockCalendar(calendar).sessions(span.from, span.to);
  const scripts = tickers.map((ticker, index) =>
    fateOf(ticker, { seed, sessions, parent: tickers[index - 1] ?? ticker }),
  );
  return {
    events: scripts.flatMap(({ events = [] }) => events),
    halts: scripts.flatMap(({ halts = [] }) => halts),
    missing: scripts.flatMap(({ missing = [] }) => missing),
  };
}

interface Draws {
  readonly seed: string;
  readonly sessions: readonly Session[];
  readonly parent: string;
}

function fateOf(ticker: string, { seed, sessions, parent }: Draws): Partial<MarketScript> {
  const key = hashText(`${seed}/fate/${ticker}`);
  const draw = (counter: number, below: number): number => (hashAt(key, counter) >>> 0) % below;
  const at = QUIET_SESSIONS + draw(1, sessions.length - 3 * QUIET_SESSIONS);
  const dateAt = (index: number): string => sessions[index]?.tradingDate ?? '';
  const date = dateAt(at);
  const days = (count: number): Session[] => sessions.slice(at, at + count);
  switch (fateAt(draw(0, 100))) {
    case 'listing':
      return { events: [{ kind: 'listing', ticker, date }] };
    case 'rename':
      return { events: [{ kind: 'rename', ticker, former: ticker.replace('SIM', 'OLD'), date }] };
    case 'reuse':
      return { events: [{ kind: 'reuse', ticker, date: dateAt(at + 5), formerTo: date }] };
    case 'merger':
      return { events: [{ kind: 'merger', ticker, into: parent, date }] };
    case 'delisting':
      return { events: [{ kind: 'delisting', ticker, date }] };
    case 'spin-off':
      return { events: [{ kind: 'spin-off', ticker, parent, date, percent: 10 + draw(2, 40) }] };
    case 'halt':
      return { halts: days(1 + draw(2, 3)).map((day) => ({ ticker, ...wholeDay(day) })) };
    case 'sparse':
      return {
        events: [{ kind: 'liquidity', ticker, liquidity: 'sparse' }],
        missing: days(draw(2, 3)).map((day) => ({ ticker, ...wholeDay(day), isOutOfDayBar: draw(3, 20) === 0 })),
      };
    case 'thin':
      return { events: [{ kind: 'liquidity', ticker, liquidity: 'thin' }] };
    case 'lost':
      return { missing: days(1 + draw(2, 4)).map((day) => ({ ticker, ...wholeDay(day) })) };
    case 'taken-back':
      return {
        missing: [{ ticker, ...minutesOf(sessions[at], 15 + draw(2, 60), 1 + draw(3, 5)), isOutOfDayBar: true }],
      };
    case null:
      return {};
  }
}

function fateAt(percent: number): (typeof FATES)[number][0] | null {
  let below = 0;
  for (const [fate, share] of FATES) {
    below += share;
    if (percent < below) return fate;
  }
  return null;
}

const wholeDay = ({ nightOpenMs, postCloseMs }: Session): { readonly fromMs: number; readonly toMs: number } => ({
  fromMs: nightOpenMs,
  toMs: postCloseMs,
});

const MINUTE_MS = 60_000;

/** Minutes of the regular hours, taken back a day after they began. */
function minutesOf(session: Session | undefined, offset: number, minutes: number): Omit<MissingBars, 'ticker'> {
  const fromMs = (session?.openMs ?? 0) + offset * MINUTE_MS;
  return { fromMs, toMs: fromMs + minutes * MINUTE_MS, sinceMs: fromMs + 1440 * MINUTE_MS };
}
