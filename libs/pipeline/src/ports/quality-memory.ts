import type { MetricHistory } from '@tickerlake/data-quality';
import type { AcceptedObservation } from '../values/accepted-observation.ts';

/** The memory of the rules of each table. */
export type LookBack = (dataset: string) => MetricHistory;

/** A run that reached its checks, published or not. */
export interface CheckedRun {
  readonly runId: string;
  readonly checkedAt: Date;
}

/** What the check of a run found for a rule: a row of `quality_history`. */
export interface RecordedRule extends CheckedRun {
  readonly dataset: string;
  readonly ruleId: string;
  readonly rule: string;
  readonly severity: string;
  readonly status: string;
  readonly observed: number | null;
  readonly expected: string;
  /** What the rule and its parts measured. */
  readonly series: Readonly<Record<string, number>>;
}

/** What the checks of earlier runs found, and what a person has accepted. */
export interface QualityMemory {
  /** Newest first. */
  runs(): Promise<readonly CheckedRun[]>;
  /** By table, then by rule. */
  rules(runId: string): Promise<readonly RecordedRule[]>;
  /** What is accepted, null before the first time, and a function that replaces it atomically. */
  openAccepted(): Promise<{
    readonly known: readonly AcceptedObservation[] | null;
    replace(next: readonly AcceptedObservation[]): Promise<void>;
  }>;
}
