import type { TradingDate } from '@tickerlake/market-calendar';
import { isPolygonError } from '@tickerlake/polygon-client';
import { calendarIdOf } from '@tickerlake/record-schema';
import type { BarSource } from '../ports/bar-source.ts';
import type { WorkflowContext } from '../ports/workflow-context.ts';
import type { PipelineRun } from '../request/pipeline-run.ts';
import { type Absence, reasonOn, settleAbsences } from '../values/absence.ts';
import { boundedList } from '../values/bounded-list.ts';

/** Of each ticker, how many bars each trading date has. */
export type FetchedRows = Readonly<Record<string, Readonly<Record<TradingDate, number>>>>;

/** What was found out about sessions without bars. */
export interface ConfirmedAbsences {
  readonly calls: number;
  readonly absences: readonly Absence[];
  readonly notices: readonly string[];
}

/** Finds out why sessions have no bars: nobody traded, or the vendor lost them. */
export type ConfirmAbsences = (
  context: WorkflowContext,
  run: PipelineRun,
  rows: FetchedRows,
) => Promise<ConfirmedAbsences>;

const dayMs = 86_400_000;
/** With more tickers, the fault is not theirs, and the calls are better spent on fetching again. */
const maxTickers = 50;
/** A ticker with fewer bars than this share of the minutes in a session can go a day without a trade. */
const busyShare = 0.25;

/**
 * Asks the source for day bars where sessions of a ticker have no shorter ones, one call for each such ticker: without a day
 * bar nobody traded. Before the first bar, the ticker was not listed; after the last one, the source is asked whether it was
 * delisted; in between, a ticker that is busy otherwise was halted. A session with a day bar stays a gap.
 *
 * @example
 * const report = await runPipeline(context, run, { collect, warehouse, confirm: confirmAbsences(source) });
 */
export function confirmAbsences(source: BarSource): ConfirmAbsences {
  return async (context, run, rows) => {
    const suspects = findSuspects(run, rows);
    if (source.reference === undefined || suspects.length === 0 || suspects.length > maxTickers)
      return { calls: 0, absences: [], notices: [] };
    return context.step({ stage: 'verify', part: 'absences' }, async () => {
      const found: ConfirmedAbsences[] = [];
      for (const suspect of suspects) found.push(await confirm(source, run, suspect));
      return {
        calls: found.reduce((sum, { calls }) => sum + calls, 0),
        absences: found.flatMap(({ absences }) => absences),
        notices: found.flatMap(({ notices }) => notices),
      };
    });
  };
}

interface Suspect {
  readonly ticker: string;
  readonly rows: Readonly<Record<TradingDate, number>>;
  /** Expected sessions without bars, in order; at least one. */
  readonly dates: readonly TradingDate[];
}

/** A date on which no ticker has bars is a matter of the calendar. */
function findSuspects({ plan, calendars, absences = [] }: PipelineRun, rows: FetchedRows): Suspect[] {
  const { tickers, from, to } = plan.request;
  const traded = new Set(Object.values(rows).flatMap((dates) => Object.keys(dates)));
  return tickers.flatMap((ticker) => {
    const own = rows[ticker] ?? {};
    const dates = calendars[calendarIdOf(ticker)]
      .sessions(from, to)
      .map(({ tradingDate }) => tradingDate)
      .filter((date) => own[date] === undefined && reasonOn(absences, ticker, date) === null)
      .filter((date) => tickers.length === 1 || traded.has(date));
    return dates.length === 0 ? [] : [{ ticker, rows: own, dates }];
  });
}

async function confirm(source: BarSource, run: PipelineRun, suspect: Suspect): Promise<ConfirmedAbsences> {
  const { ticker, rows, dates } = suspect;
  const traded = Object.keys(rows).sort();
  const [first, last] = [traded[0] ?? '9999', traded.at(-1) ?? ''];
  let calls = 1;
  try {
    const withDayBar = traded.length === 0 ? new Set<string>() : await dayBars(source, run, suspect);
    const untraded = dates.filter((date) => !withDayBar.has(date));
    const ends = untraded.filter((date) => date > last);
    let delistedOn: string | null = null;
    if (ends.length > 0) {
      calls += traded.length === 0 ? 0 : 1;
      delistedOn = (await source.reference?.tickerDetails(ticker, run.signal))?.delistedOn ?? null;
    }
    const isBusy = busyOf(run, suspect) >= busyShare;
    const absences = untraded.flatMap((date): Absence[] => {
      const because = (reason: Absence['reason']): Absence[] => [{ ticker, from: date, to: date, reason }];
      if (delistedOn !== null && date > last && date >= delistedOn) return because('delisted');
      if (traded.length === 0) return [];
      if (date < first) return because('not-listed');
      if (date > last) return isBusy ? [] : because('no-trades');
      return because(isBusy ? 'halted' : 'no-trades');
    });
    const lost = dates.filter((date) => withDayBar.has(date));
    return { calls, absences, notices: noticesOf(ticker, absences, lost) };
  } catch (error) {
    if (!isPolygonError(error)) throw error;
    return {
      calls,
      absences: [],
      notices: [`why ${ticker} has no bars on ${boundedList(dates)} is not known: ${error.message}`],
    };
  }
}

async function dayBars(source: BarSource, { calendars, signal }: PipelineRun, { ticker, dates }: Suspect) {
  const [from = '', to = ''] = [dates[0], dates.at(-1)];
  const found = new Set<TradingDate>();
  for await (const { bars } of source.fetchBars({ id: `day-${ticker}`, ticker, from, to, barMs: dayMs }, signal))
    for (const { t } of bars) found.add(calendars[calendarIdOf(ticker)].locate(t).tradingDate);
  return found;
}

/** The share of minutes with a bar, in the sessions that have any. */
function busyOf({ plan, calendars }: PipelineRun, { ticker, rows }: Suspect): number {
  const calendar = calendars[calendarIdOf(ticker)];
  const counts = Object.entries(rows).flatMap(([date, bars]) => {
    const session = calendar.session(date);
    return session === null ? [] : [{ bars, expected: calendar.expectedBars(session, plan.request.barMs) }];
  });
  const sum = (of: (one: (typeof counts)[number]) => number): number => counts.reduce((all, one) => all + of(one), 0);
  return counts.length === 0 ? 0 : sum(({ bars }) => bars) / sum(({ expected }) => expected);
}

const reasons: Readonly<Record<Absence['reason'], string>> = {
  'not-listed': 'was not listed yet',
  delisted: 'was not listed any more',
  halted: 'was halted all day',
  'no-trades': 'was not traded',
  'not-recorded': 'is not in the folder',
  refused: 'is refused',
};

function noticesOf(ticker: string, absences: readonly Absence[], lost: readonly TradingDate[]): string[] {
  const byReason = new Map<Absence['reason'], TradingDate[]>();
  for (const { reason, from } of absences) byReason.set(reason, [...(byReason.get(reason) ?? []), from]);
  return [
    ...[...byReason].map(
      ([reason, dates]) =>
        `${ticker} ${reasons[reason]} on ${boundedList(dates)}: the source has no day bar then, and nothing is expected.`,
    ),
    ...(lost.length > 0
      ? [
          `${ticker} was traded on ${boundedList(lost)} by the source's day bars, which has no shorter ones: they are missing.`,
        ]
      : []),
  ];
}

/**
 * A run that expects nothing where an absence is confirmed.
 *
 * @example
 * const confirmed = withConfirmed(run, await confirm(context, run, rows));
 */
export const withConfirmed = (run: PipelineRun, { absences }: Pick<ConfirmedAbsences, 'absences'>): PipelineRun => ({
  ...run,
  absences: settleAbsences([...(run.absences ?? []), ...absences], run.plan.request),
});
