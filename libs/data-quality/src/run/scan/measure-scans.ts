import { sql } from 'kysely';
import {
  type Finding,
  type KeyCounts,
  type KeySet,
  type MetricValues,
  type ScanPlan,
  type ShortcutScan,
  toFinding,
} from '../../plan/leaf-plan.ts';
import type { Metric, WholeSums } from '../../plan/metric.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { type KeyReading, keyOf, readKeys } from '../keys/read-keys.ts';
import type { QueryRunner } from '../query-runner.ts';
import { readNumber, readWhole } from '../read-number.ts';
import { type Reading, readMetrics } from './read-metrics.ts';
import { planStatistics, readStatistics } from './read-statistics.ts';

/** What was read for a rule, or why it could not be. */
type Read = { readonly values: MetricValues; readonly sums: WholeSums } | { readonly fault: string };

/** All rows, and the same read in a scan, under a name that the statistics do not have. */
const [promised, scanned] = [sql`COUNT(*)`, sql`COUNT(*) + 0`];

/**
 * Measures the rules of one table. On DuckDB what the statistics of files answer comes first, and shortens the scan; what they promise and the
 * scan does not prove is read as on other engines: a scan of all metrics, a second one of sums that need what the first found.
 * Where files appeared or vanished between statistics and scan, the statistics are discarded.
 *
 * @example
 * const findings = await measureScans(runner, leaves, 'hourly', dialect);
 */
export async function measureScans(
  runner: QueryRunner,
  leaves: readonly ScanPlan[],
  dataset: string,
  dialect: Dialect,
): Promise<ReadonlyMap<ScanPlan, Finding>> {
  if (leaves.length === 0) return new Map();
  const readings = new Map(await readStatistics(runner, dataset, planStatistics(leaves, runner, dialect)));
  const read = async (all: readonly Readonly<Record<string, Metric>>[], more: readonly Metric[] = []) => {
    const unread = all
      .flatMap((metrics) => Object.values(metrics))
      .filter(({ expression }) => !readings.has(runner.textOf(expression)));
    if (unread.length === 0) return;
    for (const [key, reading] of await readMetrics(runner, dataset, [...unread, ...more])) readings.set(key, reading);
  };
  const isPromised = readings.has(runner.textOf(promised));
  let shortcuts = readings.size === 0 ? new Map<ScanPlan, ShortcutScan>() : shortcutsOf(leaves, readings, runner);
  await read(
    leaves.flatMap((leaf) => {
      const scan = shortcuts.get(leaf);
      return scan === undefined ? [leaf.metrics] : [statisticsOf(leaf), scan.sums];
    }),
    isPromised ? [{ expression: scanned }] : [],
  );
  if (isPromised && hasOtherRows(readings, runner)) {
    readings.clear();
    shortcuts = new Map();
    await read(leaves.map(({ metrics }) => metrics));
  }
  const proved = new Map([...shortcuts].flatMap(([leaf, scan]) => proofOf(leaf, scan, readings, runner)));
  await read([...shortcuts.keys()].flatMap((leaf) => (proved.has(leaf) ? [] : [leaf.metrics])));
  const measured = leaves.map((leaf) => {
    const known = proved.get(leaf);
    return { leaf, known, first: known ?? valuesOf(leaf.metrics, readings, runner, readNumber) };
  });
  const keySets = measured.flatMap(({ leaf, first }) => ('fault' in first ? [] : keysToRead(leaf, first.values)));
  const keyReadings = await readKeys(runner, dataset, keySets, dialect);
  const summed = measured.map((one) => ({
    ...one,
    sums: one.known !== undefined || 'fault' in one.first ? {} : (one.leaf.sums?.(one.first.values) ?? {}),
  }));
  await read(summed.map(({ sums }) => sums));
  return new Map(
    summed.map(({ leaf, known, first, sums }) => [
      leaf,
      findingOf(leaf, known ?? bothOf(first, valuesOf(sums, readings, runner, readWhole)), keyReadings, runner),
    ]),
  );
}

/** Whether the scan saw another number of rows than the statistics; false where nothing had to be scanned. */
function hasOtherRows(readings: ReadonlyMap<string, Reading>, runner: QueryRunner): boolean {
  const [before, now] = [promised, scanned].map((count) => readings.get(runner.textOf(count)));
  if (before === undefined || now === undefined || 'fault' in before || 'fault' in now) return false;
  return readNumber(before.value) !== readNumber(now.value);
}

type Values<Value> = { readonly values: Readonly<Record<string, Value>> } | { readonly fault: string };

function bothOf(first: Values<number | null>, second: Values<bigint>): Read {
  if ('fault' in first) return first;
  return 'fault' in second ? second : { values: first.values, sums: second.values };
}

const statisticsOf = ({ metrics }: ScanPlan): Readonly<Record<string, Metric>> =>
  Object.fromEntries(Object.entries(metrics).filter(([, { isStatistic }]) => isStatistic === true));

/** What is not known yet promises nothing. */
function shortcutsOf(
  leaves: readonly ScanPlan[],
  readings: ReadonlyMap<string, Reading>,
  runner: QueryRunner,
): ReadonlyMap<ScanPlan, ShortcutScan> {
  return new Map(
    leaves.flatMap((leaf) => {
      if (leaf.shortcut === undefined) return [];
      const known = Object.entries({ ...statisticsOf(leaf), ...leaf.shortcut.statistics }).filter(
        ([, { expression }]) => readings.has(runner.textOf(expression)),
      );
      const read = valuesOf(Object.fromEntries(known), readings, runner, readNumber);
      const scan = 'fault' in read ? null : leaf.shortcut.scan(read.values);
      return scan === null ? [] : [[leaf, scan] as const];
    }),
  );
}

function proofOf(
  leaf: ScanPlan,
  scan: ShortcutScan,
  readings: ReadonlyMap<string, Reading>,
  runner: QueryRunner,
): readonly (readonly [ScanPlan, Exclude<Read, { readonly fault: string }>])[] {
  const values = valuesOf(statisticsOf(leaf), readings, runner, readNumber);
  const sums = valuesOf(scan.sums, readings, runner, readWhole);
  const proved = 'fault' in values || 'fault' in sums ? null : scan.prove(values.values, sums.values);
  return proved === null ? [] : [[leaf, proved]];
}

function valuesOf<Value>(
  metrics: Readonly<Record<string, Metric>>,
  readings: ReadonlyMap<string, Reading>,
  runner: QueryRunner,
  read: (value: unknown) => Value,
): Values<Value> {
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

function findingOf(
  leaf: ScanPlan,
  read: Read,
  keyReadings: ReadonlyMap<string, KeyReading>,
  runner: QueryRunner,
): Finding {
  if ('fault' in read) return unread(read.fault);
  const { values, sums } = read;
  if (leaf.keys === undefined) return leaf.decide(values, null, sums);
  const reading = keyReadings.get(keyOf(leaf.keys, runner)) ?? null;
  if (reading !== null && 'fault' in reading) return unread(reading.fault);
  return leaf.decide(values, reading satisfies KeyCounts | null, sums);
}

const unread = (fault: string): Finding =>
  toFinding({ status: 'error', expected: 'a rule that can be evaluated', message: fault });
