import type { DatasetRules } from '../ports/warehouse.ts';
import type { Calendars } from './calendars.ts';
import type { RunPlan } from './plan-run.ts';

/** One run: its plan, its rules and how it reports. */
export interface PipelineRun {
  readonly runId: string;
  readonly startedAt: Date;
  readonly plan: RunPlan;
  readonly calendars: Calendars;
  readonly rules: readonly DatasetRules[];
  /** Freshness is measured from here: the close of the last session in the requested range. */
  readonly freshAt: Date;
  readonly keepReleases: number;
  readonly signal: AbortSignal;
  /** Called with non-fatal warnings. */
  readonly onNotice?: (text: string) => void;
}
