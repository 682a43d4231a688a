import type { Position } from '../dqdl/position.ts';

/**
 * What became of a rule. `warn`: it failed and is labelled `"severity"="warn"`. `error`: it could not be evaluated.
 * `skipped`: it had nothing to say, because its filter left no row or its history is missing.
 */
export type RuleStatus = 'pass' | 'warn' | 'fail' | 'error' | 'skipped';

/** Whether a failed rule stops the run (`error`) or is only shown (`warn`). */
export type Severity = 'warn' | 'error';

/** Rows that a rule looked at. `passed + failed = total`. `excluded` rows (NULL keys, values that are not finite) are in none of them. */
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
  /** The value that was held against the condition, also when the rule passed; null where there was none. */
  readonly observed: number | null;
  readonly observedText: string;
  readonly expected: string;
  /** Null for rules that do not look at rows one by one. */
  readonly rows: RowCounts | null;
  /** Some of the rows that failed. */
  readonly sample: readonly SampleRow[];
  /** One sentence: what was found, or why the rule could not be evaluated. */
  readonly message: string;
}

/** The result of a ruleset on one dataset. */
export interface QualityResult {
  readonly dataset: string;
  readonly file: string;
  /** The `now` that the rules were evaluated at. */
  readonly evaluatedAt: Date;
  readonly rules: readonly RuleResult[];
  /** What the `Analyzers` section asked for, by AWS's names. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Passed rules over all rules that were not skipped, from 0 to 1; 1 where every rule was skipped. */
  readonly score: number;
  /** The statements that were run, in order. */
  readonly statements: readonly string[];
}
