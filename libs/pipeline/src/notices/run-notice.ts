import { countText, QualityGateError } from '@tickerlake/data-quality';
import { boundedList } from '../values/bounded-list.ts';
import type { Corrections } from '../values/corrections.ts';
import { failureFacts } from './failure-facts.ts';

/** What people are told about. */
export const noticeEvents = ['failure', 'gap', 'correction'] as const;

/** One kind of notice. */
export type NoticeEvent = (typeof noticeEvents)[number];

/** A message to people about a run. Plain JSON, without secrets. */
export interface RunNotice {
  readonly event: NoticeEvent;
  /** One line. */
  readonly subject: string;
  readonly stage: string;
  readonly reason: string;
  /** What readers see now. */
  readonly effect: string;
  readonly next: string;
  /** Null when the run has not started. */
  readonly runId: string | null;
  readonly source: string;
}

/** A run, for a notice. */
export interface NoticeRun {
  readonly runId: string | null;
  readonly source: string;
}

/** Base bars that the calendar expects and nobody has, of a ticker's session. */
export interface SessionGap {
  readonly ticker: string;
  readonly tradingDate: string;
  readonly hours: number;
  readonly expectedHours: number;
}

/** The rest of a longer reason is in the log. */
const maxReason = 2_000;

/**
 * The notice about a failed run.
 *
 * @example
 * failureNotice(new Error('The disk is full.'), { runId: null, source: 'polygon' }).subject; // 'tickerlake: a run of polygon failed (start)'
 */
export function failureNotice(error: unknown, run: NoticeRun): RunNotice {
  const { stage, reason, effect, isTransient } = failureFacts(error);
  return {
    event: 'failure',
    subject: `tickerlake: a run of ${run.source} failed (${stage})`,
    stage,
    reason: reason.slice(0, maxReason),
    effect,
    next:
      error instanceof QualityGateError
        ? 'Look at the failed rules with "tickerlake query": correct the data, or the rule, and run again.'
        : isTransient
          ? 'Run the same command again: it resumes where it stopped.'
          : 'Do what the reason says, then run the same command again; "tickerlake doctor" checks what a run needs.',
    ...run,
  };
}

/**
 * The notice about gaps in what a run requested; null without one.
 *
 * @example
 * gapNotice([], { runId: 'r1', source: 'polygon' }); // null
 */
export function gapNotice(gaps: readonly SessionGap[], run: NoticeRun): RunNotice | null {
  if (gaps.length === 0) return null;
  const names = gaps.map(
    ({ ticker, tradingDate, hours, expectedHours }) => `${ticker} ${tradingDate} (${hours} of ${expectedHours} hours)`,
  );
  const dates = gaps.map(({ tradingDate }) => tradingDate).sort();
  return {
    event: 'gap',
    subject: `tickerlake: ${countText(gaps.length, 'session')} of ${run.source} with a gap`,
    stage: 'publish',
    reason: `Hours without any bar: ${boundedList(names)}.`,
    effect: 'The release is published without these hours.',
    next: `"tickerlake status" shows them; "tickerlake backfill --from ${dates[0]} --to ${dates.at(-1)} --refetch" asks the source again.`,
    ...run,
  };
}

/**
 * The notice about a correction; null when no published hour changed by as much.
 *
 * @param leastUsd the least change of an hour's `hourly_var`, in dollars.
 * @example
 * correctionNotice({ bars: 0, hours: 0, maxChange: 0, samples: [] }, 1, { runId: 'r1', source: 'polygon' }); // null
 */
export function correctionNotice(
  { bars, takenBackBars = 0, hours, maxChange, samples }: Corrections,
  leastUsd: number,
  run: NoticeRun,
): RunNotice | null {
  if (hours === 0 || maxChange < leastUsd) return null;
  const [largest] = samples;
  return {
    event: 'correction',
    subject: `tickerlake: the vendor corrected ${countText(hours, 'published hour')} of ${run.source}`,
    stage: 'publish',
    reason: `${bars} corrected bars${takenBackBars === 0 ? '' : `, ${takenBackBars} of them taken back,`} changed hourly_var by at most ${maxChange.toFixed(4)} dollars${largest === undefined ? '' : `; the largest: ${largest.ticker} ${largest.barStart}, ${largest.oldHourlyVar} -> ${largest.newHourlyVar}`}.`,
    effect: 'The new values are published.',
    next: `${largest === undefined ? '' : `"tickerlake explain ${largest.ticker} ${largest.barStart}" shows where the new value comes from; `}"tickerlake rollback" goes back to the old ones.`,
    ...run,
  };
}
