import { type RawBuilder, sql } from 'kysely';
import type { KeyCounts, KeySet } from '../../plan/leaf-plan.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { columnOf, datasetOf } from '../../sql/names.ts';
import { always, type Predicate } from '../../sql/predicate.ts';
import { type QueryRunner, type Row } from '../query-runner.ts';
import { readNumber } from '../read-number.ts';
import { proveByOrder } from './order-proof.ts';

/** Counted keys, or why they could not be counted. */
export type KeyReading = KeyCounts | { readonly fault: string };

/** Key sets with one filter: they share one pass over the table. */
interface KeyPass {
  readonly filter: Predicate;
  readonly sets: ReadonlyMap<string, readonly string[]>;
}

/**
 * The text that identifies a key set: the filter and the columns in alphabetical order.
 *
 * @example
 * readings.get(keyOf(keys, runner));
 */
export function keyOf({ columns, filter }: KeySet, runner: Pick<QueryRunner, 'textOf'>): string {
  return JSON.stringify([runner.textOf(filter), ...namesOf(columns)]);
}

const namesOf = (columns: KeySet['columns']) => [...new Set(columns.map(({ name }) => name))].sort();

/**
 * Groups key sets into passes, one per filter.
 *
 * @example
 * planKeyPasses(keySets, runner).length; // the number of different filters
 */
export function planKeyPasses(keySets: readonly KeySet[], runner: Pick<QueryRunner, 'textOf'>): readonly KeyPass[] {
  const passes = new Map<string, { filter: Predicate; sets: Map<string, readonly string[]> }>();
  for (const keys of keySets) {
    const text = runner.textOf(keys.filter);
    const pass = passes.get(text) ?? { filter: keys.filter, sets: new Map() };
    passes.set(text, pass);
    pass.sets.set(keyOf(keys, runner), namesOf(keys.columns));
  }
  return [...passes.values()];
}

/**
 * The statement of a pass: every key set is grouped, then its groups are counted. A group with NULL in all columns is
 * a row without any key. The sum behind the entropy is one of decimals, which does not depend on the order of groups.
 *
 * SQL: `SELECT g, COUNT(*), COUNT(CASE WHEN c = 1 THEN 1 END), SUM(c) FROM (SELECT GROUPING(a, b) AS g, COUNT(*) AS c
 * FROM t GROUP BY GROUPING SETS ((a), (a, b)) HAVING a IS NOT NULL OR b IS NOT NULL) GROUP BY g`.
 *
 * @example
 * planKeyPasses(keySets, runner).map((pass) => keyQuery('hourly', pass));
 */
export function keyQuery(dataset: string, { filter, sets }: KeyPass): RawBuilder<unknown> {
  const columns = columnsOf(sets).map(columnOf);
  const where = filter === always ? sql`` : sql` WHERE ${filter}`;
  const groupings = sql.join([...sets.values()].map((names) => sql`(${sql.join(names.map(columnOf))})`));
  const hasKey = sql.join(
    columns.map((column) => sql`${column} IS NOT NULL`),
    sql` OR `,
  );
  const grouped = sql`SELECT GROUPING(${sql.join(columns)}) AS "g", COUNT(*) AS "c" FROM ${datasetOf(dataset)}${where}
    GROUP BY GROUPING SETS (${groupings}) HAVING ${hasKey}`;
  return sql`SELECT "g", COUNT(*) AS "key_count", COUNT(CASE WHEN "c" = 1 THEN 1 END) AS "single_count", CAST(SUM("c") AS BIGINT) AS "row_count",
      SUM(CAST(CAST("c" AS DOUBLE) * LN(CAST("c" AS DOUBLE)) AS DECIMAL(38, 18))) AS "log_sum"
    FROM (${grouped}) AS "keys" GROUP BY "g"`;
}

const columnsOf = (sets: KeyPass['sets']) => [...new Set([...sets.values()].flat())].sort();

/**
 * How often keys repeat: from the order of rows where it proves that none does, otherwise by counting.
 *
 * @param keySets with the rows that their filters leave.
 * @example
 * (await readKeys(runner, 'hourly', [{ keys, rows: 4914 }], dialect)).get(keyOf(keys, runner));
 */
export async function readKeys(
  runner: QueryRunner,
  dataset: string,
  keySets: readonly { readonly keys: KeySet; readonly rows: number }[],
  dialect: Pick<Dialect, 'engine'>,
): Promise<ReadonlyMap<string, KeyReading>> {
  const proved = new Map<string, KeyReading>();
  for (const [key, { keys, rows }] of new Map(keySets.map((one) => [keyOf(one.keys, runner), one]))) {
    const counts = await proveByOrder(runner, dataset, keys, { dialect, rows });
    if (counts !== null) proved.set(key, counts);
  }
  const open = keySets.flatMap(({ keys }) => (proved.has(keyOf(keys, runner)) ? [] : [keys]));
  return new Map([...proved, ...(await countKeys(runner, dataset, open))]);
}

/**
 * Counts the repetitions of key sets, a pass per filter. A pass that fails is repeated set by set.
 *
 * @example
 * (await countKeys(runner, 'hourly', [keys])).get(keyOf(keys, runner));
 */
export async function countKeys(
  runner: QueryRunner,
  dataset: string,
  keySets: readonly KeySet[],
): Promise<ReadonlyMap<string, KeyReading>> {
  const readings = new Map<string, KeyReading>();
  for (const pass of planKeyPasses(keySets, runner)) await readPass(runner, dataset, pass, readings);
  return readings;
}

async function readPass(
  runner: QueryRunner,
  dataset: string,
  pass: KeyPass,
  readings: Map<string, KeyReading>,
): Promise<void> {
  try {
    const rows = await runner.run(keyQuery(dataset, pass));
    for (const [key, names] of pass.sets) readings.set(key, countsOf(rows, maskOf(names, columnsOf(pass.sets))));
  } catch (error) {
    const fault = runner.blameOf(error);
    if (pass.sets.size === 1) for (const key of pass.sets.keys()) readings.set(key, { fault });
    else
      for (const set of pass.sets)
        await readPass(runner, dataset, { filter: pass.filter, sets: new Map([set]) }, readings);
  }
}

/** `GROUPING(a, b)` has a bit for every column that a set lacks, the first column highest. */
function maskOf(names: readonly string[], columns: readonly string[]): number {
  return columns.reduce((mask, column) => mask * 2 + (names.includes(column) ? 0 : 1), 0);
}

function countsOf(rows: readonly Row[], mask: number): KeyCounts {
  const row = rows.find((candidate) => readNumber(candidate['g']) === mask);
  const counts = {
    rows: readNumber(row?.['row_count']) ?? 0,
    groups: readNumber(row?.['key_count']) ?? 0,
    singles: readNumber(row?.['single_count']) ?? 0,
  };
  return { ...counts, entropy: entropyOf(counts, readNumber(row?.['log_sum']) ?? 0) };
}

/** `ln(rows) - sum(c * ln(c)) / rows`: 0 for one key, at most `ln(groups)`, and nothing that rounding puts outside of that. */
function entropyOf({ rows, groups }: Pick<KeyCounts, 'rows' | 'groups'>, logSum: number): number {
  if (groups <= 1) return 0;
  return Math.min(Math.log(groups), Math.max(0, Math.log(rows) - logSum / rows));
}
