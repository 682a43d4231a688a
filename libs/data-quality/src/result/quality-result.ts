import type { Position } from '../dqdl/position.ts';

/**
 * What became of a rule. `pass`, `warn` and `fail`: it was evaluated; `warn` is a failure labelled `"severity"="warn"`.
 * `error`: the rule is wrong or its statement failed. `not_evaluated`: there was nothing to evaluate, because its filter left
 * no row or it has no history yet. Only `pass` counts as passed.
 */
export type RuleStatus = 'pass' | 'warn' | 'fail' | 'error' | 'not_evaluated';

/** What a rule of too little history does: nothing, exit code 4, or it stops the run. It never counts as passed. */
export type OnNoHistory = 'pass' | 'warn' | 'fail';

/** Whether a failed rule stops the run (`error`) or is only shown (`warn`). */
export type Severity = 'warn' | 'error';

/** Rows that a rule checked. `passed + failed = total`. `excluded` rows (NULL keys, values that are not finite) are not counted. */
export interface RowCounts {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly excluded: number;
}

/** A value of a sample row: text, number, whole number, flag, moment, NULL; days are `YYYY-MM-DD` texts. */
export type SampleValue = string | number | bigint | boolean | Date | null;
/** A row that failed, by column. */
export type SampleRow = Readonly<Record<string, SampleValue>>;

/** What an earlier run observed of what a rule looks back at. */
export interface PastValue {
  readonly at: Date;
  readonly value: number;
  /** It was unusual and has been accepted. */
  readonly isAccepted?: boolean;
}

/** The result of one rule. */
export interface RuleResult {
  /** 16 hex digits, the same for the same rule in every run and file. */
  readonly id: string;
  /** `Rule_1`, `Rule_2`, ... in the order of the file, as AWS names them. */
  readonly name: string;
  /** The rule as DQDL, constants written out. */
  readonly dqdl: string;
  readonly file: string;
  readonly at: Position;
  readonly labels: Readonly<Record<string, string>>;
  readonly severity: Severity;
  readonly status: RuleStatus;
  /** By AWS's names: `Column.ticker.DistinctValuesCount`. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The value that was compared with the condition, even if the rule passed; null where there was none. */
  readonly observed: number | null;
  readonly observedText: string;
  readonly expected: string;
  /** Null for rules that do not look at rows one by one. */
  readonly rows: RowCounts | null;
  /** Some of the rows that failed. */
  readonly sample: readonly SampleRow[];
  /** One sentence: what was found, or why the rule could not be evaluated. */
  readonly message: string;
  /** Of a rule that was not evaluated for lack of history: what that does. */
  readonly onNoHistory?: OnNoHistory;
  /** What it looked back at, newest first, at most 30 runs; absent of a rule that does not look back. */
  readonly past?: readonly PastValue[];
  /** What has to be kept as history for later runs, by series. */
  readonly series: Readonly<Record<string, number>>;
}

/** What an analyzer measured. `error`: it has no value, `message` says why. */
export interface AnalyzerResult {
  /** The analyzer as DQDL. */
  readonly dqdl: string;
  readonly status: 'measured' | 'error';
  /** By AWS's names. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly message: string;
}

/** The result of a ruleset on one dataset. */
export interface QualityResult {
  readonly dataset: string;
  readonly file: string;
  /** The `now` that the rules were evaluated at. */
  readonly evaluatedAt: Date;
  /** Whose clock that is: `the clock of this machine`. */
  readonly clock: string;
  readonly rules: readonly RuleResult[];
  /** One for each line of the `Analyzers` section. */
  readonly analyzers: readonly AnalyzerResult[];
  /** Passed rules over evaluated rules (an `error` counts as evaluated), from 0 to 1; null where none was evaluated. */
  readonly score: number | null;
  /** The statements that were run, in order. */
  readonly statements: readonly string[];
}
