import { toInstant } from '../sql/to-instant.ts';
import { SqlExecutionError } from '../sql/errors.ts';
import type { TrinoColumn } from './trino-client.ts';
import type { TrinoRawValue } from './trino-json.ts';
import type { TrinoType } from './trino-type.ts';

/**
 * Rows of a page as objects of plain values, by the columns' types: bigint exact, decimals as text, doubles with NaN and the
 * infinities, dates as `YYYY-MM-DD`, timestamps (cut to the millisecond) as UTC `Date`, varbinary as bytes, NULL as null apart from
 * ''. Arrays are arrays, rows objects by field name (arrays where the fields have no names), maps `Map`s, all with typed
 * values. Times, intervals, JSON and the rest stay Trino's text. `sql` is for the error.
 *
 * @throws {SqlExecutionError} for a value that is none of its type, with the column's name.
 * @example
 * for await (const page of trino.pages(sql)) rows.push(...toTrinoRows(page.columns ?? [], page.rows, sql));
 */
export function toTrinoRows(
  columns: readonly TrinoColumn[],
  rows: readonly (readonly TrinoRawValue[])[],
  sql = '',
): Record<string, unknown>[] {
  const names = columns.map(({ name }) => name);
  return toTrinoValues(columns, rows, sql).map((row) => Object.fromEntries(row.map((value, at) => [names[at], value])));
}

/**
 * The same as lists in the order of the columns, so that two columns may have one name.
 *
 * @throws {SqlExecutionError} as `toTrinoRows`.
 * @example
 * for await (const page of trino.pages(sql)) rows.push(...toTrinoValues(page.columns ?? [], page.rows, sql));
 */
export function toTrinoValues(
  columns: readonly TrinoColumn[],
  rows: readonly (readonly TrinoRawValue[])[],
  sql = '',
): unknown[][] {
  const readers = columns.map((column) => ({ column, read: toReader(column.signature) }));
  return rows.map((row) => readers.map(({ column, read }, at) => readValue(row[at] ?? null, column, read, sql)));
}

/** Undefined for a value that is none of the type; NULL never gets here. */
type Reader = (value: Exclude<TrinoRawValue, null>) => unknown;

function readValue(value: TrinoRawValue, column: TrinoColumn, read: Reader, sql: string): unknown {
  if (value === null) return null;
  const plain = read(value);
  if (plain !== undefined) return plain;
  throw new SqlExecutionError(
    `Trino sent ${JSON.stringify(value).slice(0, 80)} in the ${column.type} column "${column.name}", which has no plain form: select it as text (cast(... as varchar)), a time of a zone with at_timezone(..., 'UTC').`,
    { engine: 'trino', sql, transient: false, cause: undefined },
  );
}

const ofText =
  (read: (text: string) => unknown): Reader =>
  (value) =>
    typeof value === 'string' ? read(value) : undefined;
const asText = ofText((text) => text);
const toInteger = ofText((text) => (/^-?\d+$/.test(text) ? Number(text) : undefined));
/** NaN and the infinities are `'NaN'`, `'Infinity'`, `'-Infinity'`, as JavaScript spells them too. */
const toDouble = (text: string): number | undefined =>
  text === 'NaN' || !Number.isNaN(Number(text)) ? Number(text) : undefined;
const toBytes = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

const readers: Readonly<Record<string, Reader>> = {
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  tinyint: toInteger,
  smallint: toInteger,
  integer: toInteger,
  bigint: ofText((text) => (/^-?\d+$/.test(text) ? BigInt(text) : undefined)),
  double: ofText(toDouble),
  // A 32-bit float is its own value, not its shortest text, as in the other engines.
  real: ofText((text) => Math.fround(toDouble(text) ?? Number.NaN)),
  timestamp: ofText(toInstant),
  'timestamp with time zone': ofText(toInstant),
  varbinary: ofText(toBytes),
};

function toReader(type: TrinoType): Reader {
  const [first, second] = type.parts;
  if (type.name === 'array' && first !== undefined) return toArrayReader(first.type);
  if (type.name === 'map' && first !== undefined && second !== undefined) return toMapReader(first.type, second.type);
  if (type.name === 'row') return toRowReader(type);
  return Object.hasOwn(readers, type.name) ? (readers[type.name] ?? asText) : asText;
}

function toArrayReader(element: TrinoType): Reader {
  const read = orNull(toReader(element));
  return (value) => (Array.isArray(value) ? whole(value.map(read)) : undefined);
}

function toMapReader(key: TrinoType, value: TrinoType): Reader {
  const readKey = toReader(key);
  const readItem = orNull(toReader(value));
  return (map) => {
    if (typeof map !== 'object' || Array.isArray(map)) return undefined;
    // JSON has only text keys; a boolean key is the one kind whose text is not what its reader takes.
    const entries = Object.entries(map).map(
      ([name, item]) => [readKey(key.name === 'boolean' ? name === 'true' : name), readItem(item)] as const,
    );
    return entries.every(([name, item]) => name !== undefined && item !== undefined) ? new Map(entries) : undefined;
  };
}

function toRowReader(type: TrinoType): Reader {
  const fields = type.parts.map(({ field, type: part }) => ({ field, read: orNull(toReader(part)) }));
  const isNamed = fields.every(({ field }) => field !== null);
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const items = whole(fields.map(({ read }, index) => read(value[index] ?? null)));
    return isNamed && items !== undefined
      ? Object.fromEntries(fields.map(({ field }, index) => [field, items[index]]))
      : items;
  };
}

const orNull =
  (read: Reader) =>
  (value: TrinoRawValue): unknown =>
    value === null ? null : read(value);

const whole = (items: readonly unknown[]): readonly unknown[] | undefined =>
  items.includes(undefined) ? undefined : items;
