import {
  addCalendarDays,
  isTradingDate,
  type MarketCalendar,
  type Session,
  type TradingDate,
} from '@tickerlake/market-calendar';
import { calendarIdOf, tickerFault } from '@tickerlake/record-schema';
import { RequestError } from '../values/errors.ts';
import { type Absence, settleAbsences } from '../values/absence.ts';
import { boundedList } from '../values/bounded-list.ts';
import type { SourceExtent } from '../ports/bar-source.ts';
import type { Release } from '../ports/warehouse.ts';
import type { Calendars } from '../ports/calendars.ts';
import { assertSourceHas } from './assert-source-has.ts';
import type { RunRequest } from './run-request.ts';

/** A range as typed; both ends are optional. */
export interface AskedRange {
  readonly from?: string;
  readonly to?: string;
}

/** What determines a request besides the command line. */
export interface RequestFacts {
  readonly source: RunRequest['source'];
  /** What a source of recorded answers holds; null for any other source. */
  readonly extent: SourceExtent | null;
  readonly tickers: readonly string[];
  /** Whether the user named them; otherwise everything in a recorded folder is requested. */
  readonly hasChosenTickers: boolean;
  readonly barMs: number;
  readonly calendars: Calendars;
  /** What readers see. */
  readonly release: Release | null;
  readonly now: Date;
}

/** A request with every choice made, and what the user should know about those choices. */
export interface ResolvedRequest {
  readonly request: RunRequest;
  /** The close of the last requested session: freshness is measured from here. */
  readonly freshAt: Date;
  readonly notes: readonly string[];
  /** Where no bars are expected, without overlaps. */
  readonly absences: readonly Absence[];
}

const firstDate = '0001-01-02';
const lastDate = '9999-12-30';
/** Sessions of a first run: a month. */
const firstRunSessions = 21;
/**
 * Sessions that every later run without a range reads again, because the vendor corrects bars late.
 *
 * @example
 * rereadSessions; // 3
 */
export const rereadSessions = 3;

/**
 * Fills in what the user left open: replays take everything in the folder; a first run takes a month; later runs continue from
 * the newest published session and read the last three again for corrections. Only completed sessions are requested.
 *
 * @throws {RequestError} for malformed, reversed or future dates, for a range without sessions, and for tickers that have no market model.
 * @example
 * const { request } = resolveRequest({ from: '2026-05-01' }, { source: 'polygon', extent: null, tickers, hasChosenTickers: true, barMs: 60_000, calendars, release, now });
 */
export function resolveRequest(asked: AskedRange, facts: RequestFacts): ResolvedRequest {
  for (const [name, date] of Object.entries(asked)) assertDate(name, date);
  const held = facts.extent?.tickers ?? null;
  const tickers = held === null || facts.hasChosenTickers ? facts.tickers : held.map(({ ticker }) => ticker);
  for (const ticker of tickers) assertTicker(ticker);
  assertSourceHas({ ...facts, tickers });
  const range = held === null ? null : rangeOf(held.filter(({ ticker }) => tickers.includes(ticker)));
  if (held !== null && range === null)
    throw new RequestError(
      `${facts.extent?.holder} holds no bars of ${boundedList(tickers)}: it holds ${boundedList(held.map(({ ticker }) => ticker))}. Ask for those with --tickers.`,
    );
  const calendar = facts.calendars[tickers.some((ticker) => calendarIdOf(ticker) === 'XNYS') ? 'XNYS' : '24/7'];
  const completed = calendar.lastCompletedSession(facts.now.getTime()).tradingDate;
  const { to, notes } = resolveEnd(asked.to ?? range?.to, completed, calendar, facts.now);
  const from = asked.from ?? range?.from ?? startAfter(facts.release, tickers, calendar, to);
  if (from > to) throw new RequestError(reversedRange({ asked, from, to, extent: facts.extent, completed }));
  const last = lastSession(tickers, facts.calendars, from, to);
  if (last === undefined)
    throw new RequestError(`There is no trading session between ${from} and ${to}: the markets were closed.`);
  const unrecorded = (held ?? []).filter(({ ticker }) => tickers.includes(ticker)).flatMap(notRecorded);
  const absences = settleAbsences(unrecorded, { from, to });
  return {
    request: { tickers, from, to, barMs: facts.barMs, source: facts.source },
    freshAt: new Date(last.closeMs),
    absences,
    notes: [...notes, ...extentNotes(facts.extent, tickers), ...unrecordedNotes(absences, facts)],
  };
}

function assertTicker(ticker: string): void {
  const fault = tickerFault(ticker);
  if (fault !== null) throw new RequestError(fault);
}

/** From the first date of any of them to the last; null of none. */
function rangeOf(held: SourceExtent['tickers']): { readonly from: TradingDate; readonly to: TradingDate } | null {
  const [from] = held.map((one) => one.from).sort();
  const to = held
    .map((one) => one.to)
    .sort()
    .at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}

/** A folder says nothing of a ticker before its first bar and after its last one. */
const notRecorded = ({ ticker, from, to }: SourceExtent['tickers'][number]): Absence[] => [
  { ticker, from: firstDate, to: addCalendarDays(from, -1), reason: 'not-recorded' },
  { ticker, from: addCalendarDays(to, 1), to: lastDate, reason: 'not-recorded' },
];

/** Names the tickers whose recorded bars begin later or end earlier than the range, by whole sessions. */
function unrecordedNotes(absences: readonly Absence[], { extent, calendars }: RequestFacts): string[] {
  const late = absences.filter(({ ticker, from, to }) => calendars[calendarIdOf(ticker)].sessions(from, to).length > 0);
  return [...new Set(late.map(({ ticker }) => ticker))].map((ticker) => {
    const held = extent?.tickers.find((one) => one.ticker === ticker);
    return `${extent?.holder} holds ${ticker} from ${held?.from} to ${held?.to}: its other sessions are not expected.`;
  });
}

/** What a recorded folder holds beyond the request, and what it lacks of it. */
function extentNotes(extent: SourceExtent | null, tickers: readonly string[]): string[] {
  if (extent === null) return [];
  const held = extent.tickers.map(({ ticker }) => ticker);
  const lacking = tickers.filter((ticker) => !held.includes(ticker));
  const unasked = held.filter((ticker) => !tickers.includes(ticker));
  return [
    ...extent.notes,
    ...(lacking.length > 0 ? [`${extent.holder} holds no bars of ${boundedList(lacking)}.`] : []),
    ...(unasked.length > 0
      ? [
          `${extent.holder} also holds ${boundedList(unasked)}: add them to --tickers, or leave --tickers away, to have them too.`,
        ]
      : []),
  ];
}

/** Names the dates as they were typed, and where the other end comes from. */
function reversedRange({
  asked,
  from,
  to,
  extent,
  completed,
}: {
  readonly asked: AskedRange;
  readonly from: string;
  readonly to: string;
  readonly extent: SourceExtent | null;
  readonly completed: string;
}): string {
  if (asked.from === undefined) {
    const origin =
      extent === null
        ? 'where the next run starts: it reads the last three published sessions again'
        : 'the first date that the source holds';
    return `--to ${asked.to ?? to} is before ${from}, ${origin}. Add --from, or choose a later --to.`;
  }
  if (asked.to !== undefined && asked.to < from) return `--from ${from} is after --to ${asked.to}: swap them.`;
  const origin =
    asked.to === undefined && to !== completed ? 'the last date that the source holds' : 'the last completed session';
  const typed = asked.to === undefined ? '' : ` (--to ${asked.to} is not complete yet)`;
  return `--from ${from} is after ${to}, ${origin}${typed}. Choose an earlier --from.`;
}

function assertDate(name: string, date: string | undefined): void {
  if (date !== undefined && !isTradingDate(date))
    throw new RequestError(`--${name} ${date} is not a date: write it as YYYY-MM-DD, for example 2026-05-29.`);
}

function resolveEnd(
  asked: TradingDate | undefined,
  completed: TradingDate,
  calendar: MarketCalendar,
  now: Date,
): { to: TradingDate; notes: string[] } {
  if (asked === undefined || asked <= completed) return { to: asked ?? completed, notes: [] };
  const today = calendar.locate(now.getTime()).tradingDate;
  if (asked > today)
    throw new RequestError(`--to ${asked} is in the future: the last completed session is ${completed}.`);
  return { to: completed, notes: [`The session of ${asked} is not complete yet: the run ends at ${completed}.`] };
}

function startAfter(
  release: Release | null,
  tickers: readonly string[],
  calendar: MarketCalendar,
  to: TradingDate,
): TradingDate {
  const newest = tickers.map((ticker) => release?.newestDates[ticker]);
  const known = newest.filter((date) => date !== undefined);
  if (known.length < tickers.length) return sessionsBack(calendar, to, firstRunSessions);
  return sessionsBack(calendar, known.sort()[0] ?? to, rereadSessions);
}

/** The session that, with the ones up to `date`, makes `count` of them. */
function sessionsBack(calendar: MarketCalendar, date: TradingDate, count: number): TradingDate {
  let first = calendar.session(date)?.tradingDate ?? calendar.previousSession(date).tradingDate;
  for (let back = 1; back < count; back += 1) first = calendar.previousSession(first).tradingDate;
  return first;
}

/**
 * The session of these tickers' markets that closes last in a range; undefined when there is none.
 *
 * @example
 * lastSession(['AAPL'], calendars, '2026-05-01', '2026-05-29')?.closeMs;
 */
export function lastSession(
  tickers: readonly string[],
  calendars: Calendars,
  from: TradingDate,
  to: TradingDate,
): Session | undefined {
  const ids = new Set(tickers.map(calendarIdOf));
  const lasts = [...ids].flatMap((id) => calendars[id].sessions(from, to).slice(-1));
  return lasts.sort((a, b) => a.closeMs - b.closeMs).at(-1);
}
