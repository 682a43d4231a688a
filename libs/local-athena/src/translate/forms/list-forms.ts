import { castToText } from '../casts.ts';
import { type CallForm, form } from '../call-form.ts';
import { notServed } from '../refusal.ts';
import { isFloating, refuseUnordered, simple, type TrinoType } from '../trino-type.ts';
import { textLiteral, type TypedSql } from '../typed-sql.ts';
import { literalText } from './literals.ts';

function valueOfMap([map]: readonly TypedSql[], which: 'one' | 'all' = 'one'): TrinoType {
  if (map?.type.kind !== 'map') return simple('unknown');
  if (which === 'all') refuseUnordered(map.type);
  return map.type.value;
}

function keyOfMap(map: TypedSql | undefined): TrinoType {
  if (map?.type.kind !== 'map') return simple('unknown');
  refuseUnordered(map.type);
  return map.type.key;
}

/** NULL when an item is NULL; the engines order NaN differently. */
function extreme(name: 'list_max' | 'list_min') {
  return ([list]: readonly TypedSql[]): string => {
    if (list?.type.kind === 'array' && isFloating(list.type.item))
      throw notServed('array_max and array_min of floating-point numbers', 'unnest the array and use max or min');
    return `CASE WHEN len(list_filter(${list?.sql}, lambda one: one IS NULL)) = 0 THEN ${name}(${list?.sql}) END`;
  };
}

function joined(args: readonly TypedSql[]): string {
  const [list, separator, missing] = args;
  if (list?.type.kind !== 'array') return 'NULL';
  const text = castToText({ sql: 'one', type: list.type.item });
  const item = missing === undefined ? text : `coalesce(${text}, ${missing.sql})`;
  return `CASE WHEN ${list.sql} IS NOT NULL AND ${separator?.sql} IS NOT NULL THEN coalesce(array_to_string(list_transform(${list.sql}, lambda one: ${item}), ${separator?.sql}), '') END`;
}

function sequence([first, last, step]: readonly TypedSql[]): string {
  const by = step?.sql ?? `CASE WHEN ${first?.sql} <= ${last?.sql} THEN CAST(1 AS BIGINT) ELSE CAST(-1 AS BIGINT) END`;
  return `trino_sequence(${first?.sql}, ${last?.sql}, ${by})`;
}

const sameList = ([list]: readonly TypedSql[]): TrinoType => list?.type ?? simple('unknown');

/** DuckDB takes NULL in nested values for a value. */
function refuseNested(name: string, list: TypedSql | undefined): void {
  if (list?.type.kind === 'array' && ['array', 'map', 'row', 'json'].includes(list.type.item.kind))
    throw notServed(`${name} of nested values`);
}

/** A step in the wrong direction is an error in Trino and an empty list in DuckDB. */
const series = (first: TypedSql | undefined, last: TypedSql | undefined, step: TypedSql | undefined): string =>
  `CASE WHEN (${first?.sql} < ${last?.sql} AND epoch(${step?.sql}) < 0) OR (${first?.sql} > ${last?.sql} AND epoch(${step?.sql}) > 0) OR epoch(${step?.sql}) = 0 THEN error('INVALID_FUNCTION_ARGUMENT: sequence stop value should be greater than or equal to start value if step is greater than zero otherwise stop should be less than or equal to start') ELSE generate_series(CAST(${first?.sql} AS TIMESTAMP), CAST(${last?.sql} AS TIMESTAMP), ${step?.sql}) END`;
const monthSeries =
  'trino_month_sequence(CAST({0} AS TIMESTAMP), CAST({1} AS TIMESTAMP), CAST(12 * year({2}) + month({2}) AS BIGINT))';

const jsonPath = (arg: TypedSql | undefined): string => {
  const path = literalText('json_extract_scalar', arg);
  if (!/^\$(\.[A-Za-z_][A-Za-z0-9_]*|\[\d+\])*$/.test(path))
    throw notServed(`The JSON path ${path}`, 'use $.name and [0] only');
  return textLiteral(path);
};

/**
 * Functions of arrays, maps and JSON. Those whose order of entries is specific to Trino (map_agg, histogram,
 * array_union ...) are not supported.
 */
export const listForms: readonly CallForm[] = [
  form('cardinality', 'array(T)', 'bigint', 'len({0})'),
  form('cardinality', 'map(K, V)', 'bigint', 'CAST(cardinality({0}) AS BIGINT)'),
  form('element_at', 'array(T), bigint', 'T', 'trino_element_at({0}, {1})'),
  form('element_at', 'map(K, V), K', (args) => valueOfMap(args), 'map_extract_value({0}, {1})'),
  form('contains', 'array(T), T', 'boolean', ([list, one]) => {
    const isFloat = list?.type.kind === 'array' && isFloating(list.type.item);
    const items = isFloat ? `list_filter(${list.sql}, lambda item: item IS NULL OR NOT isnan(item))` : list?.sql;
    return `trino_contains(${items}, ${one?.sql})`;
  }),
  form('array_position', 'array(T), T', 'bigint', ([list]) => {
    const isFloat = list?.type.kind === 'array' && isFloating(list.type.item);
    return `CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL ${isFloat ? 'WHEN isnan({1}) THEN 0 ' : ''}ELSE coalesce(CAST(list_position({0}, {1}) AS BIGINT), 0) END`;
  }),
  form('array_max', 'array(T)', 'T', extreme('list_max')),
  form('array_min', 'array(T)', 'T', extreme('list_min')),
  form('array_sort', 'array(T)', (args) => args[0]?.type ?? simple('unknown'), "list_sort({0}, 'ASC', 'NULLS LAST')"),
  form(
    'array_distinct',
    'array(T)',
    (args) => args[0]?.type ?? simple('unknown'),
    ([list]) => {
      refuseNested('array_distinct', list);
      return `trino_distinct(${list?.sql})`;
    },
  ),
  form('array_union', 'array(T), array(T)', sameList, ([a, b]) => {
    refuseNested('array_union', a);
    return `trino_distinct(${a?.sql} || ${b?.sql})`;
  }),
  form('array_except', 'array(T), array(T)', sameList, ([a, b]) => {
    refuseNested('array_except', a);
    return `CASE WHEN len(${b?.sql}) = 0 THEN ${a?.sql} WHEN ${b?.sql} IS NOT NULL THEN trino_distinct(list_filter(${a?.sql}, lambda item: list_position(${b?.sql}, item) IS NULL)) END`;
  }),
  form('array_remove', 'array(T), T', sameList, ([list, one]) => {
    refuseNested('array_remove', list);
    const isFloat = list?.type.kind === 'array' && isFloating(list.type.item);
    return `CASE WHEN ${one?.sql} IS NOT NULL THEN list_filter(${list?.sql}, lambda item: item IS NULL OR item <> ${one?.sql}${isFloat ? ' OR isnan(item)' : ''}) END`;
  }),
  form('arrays_overlap', 'array(T), array(T)', 'boolean', ([a, b]) => {
    refuseNested('arrays_overlap', a);
    if (a?.type.kind === 'array' && isFloating(a.type.item))
      throw notServed('arrays_overlap of floating-point numbers');
    return `trino_overlap(${a?.sql}, ${b?.sql})`;
  }),
  form('trim_array', 'array(T), bigint', sameList, 'trino_trim_array({0}, {1})'),
  form('array_join', 'array(T), varchar', 'varchar', joined),
  form('array_join', 'array(T), varchar, varchar', 'varchar', joined),
  form('slice', 'array(T), bigint, bigint', (args) => args[0]?.type ?? simple('unknown'), 'trino_slice({0}, {1}, {2})'),
  form('reverse', 'array(T)', (args) => args[0]?.type ?? simple('unknown'), 'list_reverse({0})'),
  form(
    'flatten',
    'array(array(T))',
    (args) => (args[0]?.type.kind === 'array' ? args[0].type.item : simple('unknown')),
    'flatten({0})',
  ),
  form('concat', 'array(T), array(T)...', sameList, (args) => `(${args.map(({ sql }) => sql).join(' || ')})`),
  form(
    'repeat',
    'T, bigint',
    'array(T)',
    "CASE WHEN {1} >= 0 AND {1} <= 10000 THEN list_transform(range({1}), lambda place: {0}) WHEN {1} IS NOT NULL THEN error('INVALID_FUNCTION_ARGUMENT: count argument of repeat function must be between 0 and 10000') END",
  ),
  form('sequence', 'bigint, bigint', 'array(bigint)', sequence),
  form('sequence', 'bigint, bigint, bigint', 'array(bigint)', sequence),
  form(
    'sequence',
    'date, date',
    'array(date)',
    'list_transform(generate_series(CAST({0} AS TIMESTAMP), CAST({1} AS TIMESTAMP), CASE WHEN {0} <= {1} THEN to_days(1) ELSE to_days(-1) END), lambda one: CAST(one AS DATE))',
  ),
  form('sequence', 'date, date, interval_ds', 'array(date)', ([first, last, step]) => {
    if (step?.literal !== 'day') throw notServed('sequence of dates by less than days', "write INTERVAL '1' DAY");
    return `list_transform(${series(first, last, step)}, lambda one: CAST(one AS DATE))`;
  }),
  form(
    'sequence',
    'date, date, interval_ym',
    'array(date)',
    `list_transform(${monthSeries}, lambda one: CAST(one AS DATE))`,
  ),
  form(
    'sequence',
    'timestamp, timestamp, interval_ym',
    (args) => ({ kind: 'array', item: args[0]?.type ?? simple('unknown') }),
    monthSeries,
  ),
  form(
    'sequence',
    'timestamp, timestamp, interval_ds',
    (args) => ({ kind: 'array', item: args[0]?.type ?? simple('unknown') }),
    ([first, last, step]) => series(first, last, step),
  ),
  form(
    'map',
    'array(K), array(V)',
    ([keys, values]) => {
      if (keys?.type.kind !== 'array' || values?.type.kind !== 'array') return simple('unknown');
      return { kind: 'map', key: keys.type.item, value: values.type.item };
    },
    'map({0}, {1})',
  ),
  form('map_keys', 'map(K, V)', ([map]) => ({ kind: 'array', item: keyOfMap(map) }), 'map_keys({0})'),
  form('map_values', 'map(K, V)', (args) => ({ kind: 'array', item: valueOfMap(args, 'all') }), 'map_values({0})'),
  form(
    'json_extract_scalar',
    'text, literal',
    'varchar',
    ([doc, path]) => `trino_json_scalar(${doc?.sql}, ${jsonPath(path)})`,
  ),
  form(
    'json_extract_scalar',
    'json, literal',
    'varchar',
    ([doc, path]) => `trino_json_scalar(${doc?.sql}, ${jsonPath(path)})`,
  ),
  form('json_format', 'json', 'varchar', 'CAST({0} AS VARCHAR)'),
  form(
    'json_array_length',
    'varchar',
    'bigint',
    "CASE WHEN json_valid({0}) AND json_type({0}) = 'ARRAY' THEN CAST(json_array_length({0}) AS BIGINT) END",
  ),
];
