import type { EngineValue } from '../values/athena-text.ts';

const msPerDay = 86_400_000;

/**
 * A value of DuckDB's client as both engines hand it over: times and dates as Trino prints them, to the precision of the type.
 *
 * @example
 * toEngineValue({ millis: 0n }); // '1970-01-01 00:00:00.000'
 */
export function toEngineValue(value: unknown, isZoned = false): EngineValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string') return value;
  if (typeof value !== 'object') return String(value);
  if ('items' in value && Array.isArray(value.items)) return value.items.map((item) => toEngineValue(item));
  if ('bytes' in value && value.bytes instanceof Uint8Array) return value.bytes;
  if ('entries' in value && Array.isArray(value.entries)) return value.entries.map(toPair);
  if ('entries' in value && typeof value.entries === 'object' && value.entries !== null) return Object.values(value.entries).map((item) => toEngineValue(item));
  return toTimeText(value, isZoned) ?? String(value);
}

function toPair(entry: unknown): EngineValue {
  if (typeof entry !== 'object' || entry === null || !('key' in entry) || !('value' in entry)) return null;
  return [toEngineValue(entry.key), toEngineValue(entry.value)];
}

function toTimeText(value: object, isZoned: boolean): string | null {
  if ('months' in value && 'days' in value && 'micros' in value) return toIntervalText(value.months, value.days, value.micros);
  if ('days' in value && typeof value.days === 'number') return toDateText(value.days * msPerDay);
  if ('seconds' in value && typeof value.seconds === 'bigint') return toInstantText(value.seconds, 0n, 0);
  if ('millis' in value && typeof value.millis === 'bigint') return toInstantText(...split(value.millis, 1_000n), 3);
  if ('nanos' in value && typeof value.nanos === 'bigint') return toInstantText(...split(value.nanos, 1_000_000_000n), 9);
  if (!('micros' in value) || typeof value.micros !== 'bigint') return null;
  if (value.constructor.name === 'DuckDBTimeValue') return toInstantText(...split(value.micros, 1_000_000n), 6)?.slice(11) ?? null;
  if (!isZoned) return toInstantText(...split(value.micros, 1_000_000n), 6);
  // DuckDB keeps the instant and not the zone, always with microseconds; Trino's instants have milliseconds mostly.
  const isWholeMs = value.micros % 1_000n === 0n;
  const text = isWholeMs ? toInstantText(...split(value.micros / 1_000n, 1_000n), 3) : toInstantText(...split(value.micros, 1_000_000n), 6);
  return text === null ? null : `${text} UTC`;
}

/** Whole seconds, rounded down, and what is left. */
function split(ticks: bigint, perSecond: bigint): [bigint, bigint] {
  const left = ((ticks % perSecond) + perSecond) % perSecond;
  return [(ticks - left) / perSecond, left];
}

/** Null for what no calendar has: DuckDB's infinities. */
function toInstantText(seconds: bigint, fraction: bigint, digits: number): string | null {
  const date = toDateText(Number(seconds) * 1_000);
  if (date === null) return null;
  const time = new Date(Number(seconds) * 1_000).toISOString().slice(-13, -5);
  return `${date} ${time}${digits === 0 ? '' : `.${String(fraction).padStart(digits, '0')}`}`;
}

function toDateText(ms: number): string | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, -14);
}

function toIntervalText(months: unknown, days: unknown, micros: unknown): string {
  if (typeof months !== 'number' || typeof days !== 'number' || typeof micros !== 'bigint') return '';
  if (months !== 0) return `${Math.trunc(months / 12)}-${Math.abs(months % 12)}`;
  const all = BigInt(days) * 86_400_000n + micros / 1_000n;
  const size = all < 0n ? -all : all;
  const [dayCount, rest] = [size / 86_400_000n, Number(size % 86_400_000n)];
  return `${all < 0n ? '-' : ''}${dayCount} ${new Date(rest).toISOString().slice(11, 23)}`;
}
