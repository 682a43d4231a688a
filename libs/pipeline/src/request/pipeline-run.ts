import type { DatasetRules } from '../ports/warehouse.ts';
import type { ConfiguredInstruments } from '../values/configured-instruments.ts';
import type { Absence } from '../values/absence.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { RunLedger } from '../values/ledger.ts';
import type { RunPlan } from './plan-run.ts';

/** One run: its plan, its rules and how it reports. */
export interface PipelineRun {
  readonly runId: string;
  readonly startedAt: Date;
  readonly plan: RunPlan;
  readonly calendars: Calendars;
  /** Where no bars are expected, as far as it is known before the run; without overlaps. */
  readonly absences?: readonly Absence[];
  /** What was there, missing and remembered when the run was planned; nothing is known by default. */
  readonly ledger?: RunLedger | undefined;
  /** The configured ones. */
  readonly instruments?: ConfiguredInstruments;
  /** Whether the past of an instrument is fetched under its former tickers and stored under the present one. */
  readonly followRenames?: boolean;
  readonly rules: readonly DatasetRules[];
  /** Whether a failed check or a refused ticker stops the run, as by default, or holds back that ticker alone. */
  readonly onIncomplete?: 'stop' | 'hold-back';
  /** Freshness is measured from here: the close of the last session in the requested range. */
  readonly freshAt: Date;
  readonly keepReleases: number;
  readonly signal: AbortSignal;
  /** Called with non-fatal warnings. */
  readonly onNotice?: (text: string) => void;
}
