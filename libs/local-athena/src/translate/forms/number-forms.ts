import { spellings } from '@tickerlake/athena-sql';
import { form, type CallForm } from '../call-form.ts';
import { notServed } from '../refusal.ts';
import { isFloating, simple, toDecimal, type TrinoType } from '../trino-type.ts';
import type { TypedSql } from '../typed-sql.ts';
import { operate } from '../operators.ts';
import { wholeLiteral } from './literals.ts';

const nan = "CAST('NaN' AS DOUBLE)";

const typeOfFirst = ([first]: readonly TypedSql[]): TrinoType => first?.type ?? simple('unknown');

/** A decimal without fractional digits; `more` is 1 when rounding may add a digit. */
function wholeDecimal(more: 0 | 1) {
  return ([value]: readonly TypedSql[]): TrinoType => {
    if (value?.type.kind !== 'decimal') return simple('unknown');
    const { precision, scale } = value.type;
    return {
      kind: 'decimal',
      precision: Math.min(38, Math.max(1, precision - scale + (scale > 0 ? more : 0))),
      scale: 0,
    };
  };
}

function decimalText(type: TrinoType): string {
  return type.kind === 'decimal' ? `DECIMAL(${type.precision},${type.scale})` : 'DECIMAL(38,0)';
}

const toWhole = (call: string, more: 0 | 1) => (args: readonly TypedSql[]) =>
  `CAST(${call.replace('{0}', () => args[0]?.sql ?? 'NULL')} AS ${decimalText(wholeDecimal(more)(args))})`;

/** NULL when any is NULL; NaN only when all are. */
function extreme(name: 'greatest' | 'least') {
  return (args: readonly TypedSql[]): string => {
    const isNull = args.map(({ sql }) => `${sql} IS NULL`).join(' OR ');
    const isFloat = args.some(({ type }) => isFloating(type));
    const call = `${name}(${args.map(({ sql }) => (isFloat ? `trino_known(${sql})` : sql)).join(', ')})`;
    return `CASE WHEN ${isNull} THEN NULL ELSE ${isFloat ? `coalesce(${call}, ${args[0]?.sql ?? 'NULL'})` : call} END`;
  };
}

const roundedDecimal = ([value]: readonly TypedSql[]): TrinoType =>
  value?.type.kind === 'decimal'
    ? { ...value.type, precision: Math.min(38, value.type.precision + 1) }
    : simple('unknown');

const double = (name: string, sql: string): CallForm => form(name, 'double', 'double', sql);

/** Functions of numbers. Both engines round half away from zero; NaN and infinity stay unchanged. */
export const numberForms: readonly CallForm[] = [
  form('abs', 'integral', typeOfFirst, 'abs({0})'),
  form('abs', 'decimal', typeOfFirst, ([x]) => `CAST(abs(${x?.sql}) AS ${decimalText(x?.type ?? simple('unknown'))})`),
  double('abs', 'abs({0})'),
  ...['ceil', 'ceiling', 'floor'].flatMap((name) => [
    form(name, 'integral', typeOfFirst, '{0}'),
    form(name, 'decimal', wholeDecimal(1), toWhole(`${name}({0})`, 1)),
    double(name, `${name}({0})`),
  ]),
  form('round', 'integral', typeOfFirst, '{0}'),
  form('round', 'integral, integer', typeOfFirst, (args) =>
    wholeLiteral('round', args[1]) >= 0 ? '{0}' : roundedWhole(args[0], -wholeLiteral('round', args[1])),
  ),
  form('round', 'decimal', wholeDecimal(1), toWhole('round({0}, 0)', 1)),
  form(
    'round',
    'decimal, integer',
    roundedDecimal,
    (args) => `CAST(round(${args[0]?.sql}, ${wholeLiteral('round', args[1])}) AS ${decimalText(roundedDecimal(args))})`,
  ),
  double('round', 'CASE WHEN {0} = 0 THEN 0e0 WHEN isfinite({0}) THEN round({0}) ELSE {0} END'),
  form(
    'round',
    'double, integer',
    'double',
    (args) =>
      `CASE WHEN ${args[0]?.sql} = 0 THEN 0e0 WHEN isfinite(${args[0]?.sql}) THEN round(${args[0]?.sql}, ${wholeLiteral('round', args[1])}) ELSE ${args[0]?.sql} END`,
  ),
  form(
    'truncate',
    'integral',
    ([x]) => toDecimal(x?.type ?? simple('bigint')),
    ([x]) => `CAST(${x?.sql} AS ${decimalText(toDecimal(x?.type ?? simple('bigint')))})`,
  ),
  form('truncate', 'decimal', wholeDecimal(0), toWhole('trunc({0})', 0)),
  form('truncate', 'decimal, integer', typeOfFirst, ([x, digits]) => {
    if (wholeLiteral('truncate', digits) < 0) refuseDigits('truncate');
    return `CAST(trunc(${x?.sql}, ${wholeLiteral('truncate', digits)}) AS ${decimalText(x?.type ?? simple('unknown'))})`;
  }),
  double('truncate', spellings.truncate.duckdb),
  form('sign', 'integral', typeOfFirst, ([x]) => `CAST(sign(${x?.sql}) AS ${x?.type.kind ?? 'bigint'})`),
  form('sign', 'decimal', () => ({ kind: 'decimal', precision: 1, scale: 0 }), 'CAST(sign({0}) AS DECIMAL(1,0))'),
  double('sign', `CASE WHEN {0} = 0 THEN {0} ELSE ${spellings.sign.duckdb} END`),
  form('mod', 'any, any', (args) => modulo(args).type, modulo),
  ...['power', 'pow'].map((name) => form(name, 'double, double', 'double', 'trino_power({0}, {1})')),
  double('sqrt', `CASE WHEN {0} < 0 THEN ${nan} ELSE sqrt({0}) END`),
  double('ln', logarithm('ln({0})')),
  double('log10', logarithm('log10({0})')),
  double('log2', logarithm('(ln({0}) / ln(2e0))')),
  form(
    'log',
    'double, double',
    'double',
    `CASE WHEN {0} > 0 AND {1} > 0 AND {0} <> 1 THEN ln({1}) / ln({0}) WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN error('NOT_SUPPORTED: log of such numbers is not supported here; run it on Athena') END`,
  ),
  double('exp', 'exp({0})'),
  ...['cbrt', 'sinh', 'cosh', 'tanh'].map((name) => double(name, `${name}({0})`)),
  double('degrees', 'degrees({0})'),
  double('radians', 'radians({0})'),
  ...['sin', 'cos', 'tan'].map((name) =>
    double(name, `CASE WHEN isfinite({0}) THEN ${name}({0}) WHEN {0} IS NOT NULL THEN ${nan} END`),
  ),
  ...['asin', 'acos'].map((name) =>
    double(name, `CASE WHEN {0} BETWEEN -1 AND 1 THEN ${name}({0}) WHEN {0} IS NOT NULL THEN ${nan} END`),
  ),
  double('atan', 'atan({0})'),
  form('atan2', 'double, double', 'double', 'atan2({0}, {1})'),
  form('pi', '', 'double', 'pi()'),
  form('e', '', 'double', 'CAST(2.718281828459045e0 AS DOUBLE)'),
  form('nan', '', 'double', nan),
  form('infinity', '', 'double', "CAST('Infinity' AS DOUBLE)"),
  form('is_nan', 'double', 'boolean', spellings.is_nan.duckdb),
  form('is_finite', 'double', 'boolean', spellings.is_finite.duckdb),
  form('is_infinite', 'double', 'boolean', 'isinf({0})'),
  ...['random', 'rand'].map((name) => form(name, '', 'double', 'random()')),
  form('greatest', 'T...', 'T', extreme('greatest')),
  form('least', 'T...', 'T', extreme('least')),
  form('bitwise_and', 'bigint, bigint', 'bigint', '({0} & {1})'),
  form('bitwise_or', 'bigint, bigint', 'bigint', '({0} | {1})'),
  form('bitwise_xor', 'bigint, bigint', 'bigint', 'xor({0}, {1})'),
  form('bitwise_not', 'bigint', 'bigint', '(~{0})'),
  form('bit_count', 'bigint, bigint', 'bigint', (args) =>
    wholeLiteral('bit_count', args[1]) === 64
      ? `CAST(bit_count(${args[0]?.sql}) AS BIGINT)`
      : refuseDigits('bit_count'),
  ),
  form('width_bucket', 'double, double, double, bigint', 'bigint', 'trino_width_bucket({0}, {1}, {2}, {3})'),
  form(
    'width_bucket',
    'double, array(double)',
    'bigint',
    "CASE WHEN len({1}) = 0 OR isnan({0}) OR {1} <> list_sort({1}) THEN error('INVALID_FUNCTION_ARGUMENT: width_bucket needs a number and bins in order') WHEN {0} IS NOT NULL THEN len(list_filter({1}, lambda bin: bin <= {0})) END",
  ),
  form('beta_cdf', 'double, double, double', 'double', 'trino_beta_cdf({0}, {1}, {2})'),
  form(
    'to_base',
    'bigint, bigint',
    'varchar',
    (args) =>
      `CASE WHEN ${args[0]?.sql} < 0 THEN error('NOT_SUPPORTED: to_base of a negative number is not supported here') ELSE lower(to_base(${args[0]?.sql}, ${wholeLiteral('to_base', args[1])})) END`,
  ),
];

/** DuckDB throws for values that are not positive. */
function logarithm(call: string): string {
  return `CASE WHEN {0} > 0 THEN ${call} WHEN {0} = 0 THEN CAST('-Infinity' AS DOUBLE) WHEN {0} < 0 THEN ${nan} END`;
}

function modulo([a, b]: readonly TypedSql[]): TypedSql {
  return operate('%', a ?? { sql: 'NULL', type: simple('bigint') }, b ?? { sql: 'NULL', type: simple('bigint') }, '');
}

/** Rounds a whole number to a power of ten, half away from zero. */
function roundedWhole(value: TypedSql | undefined, zeros: number): string {
  if (value === undefined || zeros > 18) refuseDigits('round');
  const unit = `CAST(1${'0'.repeat(zeros)} AS HUGEINT)`;
  const size = `(abs(CAST(${value.sql} AS HUGEINT)) + ${unit} // 2) // ${unit} * ${unit}`;
  return `CAST(CASE WHEN ${value.sql} < 0 THEN -(${size}) ELSE ${size} END AS ${value.type.kind})`;
}

function refuseDigits(name: string): never {
  throw notServed(`The function ${name} with these digits`);
}
