import { EngineFailure } from '../engine/engine-failure.ts';

const msPerDay = 86_400_000;

/**
 * Microseconds since 1970 (or since midnight) of a time value of DuckDB's client, whatever its unit; null for other
 * values.
 *
 * @example
 * toMicros({ millis: 5n }); // 5000n
 */
export function toMicros(value: object): bigint | null {
  if ('micros' in value && typeof value.micros === 'bigint') return value.micros;
  if ('millis' in value && typeof value.millis === 'bigint') return value.millis * 1_000n;
  if ('seconds' in value && typeof value.seconds === 'bigint') return value.seconds * 1_000_000n;
  return 'nanos' in value && typeof value.nanos === 'bigint' ? value.nanos / 1_000n : null;
}

/**
 * A date by its days since 1970.
 *
 * @throws {EngineFailure} for a year without four digits: DuckDB's infinities, and dates that clients read differently.
 * @example
 * toDateText(0); // '1970-01-01'
 */
export function toDateText(days: number): string {
  const date = new Date(days * msPerDay);
  const year = date.getUTCFullYear();
  if (Number.isNaN(year) || year < 1 || year > 9_999)
    throw new EngineFailure('NOT_SUPPORTED', 'USER_ERROR', 'Dates outside the years 1 to 9999 are not supported here');
  return date.toISOString().slice(0, 10);
}

/**
 * The wall-clock time in a zone at an instant.
 *
 * @param micros since 1970.
 * @param precision digits of the fraction, 0 to 6; further digits are truncated.
 * @example
 * toInstantText(1_795_185_000_500_000n, 3, 'America/New_York'); // '2026-11-20 09:30:00.500'
 */
export function toInstantText(micros: bigint, precision: number, zone: string): string {
  const local = micros + BigInt(offsetMs(Number(micros / 1_000n), zone)) * 1_000n;
  const fraction = ((local % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const ms = Number((local - fraction) / 1_000n);
  const clock = new Date(ms - Math.floor(ms / msPerDay) * msPerDay).toISOString().slice(11, 19);
  const digits = precision === 0 ? '' : `.${String(fraction).padStart(6, '0').slice(0, precision)}`;
  return `${toDateText(Math.floor(ms / msPerDay))} ${clock}${digits}`;
}

/** The offset of a zone from UTC at an instant. */
function offsetMs(ms: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const fixed = /^([+-])(\d\d):(\d\d)$/.exec(zone);
  if (fixed !== null) return (Number(fixed[2]) * 60 + Number(fixed[3])) * (fixed[1] === '-' ? -60_000 : 60_000);
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] =
    /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name) ?? [];
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * (sign === '-' ? -1_000 : 1_000);
}

/**
 * An interval: years and months, or days and a clock.
 *
 * @example
 * toIntervalText({ months: 14, days: 0, micros: 0n }, 'interval_ym'); // '1-2'
 */
export function toIntervalText(value: object, kind: 'interval_ds' | 'interval_ym'): string {
  const months = 'months' in value && typeof value.months === 'number' ? value.months : 0;
  const days = 'days' in value && typeof value.days === 'number' ? value.days : 0;
  const micros = toMicros(value) ?? 0n;
  if (kind === 'interval_ym')
    return `${months < 0 ? '-' : ''}${Math.trunc(Math.abs(months) / 12)}-${Math.abs(months) % 12}`;
  const all = BigInt(days) * 86_400_000n + micros / 1_000n;
  const size = all < 0n ? -all : all;
  return `${all < 0n ? '-' : ''}${size / 86_400_000n} ${new Date(Number(size % 86_400_000n)).toISOString().slice(11, 23)}`;
}
