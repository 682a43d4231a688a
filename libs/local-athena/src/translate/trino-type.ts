import { notServed } from './refusal.ts';

/** Types without parameters. `interval_ds` and `interval_ym` are the two intervals of Trino; `unknown` is the type of NULL. */
export type SimpleKind =
  | 'unknown'
  | 'boolean'
  | 'tinyint'
  | 'smallint'
  | 'integer'
  | 'bigint'
  | 'real'
  | 'double'
  | 'date'
  | 'varbinary'
  | 'json'
  | 'uuid'
  | 'interval_ds'
  | 'interval_ym';

/** A field of a row; a name is null where the row was made without. */
export interface RowField {
  readonly name: string | null;
  readonly type: TrinoType;
}

/** A type of Trino. An instant has its zone in the type: values with different zones in one column are refused. */
export type TrinoType =
  | { readonly kind: SimpleKind }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'varchar'; readonly length: number | null }
  | { readonly kind: 'time'; readonly precision: number }
  | { readonly kind: 'timestamp'; readonly precision: number }
  | { readonly kind: 'instant'; readonly precision: number; readonly zone: string }
  | { readonly kind: 'array'; readonly item: TrinoType }
  /** Unordered: its entries come in an order that is Trino's own, so that single ones can be read and no more. */
  | { readonly kind: 'map'; readonly key: TrinoType; readonly value: TrinoType; readonly isUnordered?: true }
  | { readonly kind: 'row'; readonly fields: readonly RowField[] };

/** Shorthand for types without parameters. */
export const simple = (kind: SimpleKind): TrinoType => ({ kind });
/** Text of any length. */
export const varchar: TrinoType = { kind: 'varchar', length: null };

const integers: readonly string[] = ['tinyint', 'smallint', 'integer', 'bigint'];
/** The digits that hold every value of an integer type. */
const integerDigits: Readonly<Record<string, number>> = { tinyint: 3, smallint: 5, integer: 10, bigint: 19 };

/**
 * Whether a type is one of the four integers.
 *
 * @example
 * isInteger({ kind: 'bigint' }); // true
 */
export const isInteger = ({ kind }: TrinoType): boolean => integers.includes(kind);

/**
 * Whether a type is a binary floating-point number.
 *
 * @example
 * isFloating({ kind: 'real' }); // true
 */
export const isFloating = ({ kind }: TrinoType): boolean => kind === 'double' || kind === 'real';

/**
 * Whether a type is a number.
 *
 * @example
 * isNumber({ kind: 'decimal', precision: 3, scale: 1 }); // true
 */
export const isNumber = (type: TrinoType): boolean => isInteger(type) || isFloating(type) || type.kind === 'decimal';

/**
 * A type as Trino prints it.
 *
 * @example
 * typeText({ kind: 'instant', precision: 3, zone: 'UTC' }); // 'timestamp(3) with time zone'
 */
export function typeText(type: TrinoType): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'varchar':
      return type.length === null ? 'varchar' : `varchar(${type.length})`;
    case 'time':
    case 'timestamp':
      return `${type.kind}(${type.precision})`;
    case 'instant':
      return `timestamp(${type.precision}) with time zone`;
    case 'array':
      return `array(${typeText(type.item)})`;
    case 'map':
      return `map(${typeText(type.key)}, ${typeText(type.value)})`;
    case 'row':
      return `row(${type.fields.map(fieldText).join(', ')})`;
    case 'interval_ds':
      return 'interval day to second';
    case 'interval_ym':
      return 'interval year to month';
    default:
      return type.kind;
  }
}

function fieldText({ name, type }: RowField): string {
  if (name === null) return typeText(type);
  return `${/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`} ${typeText(type)}`;
}

/** The name of a field in DuckDB, where every field has one. */
export const fieldName = ({ name }: RowField, index: number): string => name ?? `field${index}`;

const duckDbNames: Readonly<Record<string, string>> = {
  unknown: 'VARCHAR',
  boolean: 'BOOLEAN',
  tinyint: 'TINYINT',
  smallint: 'SMALLINT',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  real: 'FLOAT',
  double: 'DOUBLE',
  date: 'DATE',
  varbinary: 'BLOB',
  json: 'JSON',
  uuid: 'UUID',
  varchar: 'VARCHAR',
  time: 'TIME',
  timestamp: 'TIMESTAMP',
  instant: 'TIMESTAMPTZ',
  interval_ds: 'INTERVAL',
  interval_ym: 'INTERVAL',
};

/**
 * The type that holds these values in DuckDB. Times have microseconds there, whatever their precision in Trino.
 *
 * @example
 * duckDbType({ kind: 'array', item: { kind: 'bigint' } }); // 'BIGINT[]'
 */
export function duckDbType(type: TrinoType): string {
  switch (type.kind) {
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'array':
      return `${duckDbType(type.item)}[]`;
    case 'map':
      return `MAP(${duckDbType(type.key)}, ${duckDbType(type.value)})`;
    case 'row':
      return `STRUCT(${type.fields.map((field, index) => `"${fieldName(field, index)}" ${duckDbType(field.type)}`).join(', ')})`;
    default:
      return duckDbNames[type.kind] ?? 'VARCHAR';
  }
}

/**
 * The type that both types become where they meet (UNION, CASE, comparison); null where Trino has none.
 * Source: Trino documentation, "Type coercion"; the precisions by runs of Trino 476.
 *
 * @example
 * commonType({ kind: 'integer' }, { kind: 'decimal', precision: 2, scale: 1 }); // decimal(11,1)
 */
export function commonType(a: TrinoType, b: TrinoType): TrinoType | null {
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (isNumber(a) && isNumber(b)) return commonNumber(a, b);
  if (a.kind === 'varchar' && b.kind === 'varchar') {
    return { kind: 'varchar', length: a.length === null || b.length === null ? null : Math.max(a.length, b.length) };
  }
  if (a.kind === 'array' && b.kind === 'array')
    return mapNull(commonType(a.item, b.item), (item) => ({ kind: 'array', item }));
  if (a.kind === 'map' && b.kind === 'map') {
    const [key, value] = [commonType(a.key, b.key), commonType(a.value, b.value)];
    const order = a.isUnordered === true || b.isUnordered === true ? ({ isUnordered: true } as const) : {};
    return key === null || value === null ? null : { kind: 'map', key, value, ...order };
  }
  if (a.kind === 'row' && b.kind === 'row') return commonRow(a.fields, b.fields);
  return commonTime(a, b);
}

function commonNumber(a: TrinoType, b: TrinoType): TrinoType {
  if (a.kind === 'double' || b.kind === 'double') return simple('double');
  if (a.kind === 'real' || b.kind === 'real') return simple('real');
  if (isInteger(a) && isInteger(b)) return integers.indexOf(a.kind) > integers.indexOf(b.kind) ? a : b;
  const [left, right] = [toDecimal(a), toDecimal(b)];
  const scale = Math.max(left.scale, right.scale);
  return {
    kind: 'decimal',
    precision: Math.min(38, Math.max(left.precision - left.scale, right.precision - right.scale) + scale),
    scale,
  };
}

/**
 * A number that is not floating as the decimal that holds it.
 *
 * @example
 * toDecimal({ kind: 'bigint' }); // decimal(19,0)
 */
export function toDecimal(type: TrinoType): {
  readonly kind: 'decimal';
  readonly precision: number;
  readonly scale: number;
} {
  return type.kind === 'decimal' ? type : { kind: 'decimal', precision: integerDigits[type.kind] ?? 38, scale: 0 };
}

function commonRow(a: readonly RowField[], b: readonly RowField[]): TrinoType | null {
  if (a.length !== b.length) return null;
  const fields = a.flatMap((field, index) => {
    const other = b[index];
    const type = other === undefined ? null : commonType(field.type, other.type);
    return type === null ? [] : [{ name: field.name === other?.name ? field.name : null, type }];
  });
  return fields.length === a.length ? { kind: 'row', fields } : null;
}

function commonTime(a: TrinoType, b: TrinoType): TrinoType | null {
  const [low, high] = timeOrder.indexOf(a.kind) <= timeOrder.indexOf(b.kind) ? [a, b] : [b, a];
  if (low.kind === high.kind && 'precision' in low && 'precision' in high) {
    if (low.kind === 'instant' && high.kind === 'instant' && low.zone !== high.zone)
      throw notServed('One column with instants in two time zones', "bring them to one with AT TIME ZONE 'UTC'");
    return low.precision >= high.precision ? low : high;
  }
  if (low.kind === high.kind) return low;
  if (low.kind === 'date' && (high.kind === 'timestamp' || high.kind === 'instant')) return high;
  if (low.kind !== 'timestamp' || high.kind !== 'instant') return null;
  return { ...high, precision: Math.max(low.precision, high.precision) };
}

const timeOrder: readonly string[] = ['date', 'timestamp', 'instant'];

/**
 * Refuses a value that holds a map whose entries come in Trino's own order.
 *
 * @throws {EngineFailure} `NOT_SUPPORTED`.
 * @example
 * refuseUnordered({ kind: 'bigint' });
 */
export function refuseUnordered(type: TrinoType): void {
  if (type.kind === 'array') refuseUnordered(type.item);
  if (type.kind === 'row') for (const field of type.fields) refuseUnordered(field.type);
  if (type.kind !== 'map') return;
  refuseUnordered(type.value);
  if (type.isUnordered === true)
    throw notServed(
      "A whole map of map_agg, whose order of entries is Trino's own",
      "read its values: kv['AAPL'] or element_at(kv, 'AAPL')",
    );
}

function mapNull<T, U>(value: T | null, to: (value: T) => U): U | null {
  return value === null ? null : to(value);
}
