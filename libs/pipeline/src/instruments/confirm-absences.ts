import type { TradingDate } from '@tickerlake/market-calendar';
import { calendarIdOf } from '@tickerlake/record-schema';
import type { BarSource, FetchChunk } from '../ports/bar-source.ts';
import type { WorkflowContext } from '../ports/workflow-context.ts';
import type { PipelineRun } from '../request/pipeline-run.ts';
import { chunkId, isAsked } from '../request/plan-run.ts';
import { type Absence, reasonOn, settleAbsences } from '../values/absence.ts';
import { boundedList } from '../values/bounded-list.ts';
import { type AbsenceQuestion, askAbsence, type ToldAbsence } from './ask-absence.ts';
import type { InstrumentPorts } from './instrument-ports.ts';
import { keepEnded } from './keep-ended.ts';

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
/** With more tickers than these and a fifth of all, the fault is not theirs, and the calls are better spent on fetching again. */
const fewTickers = 50;
const fewShare = 0.2;
/** A ticker with fewer bars than this share of the minutes in a session can go a day without a trade. */
const busyShare = 0.25;

/** Asks about sessions without bars. The answers are in the order of the questions; there may be fewer of them. */
export type AskAbsences = (
  context: WorkflowContext,
  run: PipelineRun,
  questions: readonly AbsenceQuestion[],
) => Promise<readonly ToldAbsence[]>;

/**
 * Asks a source in one remembered step.
 *
 * @example
 * confirmAbsences({ ask: askingSource(source), store, configured: [] });
 */
export const askingSource =
  (source: BarSource): AskAbsences =>
  (context, { calendars, signal }, questions) =>
    context.step({ stage: 'verify', part: 'day bars' }, async () => {
      const told: ToldAbsence[] = [];
      for (const question of questions) told.push(await askAbsence(source, question, { calendars, signal }));
      return told;
    });

/**
 * Asks for day bars where sessions of a ticker have no shorter ones, one call for each such ticker: without a day bar nobody traded. Before
 * the first bar, the ticker was not listed; after the last one, the source is asked whether it was delisted, which the store
 * remembers; in between, a ticker that is busy otherwise was halted. A session with a day bar stays a gap.
 *
 * @example
 * const report = await runPipeline(context, run, { collect, warehouse, confirm: confirmAbsences({ ask: askingSource(source), store, configured: [] }) });
 */
export function confirmAbsences({
  ask,
  ...ports
}: Pick<InstrumentPorts, 'store' | 'configured'> & { readonly ask: AskAbsences }): ConfirmAbsences {
  return async (context, run, rows) => {
    const suspects = findSuspects(run, rows);
    const most = Math.max(fewTickers, run.plan.request.tickers.length * fewShare);
    if (suspects.length === 0 || suspects.length > most) return { calls: 0, absences: [], notices: [] };
    const told = await ask(
      context,
      run,
      suspects.map((suspect) => toQuestion(run, suspect)),
    );
    const found = suspects.map((suspect, index) => conclude(run, suspect, told[index] ?? unknown(suspect.ticker)));
    const ended = told.flatMap((one) => one.ended ?? []);
    const kept =
      ended.length === 0 ? [] : await context.step({ stage: 'verify', part: 'ended' }, () => keepEnded(ports, ended));
    return {
      calls: told.reduce((sum, { calls }) => sum + calls, 0),
      absences: found.flatMap(({ absences }) => absences),
      notices: [...found.flatMap(({ notices }) => notices), ...kept],
    };
  };
}

const unknown = (ticker: string): ToldAbsence => ({
  ticker,
  calls: 0,
  withDayBar: [],
  ended: null,
  failure: 'the source was not asked, or did not answer; the next run asks again.',
});

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
      .filter((date) => tickers.length === 1 || traded.has(date))
      .filter((date) => isAsked(plan.chunks, ticker, date));
    return dates.length === 0 ? [] : [{ ticker, rows: own, dates }];
  });
}

function toQuestion(run: PipelineRun, suspect: Suspect): AbsenceQuestion {
  const { ticker, rows, dates } = suspect;
  const lastTraded = Object.keys(rows).sort().at(-1) ?? null;
  return { ticker, dates, lastTraded, dayBars: lastTraded === null ? [] : dayBarChunks(run, suspect) };
}

function conclude(
  run: PipelineRun,
  suspect: Suspect,
  { withDayBar, ended, failure }: ToldAbsence,
): Pick<ConfirmedAbsences, 'absences' | 'notices'> {
  const { ticker, rows, dates } = suspect;
  if (failure !== null)
    return { absences: [], notices: [`why ${ticker} has no bars on ${boundedList(dates)} is not known: ${failure}`] };
  const traded = Object.keys(rows).sort();
  const [first, last] = [traded[0] ?? '9999', traded.at(-1) ?? ''];
  const delistedOn = ended?.validTo ?? null;
  // Otherwise nothing would be expected before.
  const isListed = run.plan.chunks.some((chunk) => chunk.ticker === ticker && chunk.validFrom !== undefined);
  const isBusy = busyOf(run, suspect) >= busyShare;
  const absences = dates
    .filter((date) => !withDayBar.includes(date))
    .flatMap((date): Absence[] => {
      const because = (reason: Absence['reason']): Absence[] => [{ ticker, from: date, to: date, reason }];
      if (delistedOn !== null && date > last && date >= delistedOn) return because('delisted');
      if (traded.length === 0) return [];
      if (date < first && !isListed) return because('not-listed');
      if (date > last) return isBusy ? [] : because('no-trades');
      return because(isBusy ? 'halted' : 'no-trades');
    });
  const lost = dates.filter((date) => withDayBar.includes(date));
  return { absences, notices: noticesOf(ticker, absences, lost) };
}

/** One chunk for each name that the ticker had on the dates. */
function dayBarChunks({ plan }: PipelineRun, { ticker, dates }: Suspect): FetchChunk[] {
  const own = plan.chunks.filter((chunk) => chunk.ticker === ticker);
  const nameOn = (date: TradingDate): string =>
    own.find((chunk) => (chunk.validFrom ?? '') <= date && (chunk.validTo ?? '9999') >= date)?.vendorTicker ?? ticker;
  return [...new Set(dates.map(nameOn))].map((vendorTicker) => {
    const named = dates.filter((date) => nameOn(date) === vendorTicker);
    const [from = '', to = ''] = [named[0], named.at(-1)];
    return { id: `day-${chunkId(vendorTicker, from)}`, ticker, vendorTicker, from, to, barMs: dayMs };
  });
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
  'not-a-member': 'is not a member of the universe',
  missing: 'is missing',
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
