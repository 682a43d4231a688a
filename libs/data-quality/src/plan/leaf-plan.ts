import type { RawBuilder } from 'kysely';
import type { RowCounts } from '../result/quality-result.ts';
import type { Predicate } from '../sql/predicate.ts';
import type { Metric, WholeSums } from './metric.ts';
import type { Column } from './plan-context.ts';

/** What a rule found, before severity and labels. */
export interface Finding {
  readonly status: 'pass' | 'fail' | 'error' | 'not_evaluated';
  readonly metrics: Readonly<Record<string, number>>;
  readonly observed: number | null;
  readonly observedText: string;
  readonly expected: string;
  readonly rows: RowCounts | null;
  readonly message: string;
  /** It was not evaluated for lack of history. */
  readonly lacksHistory?: true;
}

/** Read numbers by the names that the plan gave them; null where the aggregate had no value. */
export type MetricValues = Readonly<Record<string, number | null>>;

/** Keys whose repetitions are counted: one set of the group pass of its filter. */
export interface KeySet {
  readonly columns: readonly Column[];
  readonly filter: Predicate;
  /** `onFailure`: the scan alone can say that the rule passed. */
  readonly when: 'always' | 'onFailure';
}

/** Counts of a key set; rows whose key columns are all NULL are in none of them. */
export interface KeyCounts {
  readonly rows: number;
  readonly groups: number;
  readonly singles: number;
  /** Shannon's entropy of the keys in nats, from 0 to `ln(groups)`. */
  readonly entropy: number;
}

/**
 * A way to read `metrics` and `sums` in fewer scans, on an engine that can answer from file statistics. The scan must prove whatever it takes
 * from them: statistics may ignore NaN.
 */
export interface Shortcut {
  /** Asked in addition to those metrics of the rule that are statistics. */
  readonly statistics: Readonly<Record<string, Metric>>;
  /** What to read in the one scan; null where the statistics promise nothing. */
  readonly scan: (statistics: MetricValues) => ShortcutScan | null;
}

/** What is read instead of a rule's sums and of its metrics that are not statistics. */
export interface ShortcutScan {
  /** Read as whole numbers. */
  readonly sums: Readonly<Record<string, Metric>>;
  /** The values that reading the rule's metrics would give, and its sums; null where that is not proved. */
  readonly prove: (
    values: MetricValues,
    sums: WholeSums,
  ) => { readonly values: MetricValues; readonly sums: WholeSums } | null;
}

/** A rule of the fused scan. */
export interface ScanPlan {
  readonly kind: 'scan';
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly keys?: KeySet;
  readonly shortcut?: Shortcut;
  /** Sums that need what the scan found, read in a second scan. */
  readonly sums?: (values: MetricValues) => Readonly<Record<string, Metric>>;
  readonly decide: (values: MetricValues, keys: KeyCounts | null, sums: WholeSums) => Finding;
  /** Met by the rows that failed, for samples. */
  readonly failing?: Predicate;
  /** Every row meets the rule or not by itself, so AND and OR can be evaluated row by row. */
  readonly isByRow?: true;
}

/** A rule that runs a separate statement, which returns one row of numbers. */
export interface StatementPlan {
  readonly kind: 'statement';
  readonly query: RawBuilder<unknown>;
  readonly decide: (values: MetricValues) => Finding;
  /** A sample of the rows that failed, as the columns `c0`, `c1`, .. of the dataset. */
  readonly failingRows?: (most: number) => RawBuilder<unknown>;
}

/** A rule that compares what two tables hold; each side is measured with the other rules of its table. */
export interface PairPlan {
  readonly kind: 'pair';
  readonly sides: readonly { readonly dataset: string; readonly plan: ScanPlan }[];
  readonly decide: (findings: readonly Finding[]) => Finding;
}

/** A rule about files. */
export interface FilesPlan {
  readonly kind: 'files';
  readonly measure: () => Promise<Finding>;
}

/** A simple rule, ready to be measured. */
export type LeafPlan =
  | { readonly kind: 'decided'; readonly finding: Finding }
  | ScanPlan
  | StatementPlan
  | PairPlan
  | FilesPlan
  | { readonly kind: 'custom'; readonly query: string; readonly custom: CustomPlan };

/** A rule that runs its own SQL. */
export type CustomPlan =
  | { readonly expects: 'number'; readonly decide: (value: number | null) => Finding }
  | {
      readonly expects: 'rows';
      readonly decide: (rows: { readonly total: number; readonly passed: number }) => Finding;
    };

/**
 * A finding with the usual blanks.
 *
 * @example
 * toFinding({ status: 'fail', expected: '>= 7', message: 'The table is empty.' });
 */
export function toFinding(finding: Pick<Finding, 'status' | 'expected'> & Partial<Finding>): Finding {
  return { metrics: {}, observed: null, observedText: 'nothing', rows: null, message: '', ...finding };
}
