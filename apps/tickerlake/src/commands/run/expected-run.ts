import { type Month, monthOf, monthRange, type RunPlan } from '@tickerlake/pipeline';
import { addCalendarDays } from '@tickerlake/market-calendar';
import type { RunDuration } from './run-duration.ts';

/** The steps and the time that the plan expects. */
export interface ExpectedRun extends RunDuration {
  readonly steps: number;
}

/** plan, reference, verify, history ledger, splits, check time, check, publish, tidy. */
const fixedSteps = 9;

/**
 * The steps that a run most likely takes: its chunks, the months that they touch, and what nearly every run does. Confirming absences and
 * building again behind another run come on top; a ledger without gaps is not written.
 *
 * @example
 * expectedSteps(plan); // 11 for one ticker in one month
 */
export function expectedSteps({ chunks }: Pick<RunPlan, 'chunks'>): number {
  const months = new Set(chunks.flatMap(({ from, to }) => monthsBetween(monthOf(from), monthOf(to))));
  return fixedSteps + chunks.length + months.size;
}

function monthsBetween(first: Month, last: Month): readonly Month[] {
  const months = [];
  for (let month = first; month <= last; month = monthOf(addCalendarDays(monthRange(month).to, 1))) months.push(month);
  return months;
}
