import type { Kysely } from 'kysely';
import type { Rule, Ruleset } from '../dqdl/ast.ts';
import { mergeLabels } from '../dqdl/grammar/parse-labels.ts';
import { printAnalyzer, printRule } from '../dqdl/print-dqdl.ts';
import type { Finding, LeafPlan } from '../plan/leaf-plan.ts';
import type { FilePort } from '../files/file-port.ts';
import type { OwnRuleType } from '../plan/plan-context.ts';
import type { DatasetColumn, PlanContext, Reference } from '../plan/plan-context.ts';
import { type AnalyzerPlan, leavesOf, planRules, type RulePlan } from '../plan/plan-rules.ts';
import { countRules } from '../result/count-rules.ts';
import type { KnownHistory, MetricHistory } from '../history/metric-history.ts';
import { readHistory } from '../history/read-history.ts';
import type {
  AnalyzerResult,
  OnNoHistory,
  PastValue,
  QualityResult,
  RuleResult,
  SampleRow,
} from '../result/quality-result.ts';
import { ruleId } from '../result/rule-id.ts';
import { severityOf } from '../result/severity-of.ts';
import { dialectOf } from '../sql/dialect.ts';
import { combineFindings } from './combine-findings.ts';
import { assertScanLimit, planStatements } from './plan-check.ts';
import { createQueryRunner } from './query-runner.ts';
import { measureLeaves } from './measure-leaves.ts';
import type { ScanCosts } from './scan-costs.ts';
import { readSamples } from './read-samples.ts';

/** What a check needs. */
export interface CheckOptions<Database> {
  readonly db: Kysely<Database>;
  /** The table or view that the rules read: `staging_hourly`, `staging.hourly`. */
  readonly dataset: string;
  readonly columns: readonly DatasetColumn[];
  readonly ruleset: Ruleset;
  /** The moment of the run; `now()` in rules is this, cut to the minute. */
  readonly now: Date;
  /** Whose clock `now` is, for reports. Default `as given`. */
  readonly clock?: string;
  /** Other tables that rules name, by alias. Default: none. */
  readonly references?: Readonly<Record<string, Reference>>;
  /** Access to files for FileFreshness, FileSize, FileUniqueness and FileMatch. Default: none. */
  readonly files?: FilePort;
  /** Custom rule types; parse with `unknownTypes: 'keep'`. Default: none. */
  readonly ruleTypes?: readonly OwnRuleType[];
  /** The moment that the data describes, comparable with the points of the history, for its season. Default: `now`. */
  readonly measuredAt?: Date;
  /** The season of a moment for `DetectAnomalies .. with method = "seasonal"`. Default: the weekday in UTC. */
  readonly seasonOf?: (at: Date) => string;
  /** What earlier runs observed, for `last(k)` and DetectAnomalies. Default: nothing. */
  readonly history?: MetricHistory;
  /** What a rule of too little history does to the gate (see `stopsTheRun`). Default `warn`. */
  readonly onNoHistory?: OnNoHistory;
  /** What the engine reads and bills, for `explainRules` and `maxScanBytes`. Default: unknown. */
  readonly costs?: ScanCosts;
  /** A check whose statements would read more is refused before any of them runs; sample rows are left out if only they would. Default: no limit. */
  readonly maxScanBytes?: number;
  /** Failed rows shown per rule. Default 5. */
  readonly sampleRows?: number;
  /** Values of `$name` in place of a number (see `allowParameters` of `parseDqdl`). */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Whether NaN counts as a value in IsComplete and Completeness, where a rule does not say `with nan = ".."`. Default `present`. */
  readonly nan?: 'present' | 'missing';
  /**
   * How AND and OR are evaluated: `table` (default) joins the verdicts on the whole table; `row` joins them row by row
   * (AWS's `compositeRuleEvaluation.method=ROW`), where all parts are row rules without a threshold.
   */
  readonly composites?: 'table' | 'row';
  /** Stops the check before the next statement. */
  readonly signal?: AbortSignal;
}

/**
 * Evaluates a ruleset on a dataset: one fused scan for all rules, a pass for repeated keys where a rule needs it, the
 * statements of custom rules, and one statement for sample rows if rules failed. A rule that fails or cannot be
 * evaluated is a result, not an exception.
 *
 * @throws {ScanLimitError} when it would read more than `maxScanBytes`.
 * @throws an error with `transient: true` from the database, and the signal's reason.
 * @example
 * const result = await checkRules({ db, dataset: 'staging_hourly', columns, ruleset, now: new Date('2026-05-29T21:00:00Z') });
 */
export async function checkRules<Database>(options: CheckOptions<Database>): Promise<QualityResult> {
  const { dataset, columns, ruleset, now } = options;
  const context = toPlanContext(options, await readHistory(ruleset, options.history));
  const plan = planRules(ruleset, context);
  const runner = createQueryRunner(options.db, options.signal);
  const leaves = [
    ...plan.rules.flatMap((one) => leavesOf(one.plan)),
    ...plan.analyzers.flatMap(({ leaves: own }) => own),
  ];
  const costs = { sizeOf: () => null, ...options.costs };
  const wanted = options.sampleRows ?? 5;
  const sampleRows =
    options.maxScanBytes === undefined
      ? wanted
      : affordableSamples(
          wanted,
          assertScanLimit(planStatements(plan, context, runner, costs), options.maxScanBytes),
          costs.sizeOf(dataset),
        );
  const { findings, samples: customSamples } = await measureLeaves(runner, leaves, context, sampleRows);
  const failing = leaves.flatMap((leaf) =>
    leaf.kind === 'scan' && leaf.failing !== undefined && findings.get(leaf)?.status === 'fail'
      ? [{ leaf, predicate: leaf.failing }]
      : [],
  );
  const read = await readSamples(
    runner,
    dataset,
    columns,
    failing.map(({ predicate }) => predicate),
    sampleRows,
  );
  const samples = new Map([...customSamples, ...failing.map(({ leaf }, index) => [leaf, read[index] ?? []] as const)]);
  const rules = plan.rules.map(({ rule, plan: rulePlan }, index) =>
    toRuleResult({
      rule,
      index,
      ruleset,
      finding: findingOf(rulePlan, findings),
      series: pointsOf(rulePlan, findings),
      onNoHistory: options.onNoHistory ?? 'warn',
      past: pastOf(rulePlan, context.history),
      sample: sampleFor(rulePlan, samples, sampleRows),
    }),
  );
  return {
    dataset,
    file: ruleset.file,
    evaluatedAt: now,
    clock: options.clock ?? 'as given',
    rules,
    analyzers: plan.analyzers.map((one) => toAnalyzerResult(one, findings)),
    score: countRules([{ rules }]).score,
    statements: runner.statements,
  };
}

/** Sample rows read every column of the table. */
function affordableSamples(wanted: number, bytesLeft: number, sizes: Readonly<Record<string, number>> | null): number {
  const bytes = Object.values(sizes ?? {}).reduce((sum, size) => sum + size, 0);
  return bytes <= bytesLeft ? wanted : 0;
}

/**
 * The planner's view of the options, with `now` cut to the minute.
 *
 * @example
 * toPlanContext(options, () => ({ points: [] })).now.getUTCSeconds(); // 0
 */
export function toPlanContext<Database>(
  options: Omit<CheckOptions<Database>, 'ruleset'>,
  history: KnownHistory,
): PlanContext {
  return {
    dialect: dialectOf(options.db),
    dataset: options.dataset,
    columns: options.columns,
    now: new Date(Math.floor(options.now.getTime() / 60_000) * 60_000),
    measuredAt: options.measuredAt ?? options.now,
    parameters: options.parameters ?? {},
    history,
    references: options.references ?? {},
    files: options.files ?? null,
    ruleTypes: options.ruleTypes ?? [],
    seasonOf: options.seasonOf ?? ((at) => String(at.getUTCDay())),
    nan: options.nan ?? 'present',
    composites: options.composites ?? 'table',
  };
}

function findingOf(plan: RulePlan, findings: ReadonlyMap<LeafPlan, Finding>): Finding {
  if (plan.kind === 'composite')
    return combineFindings(plan.operator, findingOf(plan.left, findings), findingOf(plan.right, findings));
  const finding = findings.get(plan.plan);
  if (finding === undefined) throw new Error('A rule was planned and not measured.');
  return finding;
}

/** What the rule and its parts observed, for the history. */
function pointsOf(plan: RulePlan, findings: ReadonlyMap<LeafPlan, Finding>): Readonly<Record<string, number>> {
  if (plan.kind === 'composite') return { ...pointsOf(plan.left, findings), ...pointsOf(plan.right, findings) };
  const observed = findings.get(plan.plan)?.observed ?? null;
  return plan.series === null || observed === null ? {} : { [plan.series]: observed };
}

/** What a rule looked back at; of joined rules nothing, because they have no single value. */
function pastOf(plan: RulePlan, history: KnownHistory): readonly PastValue[] {
  if (plan.kind === 'composite' || plan.series === null) return [];
  const known = history(plan.series, 30);
  return 'fault' in known
    ? []
    : known.points.map(({ at, value, isAccepted }) => ({ at, value, ...(isAccepted === true ? { isAccepted } : {}) }));
}

function sampleFor(
  plan: RulePlan,
  samples: ReadonlyMap<LeafPlan, readonly SampleRow[]>,
  most: number,
): readonly SampleRow[] {
  return leavesOf(plan)
    .flatMap((leaf) => samples.get(leaf) ?? [])
    .slice(0, most);
}

function toRuleResult({
  rule,
  index,
  ruleset,
  finding: { lacksHistory, ...finding },
  series,
  onNoHistory,
  past,
  sample,
}: {
  rule: Rule;
  index: number;
  ruleset: Ruleset;
  finding: Finding;
  series: RuleResult['series'];
  onNoHistory: OnNoHistory;
  past: readonly PastValue[];
  sample: readonly SampleRow[];
}): RuleResult {
  const dqdl = printRule(rule, { resolved: true, labels: false });
  const labels = mergeLabels(ruleset.defaultLabels, rule.labels);
  const severity = severityOf(labels);
  const unknownSeverity = `The label "severity" is "warn" or "error", not "${labels['severity']}".`;
  const isWarning = finding.status === 'fail' && severity === 'warn';
  return {
    ...finding,
    series,
    ...(past.length === 0 ? {} : { past }),
    ...(lacksHistory === true ? { onNoHistory } : {}),
    id: ruleId(dqdl),
    name: `Rule_${index + 1}`,
    dqdl,
    file: ruleset.file,
    at: rule.at,
    labels,
    severity: severity ?? 'error',
    status: severity === null ? 'error' : isWarning ? 'warn' : finding.status,
    sample: finding.status === 'fail' ? sample : [],
    message: severity === null ? unknownSeverity : finding.message,
  };
}

function toAnalyzerResult(
  { analyzer, leaves }: AnalyzerPlan,
  findings: ReadonlyMap<LeafPlan, Finding>,
): AnalyzerResult {
  const own = leaves.flatMap((leaf) => findings.get(leaf) ?? []);
  const metrics = Object.fromEntries(own.flatMap((finding) => Object.entries(finding.metrics)));
  const isMeasured = Object.keys(metrics).length > 0;
  const messages = own.filter((finding) => finding.status === 'error' || !isMeasured).map(({ message }) => message);
  return {
    dqdl: printAnalyzer(analyzer),
    status: isMeasured ? 'measured' : 'error',
    metrics,
    message: [...new Set(messages)].join(' '),
  };
}
