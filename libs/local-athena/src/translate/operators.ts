import { coerce } from './call-form.ts';
import { zoned, zonedNear } from './casts.ts';
import { notServed, refusedByTrino } from './refusal.ts';
import {
  commonType,
  duckDbType,
  fieldName,
  isFloating,
  isInteger,
  isNumber,
  simple,
  toDecimal,
  type TrinoType,
  typeText,
  varchar,
} from './trino-type.ts';
import type { TypedSql } from './typed-sql.ts';

type Decimal = ReturnType<typeof toDecimal>;

/**
 * `+ - * / %` and `||` with Trino's semantics: integer overflow and integer division, Trino's decimal digits, intervals
 * on dates.
 *
 * @throws {EngineFailure} `TYPE_MISMATCH` where Trino has no such operator.
 * @example
 * operate('/', seven, two).sql; // 'trino_int_divide(7, 2)'
 */
export function operate(operator: string, left: TypedSql, right: TypedSql, place: string): TypedSql {
  const mismatch = () =>
    refusedByTrino(
      'TYPE_MISMATCH',
      `${place}: Cannot apply operator: ${typeText(left.type)} ${operator} ${typeText(right.type)}`,
    );
  if (operator === '||') return concatenate(left, right) ?? fail(mismatch());
  if (isNumber(left.type) && isNumber(right.type)) return calculate(operator, left, right);
  if (left.type.kind === 'unknown' && isNumber(right.type))
    return operate(operator, coerce(left, right.type), right, place);
  if (right.type.kind === 'unknown' && isNumber(left.type))
    return operate(operator, left, coerce(right, left.type), place);
  return shiftTime(operator, left, right) ?? fail(mismatch());
}

function fail(error: Error): never {
  throw error;
}

function concatenate(left: TypedSql, right: TypedSql): TypedSql | null {
  if (left.type.kind === 'unknown' || right.type.kind === 'unknown')
    throw notServed('|| with a bare NULL', 'cast the NULL to varchar');
  if (left.type.kind === 'array' && right.type.kind !== 'array') {
    const item = commonType(left.type.item, right.type);
    if (item !== null && item.kind === left.type.item.kind)
      return concatenate(left, { sql: `[${coerce(right, item).sql}]`, type: { kind: 'array', item } });
  }
  const type = commonType(left.type, right.type);
  if (type?.kind === 'varchar') return { sql: `(${left.sql} || ${coerce(right, type).sql})`, type: varchar };
  if (type?.kind !== 'array') return null;
  return { sql: `(${coerce(left, type).sql} || ${coerce(right, type).sql})`, type };
}

function calculate(operator: string, left: TypedSql, right: TypedSql): TypedSql {
  const type = commonType(left.type, right.type) ?? simple('double');
  if (type.kind === 'decimal') return calculateDecimal(operator, left, right);
  const [a, b] = [coerce(left, type).sql, coerce(right, type).sql];
  if (!['/', '%'].includes(operator)) return { sql: `(${a} ${operator} ${b})`, type };
  const isSafe = right.literal !== undefined && Number(right.literal) !== 0;
  if (isFloating(type)) {
    const sql = isSafe
      ? `(${a} ${operator} ${b})`
      : `${operator === '/' ? 'trino_divide' : 'trino_double_remainder'}(${a}, ${b})`;
    return { sql: type.kind === 'real' ? `CAST(${sql} AS FLOAT)` : sql, type };
  }
  if (isSafe) return { sql: `(${a} ${operator === '/' ? '//' : '%'} ${b})`, type };
  return { sql: `${operator === '/' ? 'trino_int_divide' : 'trino_remainder'}(${a}, ${b})`, type };
}

/** The digits of a result. Source: Trino documentation, "Decimal functions and operators". */
function decimalResult(operator: string, a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const whole = Math.max(a.precision - a.scale, b.precision - b.scale);
  const capped = (precision: number, at: number): Decimal => ({
    kind: 'decimal',
    precision: Math.min(38, precision),
    scale: at,
  });
  if (operator === '*') return capped(a.precision + b.precision, a.scale + b.scale);
  if (operator === '/') return capped(a.precision + b.scale + Math.max(b.scale - a.scale, 0), scale);
  if (operator === '%') return capped(Math.min(a.precision - a.scale, b.precision - b.scale) + scale, scale);
  return capped(whole + scale + 1, scale);
}

function calculateDecimal(operator: string, left: TypedSql, right: TypedSql): TypedSql {
  const [a, b] = [toDecimal(left.type), toDecimal(right.type)];
  const type = decimalResult(operator, a, b);
  if (type.scale > 38) throw notServed(`${typeText(a)} ${operator} ${typeText(b)}`, 'cast one side to double');
  const target = duckDbType(type);
  if (operator === '*') {
    // DuckDB multiplies up to 18 digits in 64 bits, and fails where the result needs more.
    const wide: Decimal = type.precision > 18 ? { ...a, precision: Math.max(19, a.precision) } : a;
    return { sql: `CAST(${coerce(left, wide).sql} * ${coerce(right, b).sql} AS ${target})`, type };
  }
  if (operator === '/') {
    const numerator = unscaled(left, a, b.scale - a.scale + type.scale);
    return { sql: scaled(`trino_decimal_divide(${numerator}, ${unscaled(right, b, 0)})`, type), type };
  }
  const shared: Decimal = {
    kind: 'decimal',
    precision: Math.min(38, Math.max(a.precision - a.scale, b.precision - b.scale) + type.scale),
    scale: type.scale,
  };
  const [x, y] = [coerce(left, shared).sql, coerce(right, shared).sql];
  return {
    sql: `CAST(${operator === '%' ? `trino_remainder(${x}, ${y})` : `(${x} ${operator} ${y})`} AS ${target})`,
    type,
  };
}

/** The digits of a decimal as a whole number, followed by `more` zeros. */
function unscaled(value: TypedSql, type: Decimal, more: number): string {
  const shift = type.scale + more;
  if (type.precision + Math.max(more, 0) > 38)
    throw notServed(`A division of ${typeText(type)} whose result has more than 38 digits`, 'cast one side to double');
  const digits = `CAST(${coerce(value, type).sql} AS DECIMAL(38,${type.scale}))`;
  return shift === 0
    ? `CAST(${digits} AS HUGEINT)`
    : `CAST(${digits} * CAST('1${'0'.repeat(shift)}' AS DECIMAL(${shift + 1},0)) AS HUGEINT)`;
}

/** Converts a whole number to a decimal with these digits. */
function scaled(digits: string, type: Decimal): string {
  const whole = `CAST(${digits} AS DECIMAL(38,0))`;
  if (type.scale === 0) return `CAST(${whole} AS ${duckDbType(type)})`;
  return `CAST(${whole} * CAST('${(10 ** -type.scale).toFixed(type.scale)}' AS DECIMAL(${type.scale},${type.scale})) AS ${duckDbType(type)})`;
}

/**
 * avg of decimals, whose digits are those of the column.
 *
 * @example
 * averageDecimal('sum(x)', 'count(x)', { kind: 'decimal', precision: 10, scale: 2 });
 */
export function averageDecimal(sum: string, count: string, type: Decimal): string {
  const total = unscaled({ sql: sum, type: { ...type, precision: 38 } }, { ...type, precision: 38 }, 0);
  return scaled(`CASE WHEN ${count} > 0 THEN trino_decimal_divide(${total}, ${count}) END`, type);
}

function shiftTime(operator: string, left: TypedSql, right: TypedSql): TypedSql | null {
  const [a, b] = [left.type.kind, right.type.kind];
  const isInterval = (kind: string): boolean => kind === 'interval_ds' || kind === 'interval_ym';
  if (operator === '+' && isInterval(a) && !isInterval(b)) return shiftTime('+', right, left);
  if (operator === '*' && isInteger(left.type) && isInterval(b)) return shiftTime('*', right, left);
  if (isInterval(a)) {
    if (a === b && (operator === '+' || operator === '-'))
      return { sql: `(${left.sql} ${operator} ${right.sql})`, type: left.type };
    if (operator === '*' && isInteger(right.type)) return { sql: `(${left.sql} * ${right.sql})`, type: left.type };
    if (operator !== '/' || !isInteger(right.type) || a === 'interval_ym') return null;
    return {
      sql: `to_milliseconds(trino_int_divide(CAST(epoch(${left.sql}) * 1000 AS BIGINT), ${right.sql}))`,
      type: left.type,
    };
  }
  if (operator !== '+' && operator !== '-') return null;
  if (isInterval(b)) return addInterval(operator, left, right);
  if (operator === '+') return null;
  if (a === 'date' && b === 'date')
    return { sql: `to_days(CAST(${left.sql} - ${right.sql} AS INTEGER))`, type: simple('interval_ds') };
  const isTime = (kind: string): boolean => ['date', 'timestamp', 'instant'].includes(kind);
  const other = inZoneOf(left, right);
  const common = commonType(left.type, other.type);
  if (!isTime(a) || !isTime(b) || common === null) return null;
  return { sql: `(${coerce(left, common).sql} - ${coerce(other, common).sql})`, type: simple('interval_ds') };
}

function addInterval(operator: string, left: TypedSql, interval: TypedSql): TypedSql | null {
  const { type } = left;
  if (type.kind === 'date') {
    if (interval.type.kind === 'interval_ds' && !isWholeDays(interval))
      throw notServed('A date with an interval that may have hours', 'cast the date to timestamp');
    return { sql: `CAST(${left.sql} ${operator} ${interval.sql} AS DATE)`, type };
  }
  if (type.kind === 'timestamp')
    return {
      sql: `(${left.sql} ${operator} ${interval.sql})`,
      type: { ...type, precision: Math.max(type.precision, interval.type.kind === 'interval_ds' ? 3 : 0) },
    };
  if (type.kind !== 'instant') return null;
  // Days of an interval are 24 hours: added on UTC's clock, they are. Months go by the zone's own.
  const zone = interval.type.kind === 'interval_ds' ? 'UTC' : type.zone;
  return {
    sql: zonedNear(zone, `(${zoned(zone, left.sql)} ${operator} ${interval.sql})`, left.sql),
    type: { ...type, precision: Math.max(type.precision, interval.type.kind === 'interval_ds' ? 3 : 0) },
  };
}

const isWholeDays = ({ literal }: TypedSql): boolean => literal === 'day' || literal === 'week';

/**
 * An instant in the zone of another one, which it is compared with: the instant stays.
 *
 * @example
 * const inNewYork = inZoneOf(first, second);
 */
function inZoneOf(first: TypedSql, value: TypedSql): TypedSql {
  if (first.type.kind !== 'instant' || value.type.kind !== 'instant') return value;
  return { sql: value.sql, type: { ...value.type, zone: first.type.zone } };
}

/**
 * A comparison as Trino makes it: only between types that meet, and false for NaN.
 *
 * @throws {EngineFailure} `TYPE_MISMATCH` for types that do not meet: a date and a text, a text and a number.
 * @example
 * compare('=', a, b, 'line 1:8').sql; // '(a = b)'
 */
export function compare(operator: string, left: TypedSql, given: TypedSql, place: string): TypedSql {
  const right = inZoneOf(left, given);
  const type = commonType(left.type, right.type);
  if (type === null)
    throw refusedByTrino(
      'TYPE_MISMATCH',
      `${place}: Cannot apply operator: ${typeText(left.type)} ${operator} ${typeText(right.type)}`,
    );
  refuseUncomparable(type, operator, place);
  if (type.kind === 'row') return compareRows(operator, left, right, type, place);
  const [a, b] = [coerce(left, type).sql, coerce(right, type).sql];
  if (type.kind === 'array')
    return { sql: `trino_equal_lists(${a}, ${b}, ${operator === '='})`, type: simple('boolean') };
  return {
    sql: isFloating(type) ? compareFloating(operator, a, b, left, right) : `(${a} ${operator} ${b})`,
    type: simple('boolean'),
  };
}

/** Field by field: a NULL field leaves the comparison open, where DuckDB treats NULL as a value. */
function compareRows(
  operator: string,
  left: TypedSql,
  right: TypedSql,
  type: TrinoType & { kind: 'row' },
  place: string,
): TypedSql {
  const fieldsOf = (value: TypedSql): readonly TypedSql[] =>
    value.type.kind === 'row'
      ? value.type.fields.map((field, index) => ({
          sql: `(${value.sql})."${fieldName(field, index)}"`,
          type: field.type,
        }))
      : [];
  const [a, b] = [fieldsOf(left), fieldsOf(right)];
  const parts = type.fields.map((_, index) => compare('=', a[index] ?? left, b[index] ?? right, place).sql);
  const sql = `(${parts.join(' AND ')})`;
  return { sql: operator === '=' ? sql : `(NOT ${sql})`, type: simple('boolean') };
}

function refuseUncomparable(type: TrinoType, operator: string, place: string): void {
  const isEquality = operator === '=' || operator === '<>';
  if (type.kind === 'json' && !isEquality)
    throw refusedByTrino('TYPE_MISMATCH', `${place}: Cannot apply operator: json ${operator} json`);
  if (type.kind === 'array' || type.kind === 'row' || type.kind === 'map' || type.kind === 'json') {
    if (
      type.kind === 'map' ||
      type.kind === 'json' ||
      (type.kind === 'array' && ['array', 'map', 'row', 'json'].includes(type.item.kind))
    )
      throw notServed('A comparison of such nested values');
    if (type.kind === 'array' && isFloating(type.item))
      throw notServed('A comparison of arrays of floating-point numbers');
    if (!isEquality) throw notServed(`A comparison of ${type.kind}s with ${operator}`);
  }
}

/** A literal is never NaN, so that a plain comparison is left for DuckDB to prune by. */
function compareFloating(operator: string, a: string, b: string, left: TypedSql, right: TypedSql): string {
  const isLiteral = left.literal !== undefined || right.literal !== undefined;
  if (isLiteral && (operator === '=' || operator === '<>')) return `(${a} ${operator} ${b})`;
  if (right.literal !== undefined)
    return operator.startsWith('<') ? `(${a} ${operator} ${b})` : `(${a} ${operator} ${b} AND NOT isnan(${a}))`;
  if (left.literal !== undefined)
    return operator.startsWith('>') ? `(${a} ${operator} ${b})` : `(${a} ${operator} ${b} AND NOT isnan(${b}))`;
  switch (operator) {
    case '=':
      return `trino_equal(${a}, ${b})`;
    case '<>':
      return `(NOT trino_equal(${a}, ${b}))`;
    case '<':
      return `trino_less(${a}, ${b})`;
    case '<=':
      return `trino_at_most(${a}, ${b})`;
    case '>':
      return `trino_less(${b}, ${a})`;
    default:
      return `trino_at_most(${b}, ${a})`;
  }
}
