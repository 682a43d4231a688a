import { sizeText } from '@tickerlake/record-schema';
import type { RawBuilder } from 'kysely';
import { printAnalyzer, printRule } from '../dqdl/print-dqdl.ts';
import type { KeySet, LeafPlan, ScanPlan } from '../plan/leaf-plan.ts';
import type { Metric } from '../plan/metric.ts';
import type { PlanContext } from '../plan/plan-context.ts';
import { leavesOf, type RunPlan } from '../plan/plan-rules.ts';
import type { QueryRunner } from './query-runner.ts';
import { orderProofs } from './keys/order-proof.ts';
import { customQuery } from './read-custom.ts';
import { keyOf, keyQuery, planKeyPasses } from './keys/read-keys.ts';
import { planScans, scanQuery } from './scan/read-metrics.ts';
import { explainQuery, planStatistics } from './scan/read-statistics.ts';
import { bytesRead, type ScanCosts } from './scan-costs.ts';
import { ScanLimitError } from './scan-limit-error.ts';

/** A statement of a check, before it runs. */
export interface PlannedStatement {
  readonly text: string;
  /** The rules and analyzers that need it, as DQDL; the one that reads most comes first. */
  readonly rules: readonly string[];
  /** `if needed`: runs only if the ones before it are not conclusive, for example to count keys that their order does not prove unique. */
  readonly when: 'always' | 'if needed';
  /** The most bytes that it reads; null when unknown. */
  readonly bytes: number | null;
  /** Its price in US dollars; null when unknown. */
  readonly dollars: number | null;
}

/** A plan of one leaf, and the rule or analyzer that it belongs to. */
interface Owned<Plan extends LeafPlan = LeafPlan> {
  readonly plan: Plan;
  readonly rule: string;
}

/**
 * The statements of a check, without running any: statistics of files, which may make a scan shorter than it is here, scans, second scans for
 * exact sums, proofs and passes for repeated keys, and rules with their own statement. Statements for sample rows are not included.
 *
 * @example
 * planStatements(planRules(ruleset, context), context, runner, costs)[0].bytes; // 1204224
 */
export function planStatements(
  plan: RunPlan,
  context: Pick<PlanContext, 'dataset' | 'references' | 'dialect'>,
  runner: Pick<QueryRunner, 'textOf'>,
  costs: ScanCosts,
): readonly PlannedStatement[] {
  const { textOf } = runner;
  const owned = [
    ...plan.rules.flatMap((one) =>
      leavesOf(one.plan).map((leaf): Owned => ({
        plan: leaf,
        rule: printRule(one.rule, { resolved: true, labels: false }),
      })),
    ),
    ...plan.analyzers.flatMap((one) =>
      one.leaves.map((leaf): Owned => ({ plan: leaf, rule: printAnalyzer(one.analyzer) })),
    ),
  ];
  const known = [...new Set([context.dataset, ...Object.values(context.references).map(({ dataset }) => dataset)])];
  const toPlanned = (
    query: RawBuilder<unknown> | string,
    of: {
      readonly rules: readonly string[];
      readonly when?: 'if needed';
      readonly source?: string;
      readonly tables?: readonly string[];
    },
  ): PlannedStatement => {
    const text = typeof query === 'string' ? query : textOf(query);
    const bytes = bytesRead(of.source ?? text, of.tables ?? known, costs);
    const dollars = bytes === null ? null : (costs.dollarsOf?.(bytes) ?? null);
    return { text, rules: [...new Set(of.rules)], when: of.when ?? 'always', bytes, dollars };
  };
  const scanned = owned.flatMap(({ plan: leaf, rule }) => (leaf.kind === 'scan' ? [{ plan: leaf, rule }] : []));
  const sides = owned.flatMap(({ plan: leaf, rule }) =>
    leaf.kind === 'pair' ? leaf.sides.map((side) => ({ ...side, rule })) : [],
  );
  const others = [...new Set(sides.map(({ dataset }) => dataset))].filter((dataset) => dataset !== context.dataset);
  const tables = [context.dataset, ...others].map((dataset) => ({
    dataset,
    plans: [...(dataset === context.dataset ? scanned : []), ...sides.filter((side) => side.dataset === dataset)],
  }));
  const scansOf = (
    dataset: string,
    plans: readonly Owned<ScanPlan>[],
    measure: (leaf: ScanPlan) => Measures,
    when?: 'if needed',
  ) =>
    planScans(
      plans.flatMap(({ plan: leaf }) => Object.values(measure(leaf))),
      runner,
    ).map((scan) => {
      const keys = new Set(scan.map(({ key }) => key));
      const weights = plans.map(({ plan: leaf, rule }) => {
        const texts = Object.values(measure(leaf)).map(({ expression }) => textOf(expression));
        const isIn = texts.some((text) => keys.has(text));
        return { rule, isIn, bytes: bytesRead(`${dataset} ${texts.join(' ')}`, [dataset], costs) ?? 0 };
      });
      const rules = weights.filter(({ isIn }) => isIn).toSorted((one, other) => other.bytes - one.bytes);
      return toPlanned(scanQuery(dataset, scan), {
        rules: rules.map(({ rule }) => rule),
        tables: [dataset],
        ...(when === undefined ? {} : { when }),
      });
    });
  const keyed = scanned.flatMap(({ plan: { keys }, rule }) => (keys === undefined ? [] : [{ keys, rule }]));
  const proofs = [
    ...new Map(scanned.flatMap(({ plan: { keys } }) => (keys === undefined ? [] : [[keyOf(keys, runner), keys]]))),
  ].flatMap(([key, keys]) =>
    // The others run only after one that ended early.
    orderProofs(context.dataset, keys, context.dialect)
      .slice(0, 1)
      .map((proof) =>
        toFree(
          toPlanned(proof, {
            rules: keyed.filter((one) => keyOf(one.keys, runner) === key).map(({ rule }) => rule),
            tables: [context.dataset],
            when: 'if needed',
          }),
        ),
      ),
  );
  const passesOf = (sets: readonly { readonly keys: KeySet; readonly rule: string }[], when?: 'if needed') =>
    planKeyPasses(
      sets.map(({ keys }) => keys),
      runner,
    ).map((pass) =>
      toPlanned(keyQuery(context.dataset, pass), {
        rules: sets.filter(({ keys }) => pass.sets.has(keyOf(keys, runner))).map(({ rule }) => rule),
        tables: [context.dataset],
        ...(when === undefined ? {} : { when }),
      }),
    );
  const isProvable = ({ keys }: { readonly keys: KeySet }) =>
    orderProofs(context.dataset, keys, context.dialect).length > 0;
  /** They read no column. */
  const statisticsOf = (dataset: string, plans: readonly Owned<ScanPlan>[]) => {
    const sets = planStatistics(
      plans.map(({ plan: leaf }) => leaf),
      runner,
      context.dialect,
    );
    const of = { rules: plans.map(({ rule }) => rule), source: dataset, tables: [dataset] };
    return sets.flatMap((statistics, turn) => {
      const query = scanQuery(dataset, statistics);
      const explained = toPlanned(explainQuery(query), turn === 0 ? of : { ...of, when: 'if needed' });
      return [explained, toPlanned(query, { ...of, when: 'if needed' })].map(toFree);
    });
  };
  return [
    ...tables.flatMap(({ dataset, plans }) => [
      ...statisticsOf(dataset, plans),
      ...scansOf(dataset, plans, ({ metrics }) => metrics),
    ]),
    ...proofs,
    ...passesOf(keyed.filter((one) => one.keys.when === 'always' && !isProvable(one))),
    ...owned.flatMap(({ plan: leaf, rule }) =>
      leaf.kind === 'statement' ? [toPlanned(leaf.query, { rules: [rule] })] : [],
    ),
    ...owned.flatMap(({ plan: leaf, rule }) =>
      leaf.kind === 'custom' ? [toPlanned(customQuery(leaf), { rules: [rule], source: leaf.query })] : [],
    ),
    ...tables.flatMap(({ dataset, plans }) => scansOf(dataset, plans, sumsOf, 'if needed')),
    ...passesOf(
      keyed.filter((one) => one.keys.when === 'onFailure' || isProvable(one)),
      'if needed',
    ),
  ];
}

/** Only DuckDB runs it, at no cost. */
const toFree = (planned: PlannedStatement): PlannedStatement => ({
  ...planned,
  dollars: planned.dollars === null ? null : 0,
});

type Measures = Readonly<Record<string, Metric>>;

/** The sums of a second scan, planned with 1 for every value: which columns they read does not depend on the values. */
const sumsOf = ({ metrics, sums }: ScanPlan): Measures =>
  sums?.(Object.fromEntries(Object.keys(metrics).map((name) => [name, 1]))) ?? {};

/**
 * Refuses statements that read more than a limit.
 *
 * @returns the bytes that are left below the limit.
 * @throws {ScanLimitError} when they read more, or it is unknown how much they read.
 * @example
 * assertScanLimit(planStatements(plan, context, runner, costs), 1e9);
 */
export function assertScanLimit(statements: readonly PlannedStatement[], maxBytes: number): number {
  const unknown = statements.find(({ bytes }) => bytes === null);
  const largest = statements.toSorted((one, other) => (other.bytes ?? 0) - (one.bytes ?? 0))[0];
  const total = statements.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  const rule = (unknown ?? largest)?.rules[0] ?? '';
  if (unknown !== undefined)
    throw new ScanLimitError(
      `The check was not started: it is unknown how much ${rule} reads, and the limit is ${exactSize(maxBytes)}. Raise or remove the limit, or leave the rule out.`,
      { rule, bytes: null, maxBytes },
    );
  if (total <= maxBytes) return maxBytes - total;
  throw new ScanLimitError(
    `The check was not started: it would read ${exactSize(total)}, and the limit is ${exactSize(maxBytes)}. The largest statement, for ${rule}, reads ${exactSize(largest?.bytes ?? 0)}. Raise the limit, or let that rule read fewer columns or a smaller table.`,
    { rule, bytes: total, maxBytes },
  );
}

/** With the bytes, because a limit is met or missed by one. */
const exactSize = (bytes: number): string =>
  bytes < 1_024 ? sizeText(bytes) : `${sizeText(bytes)} (${bytes.toLocaleString('en-US')} bytes)`;
