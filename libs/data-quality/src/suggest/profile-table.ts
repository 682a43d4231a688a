import { type Kysely, type RawBuilder, sql } from 'kysely';
import { always } from '../sql/predicate.ts';
import { type Column, findColumn, type DatasetColumn, isNumeric } from '../plan/plan-context.ts';
import { createQueryRunner } from '../run/query-runner.ts';
import { readMetrics } from '../run/scan/read-metrics.ts';
import { readNumber } from '../run/read-number.ts';
import { type Dialect, dialectOf } from '../sql/dialect.ts';
import { findKey } from './find-key.ts';
import { readCounts } from './read-counts.ts';
import { type ColumnProfile, mostListed, type TableProfile } from './table-profile.ts';
import { textPatterns } from './text-patterns.ts';

/** What a profile needs. */
export interface ProfileOptions<Database> {
  readonly db: Kysely<Database>;
  /** The table or view: `staging.hourly`. */
  readonly dataset: string;
  readonly columns: readonly DatasetColumn[];
  /** The columns that are meant to identify a row, where that is known; they are proposed if they do. */
  readonly key?: readonly string[];
  /** Stops the profile before the next statement. */
  readonly signal?: AbortSignal;
}

/**
 * Measures a table for `suggestRules`: one scan for all columns, one for text columns with few different values, one for the known key if there
 * is one, and at most two for keys of several columns.
 *
 * @throws {TypeError} where the table, or a column of it, cannot be read.
 * @example
 * const profile = await profileTable({ db, dataset: 'sales.orders', columns: await describeColumns(db, 'sales.orders') });
 */
export async function profileTable<Database>({
  db,
  dataset,
  columns,
  key: known,
  signal,
}: ProfileOptions<Database>): Promise<TableProfile> {
  const runner = createQueryRunner(db, signal);
  const measured = columns.map((column) => measuresOf(column, dialectOf(db)));
  const count = sql`COUNT(*)`;
  const expressions = [count, ...measured.flatMap((measures) => Object.values(measures))];
  const readings = await readMetrics(
    runner,
    dataset,
    expressions.map((expression) => ({ expression })),
  );
  const valueOf = (expression: RawBuilder<unknown>): unknown => {
    const reading = readings.get(runner.textOf(expression));
    if (reading === undefined || 'fault' in reading)
      throw new TypeError(`${dataset} cannot be profiled: ${reading?.fault ?? 'a measure is missing'}`);
    return reading.value;
  };
  const rows = readNumber(valueOf(count)) ?? 0;
  const bare = columns.map((column, index) =>
    toProfile(column, (name) => {
      const expression = measured[index]?.[name];
      return expression === undefined ? null : valueOf(expression);
    }),
  );
  const listed = bare.filter(({ texts, distinct }) => texts !== null && distinct !== null && distinct <= mostListed);
  const counts = await readCounts(
    runner,
    dataset,
    listed.map(({ name }) => name),
  );
  const profiled = bare.map((column) => ({ ...column, counts: counts.get(column.name) ?? null }));
  const key = await findKey(runner, dataset, {
    rows,
    columns: profiled,
    ...(known !== undefined && { known }),
  });
  return { dataset, rows, columns: profiled, key, statements: runner.statements };
}

type Measures = Readonly<Record<string, RawBuilder<unknown>>>;

/** The aggregates of a column, by name. */
function measuresOf(column: DatasetColumn, dialect: Dialect): Measures {
  const read = findColumn(
    { value: column.name, at: { offset: 0, line: 1, column: 1 } },
    { dataset: '', columns: [column] },
  );
  const values = { values: sql`COUNT(${read.sql})` };
  if (isNumeric(read.type)) return { ...values, ...numberMeasures(read, dialect) };
  if (read.type === 'date' || read.type === 'timestamp')
    return {
      ...values,
      distinct: sql`COUNT(DISTINCT ${read.sql})`,
      first: sql`CAST(MIN(${read.sql}) AS VARCHAR)`,
      last: sql`CAST(MAX(${read.sql}) AS VARCHAR)`,
    };
  if (read.type !== 'string') return values;
  return {
    ...values,
    distinct: sql`COUNT(DISTINCT ${read.sql})`,
    shortest: sql`MIN(LENGTH(${read.sql}))`,
    longest: sql`MAX(LENGTH(${read.sql}))`,
    ...Object.fromEntries(
      textPatterns.map((pattern) => {
        const isMatch = dialect.matchesPart(read.sql, String.raw`\A(?:${pattern})\z`);
        return [pattern, sql`COUNT(CASE WHEN ${isMatch} THEN 1 END)`] as const;
      }),
    ),
  };
}

/** The deviation leaves out doubles beyond 1e150: their squares overflow, which is an error in DuckDB. */
function numberMeasures({ sql: value, type }: Column, dialect: Dialect): Measures {
  const isFinite = type === 'double' ? dialect.isFinite(value) : always;
  const number = sql`CASE WHEN ${isFinite} THEN CAST(${value} AS DOUBLE) END`;
  return {
    low: sql`MIN(${number})`,
    high: sql`MAX(${number})`,
    mean: sql`AVG(${number})`,
    deviation: sql`STDDEV_POP(CASE WHEN ABS(${number}) < 1E150 THEN ${number} END)`,
    ...(type === 'double' ? { finite: sql`COUNT(${number})` } : { distinct: sql`COUNT(DISTINCT ${value})` }),
  };
}

function toProfile({ name, type }: DatasetColumn, valueOf: (measure: string) => unknown): ColumnProfile {
  const numberOf = (measure: string) => readNumber(valueOf(measure));
  const values = numberOf('values') ?? 0;
  const [low, high, mean] = [numberOf('low'), numberOf('high'), numberOf('mean')];
  const [first, last] = [valueOf('first'), valueOf('last')];
  const [shortest, longest] = [numberOf('shortest'), numberOf('longest')];
  return {
    name,
    type,
    values,
    notFinite: values - (numberOf('finite') ?? values),
    distinct: numberOf('distinct'),
    numbers:
      low === null || high === null || mean === null
        ? null
        : { low, high, mean, deviation: numberOf('deviation') ?? 0 },
    days:
      typeof first !== 'string' || typeof last !== 'string'
        ? null
        : { first: first.slice(0, 10), last: last.slice(0, 10) },
    texts:
      shortest === null || longest === null
        ? null
        : { shortest, longest, pattern: textPatterns.find((pattern) => numberOf(pattern) === values) ?? null },
    counts: null,
  };
}
