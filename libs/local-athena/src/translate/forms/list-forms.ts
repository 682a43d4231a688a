import { castToText } from '../casts.ts';
import { type CallForm, form } from '../call-form.ts';
import { notServed } from '../refusal.ts';
import { isFloating, isInteger, simple, type TrinoType } from '../trino-type.ts';
import { textLiteral, type TypedSql } from '../typed-sql.ts';
import { literalText } from './literals.ts';

const valueOfMap = ([map]: readonly TypedSql[]): TrinoType =>
  map?.type.kind === 'map' ? map.type.value : simple('unknown');

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
  return `array_to_string(list_transform(${list.sql}, lambda one: ${item}), ${separator?.sql})`;
}

function sequence([first, last, step]: readonly TypedSql[]): string {
  const by = step?.sql ?? `CASE WHEN ${first?.sql} <= ${last?.sql} THEN CAST(1 AS BIGINT) ELSE CAST(-1 AS BIGINT) END`;
  return `trino_sequence(${first?.sql}, ${last?.sql}, ${by})`;
}

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
  form('element_at', 'map(K, V), K', valueOfMap, 'map_extract_value({0}, {1})'),
  form('contains', 'array(T), T', 'boolean', ([list, one]) => {
    if (list?.type.kind === 'array' && isFloating(list.type.item))
      throw notServed('contains of floating-point numbers');
    return `trino_contains(${list?.sql}, ${one?.sql})`;
  }),
  form(
    'array_position',
    'array(T), T',
    'bigint',
    'CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN coalesce(CAST(list_position({0}, {1}) AS BIGINT), 0) END',
  ),
  form('array_max', 'array(T)', 'T', extreme('list_max')),
  form('array_min', 'array(T)', 'T', extreme('list_min')),
  form('array_sort', 'array(T)', (args) => args[0]?.type ?? simple('unknown'), "list_sort({0}, 'ASC', 'NULLS LAST')"),
  form(
    'array_distinct',
    'array(T)',
    (args) => args[0]?.type ?? simple('unknown'),
    ([list]) => {
      if (list?.type.kind === 'array' && !isInteger(list.type.item) && list.type.item.kind !== 'varchar')
        throw notServed('array_distinct of this type');
      return `CASE WHEN len(list_filter(${list?.sql}, lambda one: one IS NULL)) > 0 THEN error('NOT_SUPPORTED: array_distinct of an array with NULL is not supported here') ELSE list_filter(${list?.sql}, lambda one, place: list_position(${list?.sql}, one) = place) END`;
    },
  ),
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
  form('concat', 'array(T), array(T)', (args) => args[0]?.type ?? simple('unknown'), '({0} || {1})'),
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
    'date, date, interval_ds',
    'array(date)',
    'list_transform(generate_series(CAST({0} AS TIMESTAMP), CAST({1} AS TIMESTAMP), {2}), lambda one: CAST(one AS DATE))',
  ),
  form(
    'sequence',
    'date, date, interval_ym',
    'array(date)',
    'list_transform(generate_series(CAST({0} AS TIMESTAMP), CAST({1} AS TIMESTAMP), {2}), lambda one: CAST(one AS DATE))',
  ),
  form(
    'sequence',
    'timestamp, timestamp, interval_ds',
    (args) => ({ kind: 'array', item: args[0]?.type ?? simple('unknown') }),
    'generate_series(CAST({0} AS TIMESTAMP), CAST({1} AS TIMESTAMP), {2})',
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
  form(
    'map_keys',
    'map(K, V)',
    ([map]) => ({ kind: 'array', item: map?.type.kind === 'map' ? map.type.key : simple('unknown') }),
    'map_keys({0})',
  ),
  form('map_values', 'map(K, V)', (args) => ({ kind: 'array', item: valueOfMap(args) }), 'map_values({0})'),
  form(
    'json_extract_scalar',
    'varchar, literal',
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
