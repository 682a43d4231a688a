import { spellings } from '@tickerlake/athena-sql';
import { notServed, refusedByTrino } from '../refusal.ts';
import { toDecimal, isFloating, isNumber, simple, type TrinoType } from '../trino-type.ts';
import { fillForm, textLiteral, type TypedSql } from '../typed-sql.ts';
import { type CallForm, coerce, form } from '../call-form.ts';
import { averageDecimal } from '../operators.ts';
import { literalText, wholeLiteral } from './literals.ts';

const pairStatistics: Readonly<Record<string, string>> = {
  covar_pop: 'covar_pop({0}, {1}){s}',
  covar_samp: 'covar_samp({0}, {1}){s}',
  corr: 'trino_known(corr({0}, {1}){s})',
  regr_slope: 'trino_known(regr_slope({0}, {1}){s})',
  regr_intercept: 'trino_known(regr_intercept({0}, {1}){s})',
};

/**
 * Aggregates. `{d}` is replaced by DISTINCT, `{o}` by ORDER BY, `{s}` by FILTER and OVER. A form without `{d}` does not
 * support DISTINCT, one without `{o}` no ORDER BY.
 *
 * - min, max: NaN is returned only when there is no other value.
 * - min_by, max_by: DuckDB's versions skip NULL values.
 * - corr: for constant values DuckDB returns NaN, Trino NULL.
 * - approx_distinct, approx_percentile: Athena's are exact while their sketches hold every value; beyond that they are
 * estimates that cannot be reproduced.
 */
export const aggregateForms: readonly CallForm[] = [
  form('count', 'T', 'bigint', 'count({d}{0}){s}'),
  form('count', '', 'bigint', 'count(*){s}'),
  form('count_if', 'boolean', 'bigint', `${spellings.count_if.duckdb}{s}`),
  form('sum', 'bigint', 'bigint', 'CAST(sum({d}{0}){s} AS BIGINT)'),
  form(
    'sum',
    'decimal',
    (args) => ({ kind: 'decimal', precision: 38, scale: scaleOf(args) }),
    (args) => `CAST(sum({d}${args[0]?.sql}){s} AS DECIMAL(38,${scaleOf(args)}))`,
  ),
  form('sum', 'real', (args) => args[0]?.type ?? simple('real'), 'CAST(sum({d}{0}){s} AS FLOAT)'),
  form('sum', 'double', 'double', 'sum({d}{0}){s}'),
  form('avg', 'bigint', 'double', 'avg({d}{0}){s}'),
  form(
    'avg',
    'decimal',
    (args) => args[0]?.type ?? simple('unknown'),
    ([x]) => averageDecimal(`sum({d}${x?.sql}){s}`, `count({d}${x?.sql}){s}`, toDecimal(x?.type ?? simple('bigint'))),
  ),
  form('avg', 'double', 'double', 'avg({d}{0}){s}'),
  ...['min', 'max'].map((name) =>
    form(name, 'T', 'T', ([x]) =>
      x !== undefined && isFloating(x.type)
        ? `coalesce(${name}(trino_known(${x.sql})){s}, ${name}(${x.sql}){s})`
        : `${name}(${x?.sql}){s}`,
    ),
  ),
  ...['min', 'max'].map((name) =>
    form(
      name,
      'T, integral',
      ([x]) => ({ kind: 'array', item: x?.type ?? simple('unknown') }),
      ([x, count]) => {
        if (x === undefined || isFloating(x.type)) throw notServed(`${name} of several floating-point numbers`);
        const most = wholeLiteral(name, count);
        if (most < 1) throw refusedByTrino('INVALID_FUNCTION_ARGUMENT', 'second argument of max/min must be positive');
        return `${name}(${x.sql}, ${most}){s}`;
      },
    ),
  ),
  ...['bool_and', 'every'].map((name) => form(name, 'boolean', 'boolean', 'bool_and({0}){s}')),
  form('bool_or', 'boolean', 'boolean', 'bool_or({0}){s}'),
  ...['arbitrary', 'any_value'].map((name) => form(name, 'T', 'T', 'any_value({0}){s}')),
  form(
    'min_by',
    'T, U',
    'T',
    (args) => `${fillForm(spellings.min_by.duckdb, [args[0]?.sql ?? 'NULL', known(args[1])])}{s}`,
  ),
  form(
    'max_by',
    'T, U',
    'T',
    (args) => `${fillForm(spellings.max_by.duckdb, [args[0]?.sql ?? 'NULL', known(args[1])])}{s}`,
  ),
  form('array_agg', 'T', 'array(T)', 'list({d}{0}{o}){s}'),
  form('listagg', 'varchar, varchar', 'varchar', 'string_agg({d}{0}, {1}{o}){s}'),
  form('listagg', 'varchar', 'varchar', "string_agg({d}{0}, ''{o}){s}"),
  form('approx_distinct', 'T', 'bigint', distinctCount),
  form('approx_distinct', 'T, double', 'bigint', (args) =>
    Number(literalText('approx_distinct', args[1])) <= 0.023 ? distinctCount(args) : refuseError(),
  ),
  form(
    'approx_percentile',
    'integral, double',
    'bigint',
    ([x, share]) => `CAST(${percentile([x, share].flatMap((one) => one ?? []))} AS BIGINT)`,
  ),
  form('approx_percentile', 'floating, double', (args) => args[0]?.type ?? simple('double'), percentile),
  ...['stddev', 'stddev_samp'].map((name) => form(name, 'double', 'double', 'stddev_samp({d}{0}){s}')),
  form('stddev_pop', 'double', 'double', 'stddev_pop({d}{0}){s}'),
  ...['variance', 'var_samp'].map((name) => form(name, 'double', 'double', 'var_samp({d}{0}){s}')),
  form('var_pop', 'double', 'double', 'var_pop({d}{0}){s}'),
  ...Object.entries(pairStatistics).map(([name, sql]) =>
    form(name, 'any, any', 'double', ([x, y]) => {
      const args = [x, y].flatMap((one) => one ?? []);
      if (!args.every(({ type }) => isNumber(type) && type.kind !== 'real'))
        throw notServed(`${name} of anything but doubles`, 'cast both sides to double');
      return refuseReal(
        name,
        args,
        fillForm(
          sql,
          args.map((arg) => coerce(arg, simple('double')).sql),
        ),
      );
    }),
  ),
  form(
    'map_agg',
    'K, V',
    mapOf,
    ([key, value]) => `trino_first_values(list({'k': ${key?.sql}, 'v': ${value?.sql}}){s})`,
  ),
];

function mapOf([key, value]: readonly TypedSql[]): TrinoType {
  return {
    kind: 'map',
    key: key?.type ?? simple('unknown'),
    value: value?.type ?? simple('unknown'),
    isUnordered: true,
  };
}

/** Trino has forms for real and double, and takes real where no argument is double. */
function refuseReal(name: string, args: readonly TypedSql[], sql: string): string {
  if (!args.some(({ type }) => type.kind === 'double'))
    throw notServed(`${name} of numbers that are not double (Trino computes it in real)`, 'cast one to double');
  return sql;
}

const scaleOf = ([x]: readonly TypedSql[]): number => (x?.type.kind === 'decimal' ? x.type.scale : 0);
const known = (arg: TypedSql | undefined): string =>
  arg !== undefined && isFloating(arg.type) ? `trino_known(${arg.sql})` : (arg?.sql ?? 'NULL');

/**
 * The number of values up to which the sketches are exact, derived from their design, not measured on Trino. Larger
 * inputs are refused.
 */
const mostPercentileValues = 25;
const mostDistinctValues = 100;

function limited(name: string, size: string, most: number, value: string, instead: string): string {
  const message = `NOT_SUPPORTED: ${name} of more than ${most} values is an estimate on Athena and not supported here; use ${instead}`;
  return `CASE WHEN ${size} > ${most} THEN error(${textLiteral(message)}) ELSE ${value} END`;
}

/** The value at a quantile. */
function percentile([value, share]: readonly TypedSql[]): string {
  const count = `count(${value?.sql}){s}`;
  const exact = `list_extract(list(${value?.sql} ORDER BY ${value?.sql} ASC NULLS LAST){s}, least(CAST(floor(${share?.sql} * ${count}) AS BIGINT) + 1, ${count}))`;
  return limited(
    'approx_percentile',
    count,
    mostPercentileValues,
    exact,
    'element_at(array_agg(x ORDER BY x), CAST(floor(0.5 * count(x)) AS bigint) + 1) for the exact one',
  );
}

function distinctCount([value]: readonly TypedSql[]): string {
  const count = `count(DISTINCT ${value?.sql}){s}`;
  return limited('approx_distinct', count, mostDistinctValues, count, 'count(DISTINCT x) for the exact number');
}

function refuseError(): never {
  throw notServed('approx_distinct with so large an error', 'use count(DISTINCT x)');
}

const offsetType = ([value]: readonly TypedSql[]): TrinoType => value?.type ?? simple('unknown');

/** An offset that Trino takes. */
function atLeast(name: string, arg: TypedSql | undefined, least: number): number {
  const value = wholeLiteral(name, arg);
  if (value < least) throw refusedByTrino('INVALID_FUNCTION_ARGUMENT', `Offset must be at least ${least}`);
  return value;
}

/** Functions that need OVER. `{n}` is replaced by IGNORE NULLS. */
export const windowForms: readonly CallForm[] = [
  ...['row_number', 'rank', 'dense_rank'].map((name) => form(name, '', 'bigint', `${name}(){s}`)),
  ...['percent_rank', 'cume_dist'].map((name) => form(name, '', 'double', `${name}(){s}`)),
  form('ntile', 'bigint', 'bigint', 'ntile({0}){s}'),
  ...['lag', 'lead'].flatMap((name) => [
    form(name, 'T', offsetType, `${name}({0}{n}){s}`),
    form(name, 'T, bigint', offsetType, (args) => `${name}({0}, ${atLeast(name, args[1], 0)}{n}){s}`),
    form(name, 'T, bigint, T', 'T', (args) => `${name}({0}, ${atLeast(name, args[1], 0)}, {2}{n}){s}`),
  ]),
  ...['first_value', 'last_value'].map((name) => form(name, 'T', offsetType, `${name}({0}{n}){s}`)),
  form('nth_value', 'T, bigint', offsetType, (args) => `nth_value({0}, ${atLeast('nth_value', args[1], 1)}{n}){s}`),
];
