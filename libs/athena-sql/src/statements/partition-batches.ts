import { SqlCompileError } from '../sql/errors.ts';
import { quoteIdentifier } from '../sql/identifier.ts';
import { toLiteral } from '../sql/literal.ts';
import { createTableAs, type TableBuild, toWrittenColumns } from './create-table-as.ts';
import { insertSelect } from './insert-select.ts';
import type { LakeEngine } from './lake-engine.ts';
import { pickColumns, toCast, toSqlText } from './typed-column.ts';

/** Athena's and Trino's limit on the partitions that one statement writes: `HIVE_TOO_MANY_OPEN_PARTITIONS` beyond it. */
export const maxOpenPartitions = 100;

/** The values of one partition, in the order of `partitionedBy`; null is a separate partition. */
export type PartitionKey = readonly (string | null)[];

/**
 * The distinct partitions of a build's source, in order.
 *
 * Shows: `select distinct cast("month" as varchar) as "month" from (<query>) as "q" order by "month"`
 *
 * @example
 * const sql = selectPartitionKeys({ columns, partitionedBy: ['month'], query });
 */
export function selectPartitionKeys({
  columns,
  partitionedBy = [],
  query,
}: Pick<TableBuild, 'columns' | 'partitionedBy' | 'query'>): string {
  const keys = pickColumns(columns, partitionedBy);
  const names = keys.map((column) => quoteIdentifier(column.name)).join(', ');
  return `select distinct ${keys.map((column) => toCast(column, 'athena')).join(', ')} from (${toSqlText(query)}) as "q" order by ${names}`;
}

/**
 * Keys in batches of at most `max`, none of them twice: no two statements write to one partition.
 *
 * @example
 * partitionBatches([['2026-04'], ['2026-05'], ['2026-04']], 1); // [[['2026-04']], [['2026-05']]]
 */
export function partitionBatches(keys: readonly PartitionKey[], max = maxOpenPartitions): PartitionKey[][] {
  const distinct = [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
  return Array.from({ length: Math.ceil(distinct.length / max) }, (_, index) =>
    distinct.slice(index * max, (index + 1) * max),
  );
}

/**
 * The statements that build a partitioned table, to be run one after another: a CTAS of the first 100 partitions, then
 * an INSERT for each 100 more. If one fails, start over with another table name and location: the existing table is incomplete.
 *
 * Shows: `create table ... as select ... from (select * from (<query>) as "p" where "month" in ('2018-01', ...)) as "q"`,
 * `insert into ... select ... where "month" in (...)`
 *
 * @throws {SqlCompileError} when a key does not have as many values as `partitionedBy`.
 * @example
 * const statements = toBatchedBuild({ name: 'athena' }, { ...build, location: `s3://lake/stage/7/a${attempt}/` }, keys);
 */
export function toBatchedBuild(engine: LakeEngine, build: TableBuild, keys: readonly PartitionKey[]): string[] {
  const { partitionedBy = [], table } = build;
  const columns = toWrittenColumns(build);
  const wrong = keys.find((key) => key.length !== partitionedBy.length);
  if (wrong !== undefined)
    throw new SqlCompileError(
      `The key ${JSON.stringify(wrong)} needs ${partitionedBy.length} values, one for each of ${partitionedBy.join(', ')}.`,
    );
  const [first = [], ...rest] = partitionBatches(keys);
  if (rest.length === 0) return [createTableAs(engine, build)];
  const queryOf = (batch: readonly PartitionKey[]): string =>
    `select * from (${toSqlText(build.query)}) as "p" where ${toPredicate(partitionedBy, batch)}`;
  return [
    createTableAs(engine, { ...build, query: queryOf(first) }),
    ...rest.map((batch) => insertSelect({ table, columns, query: queryOf(batch), kind: 'hive' })),
  ];
}

function toPredicate(names: readonly string[], batch: readonly PartitionKey[]): string {
  const [only] = names;
  if (names.length === 1 && only !== undefined)
    return oneOf(
      only,
      batch.map(([value = null]) => value),
    );
  return batch
    .map((key) => `(${names.map((name, index) => oneOf(name, [key[index] ?? null])).join(' and ')})`)
    .join(' or ');
}

function oneOf(name: string, values: readonly (string | null)[]): string {
  const column = `cast(${quoteIdentifier(name)} as varchar)`;
  const texts = values.filter((value) => value !== null);
  const among = texts.length === 0 ? [] : [`${column} in (${texts.map(toLiteral).join(', ')})`];
  const missing = texts.length === values.length ? [] : [`${column} is null`];
  const choices = [...among, ...missing];
  return choices.length === 1 ? choices.join('') : `(${choices.join(' or ')})`;
}
