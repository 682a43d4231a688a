import type { AcceptedObservation } from '../values/accepted-observation.ts';

/** A run that reached its checks, published or not. */
export interface CheckedRun {
  readonly runId: string;
  readonly checkedAt: Date;
}

/** What a run's check found of a rule: a row of `quality_history`. */
export interface RecordedRule extends CheckedRun {
  readonly dataset: string;
  readonly ruleId: string;
  readonly rule: string;
  readonly severity: string;
  readonly status: string;
  readonly observed: number | null;
  readonly expected: string;
  /** What it and its parts measured. */
  readonly series: Readonly<Record<string, number>>;
}

/** What the checks of earlier runs found, and which of that a person accepted. */
export interface QualityMemory {
  /** Newest first. */
  runs(): Promise<readonly CheckedRun[]>;
  /** In the order of tables and rules. */
  rules(runId: string): Promise<readonly RecordedRule[]>;
  /** What was accepted, null before the first time; and its atomic replacement. */
  openAccepted(): Promise<{
    readonly known: readonly AcceptedObservation[] | null;
    replace(next: readonly AcceptedObservation[]): Promise<void>;
  }>;
}
