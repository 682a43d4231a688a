import {
  type Finding,
  type KeyCounts,
  type KeySet,
  type LeafPlan,
  type MetricValues,
  type ScanPlan,
  toFinding,
} from '../plan/leaf-plan.ts';
import type { Metric } from '../plan/metric.ts';
import type { PlanContext } from '../plan/plan-context.ts';
import type { SampleRow } from '../result/quality-result.ts';
import type { WholeSums } from '../plan/metric.ts';
import type { Dialect } from '../sql/dialect.ts';
import type { QueryRunner } from './query-runner.ts';
import { type CustomReading, readCustom } from './read-custom.ts';
import { type KeyReading, keyOf, readKeys } from './keys/read-keys.ts';
import { type Reading, readMetrics } from './read-metrics.ts';
import { readNumber, readWhole } from './read-number.ts';
import { readStatement } from './read-statement.ts';

/** What all simple rules found, and rows that failed custom rules. */
export interface Measured {
  readonly findings: ReadonlyMap<LeafPlan, Finding>;
  readonly samples: ReadonlyMap<LeafPlan, readonly SampleRow[]>;
}

/**
 * Measures all simple rules together and lets each decide.
 *
 * @example
 * const { findings } = await measureLeaves(runner, leaves, context, 5);
 */
export async function measureLeaves(
  runner: QueryRunner,
  leaves: readonly LeafPlan[],
  context: PlanContext,
  sampleRows: number,
): Promise<Measured> {
  const findings = new Map(await measureTables(runner, leaves, context));
  const samples = new Map<LeafPlan, readonly SampleRow[]>();
  for (const leaf of leaves) {
    if (leaf.kind === 'scan') continue;
    const { finding, sample } = await measureOne(runner, leaf, findings, context, sampleRows);
    findings.set(leaf, finding);
    samples.set(leaf, sample);
  }
  return { findings, samples };
}

/** One scan for the rules of the dataset, and one for each other table that rules compare it with. */
async function measureTables(
  runner: QueryRunner,
  leaves: readonly LeafPlan[],
  { dataset, dialect }: PlanContext,
): Promise<readonly (readonly [LeafPlan, Finding])[]> {
  const tables = new Map<string, ScanPlan[]>([[dataset, leaves.filter(isScan)]]);
  for (const side of leaves.flatMap((leaf) => (leaf.kind === 'pair' ? leaf.sides : [])))
    tables.set(side.dataset, [...(tables.get(side.dataset) ?? []), side.plan]);
  const findings: (readonly [LeafPlan, Finding])[] = [];
  for (const [table, plans] of tables) findings.push(...(await measureScans(runner, plans, table, dialect)));
  return findings;
}

async function measureOne(
  runner: QueryRunner,
  leaf: Exclude<LeafPlan, ScanPlan>,
  findings: ReadonlyMap<LeafPlan, Finding>,
  context: PlanContext,
  sampleRows: number,
): Promise<CustomReading> {
  switch (leaf.kind) {
    case 'decided':
      return { finding: leaf.finding, sample: [] };
    case 'custom':
      return readCustom(runner, leaf, context, sampleRows);
    case 'statement':
      return readStatement(runner, leaf, context, sampleRows);
    case 'pair': {
      const sides = leaf.sides.flatMap(({ plan }) => findings.get(plan) ?? []);
      return { finding: sides.find(({ status }) => status === 'error') ?? leaf.decide(sides), sample: [] };
    }
    case 'files':
      return { finding: await leaf.measure().catch((error: unknown) => unread(runner.blameOf(error))), sample: [] };
  }
}

const isScan = (leaf: LeafPlan): leaf is ScanPlan => leaf.kind === 'scan';

async function measureScans(
  runner: QueryRunner,
  leaves: readonly ScanPlan[],
  dataset: string,
  dialect: Dialect,
): Promise<ReadonlyMap<LeafPlan, Finding>> {
  if (leaves.length === 0) return new Map();
  const readings = await readMetrics(
    runner,
    dataset,
    leaves.flatMap((leaf) => Object.values(leaf.metrics)),
  );
  const measured = leaves.map((leaf) => ({ leaf, read: valuesOf(leaf.metrics, readings, runner, readNumber) }));
  const keySets = measured.flatMap(({ leaf, read }) => ('fault' in read ? [] : keysToRead(leaf, read.values)));
  const keyReadings = await readKeys(runner, dataset, keySets, dialect);
  const summed = measured.map(({ leaf, read }) => ({
    leaf,
    read,
    metrics: 'fault' in read || leaf.sums === undefined ? {} : leaf.sums(read.values),
  }));
  const sumReadings = await readMetrics(
    runner,
    dataset,
    summed.flatMap(({ metrics }) => Object.values(metrics)),
  );
  return new Map(
    summed.map(({ leaf, read, metrics }) => {
      const sums = valuesOf(metrics, sumReadings, runner, readWhole);
      if ('fault' in read) return [leaf, unread(read.fault)];
      return [leaf, 'fault' in sums ? unread(sums.fault) : decide(leaf, read.values, sums.values, keyReadings, runner)];
    }),
  );
}

function valuesOf<Value>(
  metrics: Readonly<Record<string, Metric>>,
  readings: ReadonlyMap<string, Reading>,
  runner: QueryRunner,
  read: (value: unknown) => Value,
): { values: Readonly<Record<string, Value>> } | { fault: string } {
  const values: Record<string, Value> = {};
  for (const [name, { expression }] of Object.entries(metrics)) {
    const reading = readings.get(runner.textOf(expression)) ?? { fault: 'A metric was not read.' };
    // Where the count of the filtered rows fails, the filter itself is to blame.
    if ('fault' in reading)
      return name === 'considered' ? { fault: `The where clause is invalid: ${reading.fault}` } : reading;
    try {
      values[name] = read(reading.value);
    } catch (error) {
      return { fault: runner.blameOf(error) };
    }
  }
  return { values };
}

function keysToRead(leaf: ScanPlan, values: MetricValues): readonly { readonly keys: KeySet; readonly rows: number }[] {
  const rows = values['considered'];
  if (leaf.keys === undefined || !rows) return [];
  const isOpen = leaf.keys.when === 'always' || leaf.decide(values, null, {}).status === 'fail';
  return isOpen ? [{ keys: leaf.keys, rows }] : [];
}

function decide(
  leaf: ScanPlan,
  values: MetricValues,
  sums: WholeSums,
  keyReadings: ReadonlyMap<string, KeyReading>,
  runner: QueryRunner,
): Finding {
  if (leaf.keys === undefined) return leaf.decide(values, null, sums);
  const reading = keyReadings.get(keyOf(leaf.keys, runner)) ?? null;
  if (reading !== null && 'fault' in reading) return unread(reading.fault);
  return leaf.decide(values, reading satisfies KeyCounts | null, sums);
}

const unread = (fault: string): Finding =>
  toFinding({ status: 'error', expected: 'a rule that can be evaluated', message: fault });
