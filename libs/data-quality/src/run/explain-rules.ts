import { type LeafPlan } from '../plan/leaf-plan.ts';
import { leavesOf, planRules } from '../plan/plan-rules.ts';
import { type CheckOptions, toPlanContext } from './check-rules.ts';
import { createQueryRunner } from './query-runner.ts';
import { customQuery } from './read-custom.ts';
import { keyQuery, planKeyPasses } from './read-keys.ts';
import { planScans, scanQuery } from './read-metrics.ts';

/**
 * The statements that a check starts with, as text, without running any: scans, passes for repeated keys, custom rules.
 * What follows depends on what they find (sample rows, keys of a rule that failed).
 *
 * @example
 * explainRules({ db, dataset: 'staging_hourly', columns, ruleset, now })[0]; // 'SELECT COUNT(*) AS "m0", ...'
 */
export function explainRules<Database>(options: CheckOptions<Database>): readonly string[] {
  const plan = planRules(
    options.ruleset,
    toPlanContext(options, () => ({ points: [] })),
  );
  const { textOf } = createQueryRunner(options.db);
  const leaves: readonly LeafPlan[] = [
    ...plan.rules.flatMap((one) => leavesOf(one.plan)),
    ...plan.analyzers.flatMap(({ leaves: own }) => own),
  ];
  const scanned = leaves.filter((leaf) => leaf.kind === 'scan');
  const sides = leaves.flatMap((leaf) => (leaf.kind === 'pair' ? leaf.sides : []));
  const others = [...new Set(sides.map(({ dataset }) => dataset))].filter((dataset) => dataset !== options.dataset);
  const tables = [options.dataset, ...others].map((dataset) => ({
    dataset,
    plans: [
      ...(dataset === options.dataset ? scanned : []),
      ...sides.flatMap((side) => (side.dataset === dataset ? [side.plan] : [])),
    ],
  }));
  const keySets = scanned.flatMap(({ keys }) => (keys?.when === 'always' ? [keys] : []));
  return [
    ...tables.flatMap(({ dataset, plans }) =>
      planScans(
        plans.flatMap(({ metrics }) => Object.values(metrics)),
        { textOf },
      ).map((scan) => scanQuery(dataset, scan)),
    ),
    ...planKeyPasses(keySets, { textOf }).map((pass) => keyQuery(options.dataset, pass)),
    ...leaves.filter((leaf) => leaf.kind === 'statement').map(({ query }) => query),
    ...leaves.filter((leaf) => leaf.kind === 'custom').map(customQuery),
  ].map(textOf);
}
