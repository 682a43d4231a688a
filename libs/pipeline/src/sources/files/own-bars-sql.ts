import { quoteName, toLiteral } from '@tickerlake/athena-sql';
import type { FilesSettings } from './files-settings.ts';

/** The columns of `own_bars` that a file gives, and whether a bar needs them. */
export const readColumns = [
  { name: 't', setting: 'time', isNeeded: true },
  { name: 'o', setting: 'open', isNeeded: true },
  { name: 'h', setting: 'high', isNeeded: true },
  { name: 'l', setting: 'low', isNeeded: true },
  { name: 'c', setting: 'close', isNeeded: true },
  { name: 'v', setting: 'volume', isNeeded: false },
  { name: 'vw', setting: 'vwap', isNeeded: false },
  { name: 'n', setting: 'trades', isNeeded: false },
] as const;

/** A column of a file: its type in the engine, VARCHAR for text. */
export interface FileColumn {
  readonly name: string;
  readonly type: string;
}

const perMs = { s: '* 1000', ms: '* 1', us: '// 1000', ns: '// 1000000' } as const;

/**
 * The expression of the start of a bar, in ms since 1970 UTC; NULL where the text is no time.
 *
 * @param settings.zone of times that say none; times with an offset say it themselves.
 * @example
 * const start = startMsOf({ name: 'time', type: 'VARCHAR' }, settings, 60_000);
 */
export function startMsOf(
  { name, type }: FileColumn,
  { columns, unit, timeFormat, zone, stamp }: FilesSettings,
  barMs: number,
): string {
  const inZone = (wall: string): string => `epoch_ms(timezone(${toLiteral(zone ?? 'UTC')}, ${wall}))`;
  const text =
    columns.date === undefined
      ? `trim(${quoteName(name)}::varchar)`
      : `trim(${quoteName(columns.date)}::varchar) || ' ' || trim(${quoteName(name)}::varchar)`;
  const shift = stamp === 'end' ? ` - ${barMs}` : '';
  if (type.startsWith('TIMESTAMP WITH TIME ZONE')) return `epoch_ms(${quoteName(name)})${shift}`;
  if (type.startsWith('TIMESTAMP')) return `${inZone(`${quoteName(name)}::timestamp`)}${shift}`;
  if (unit !== undefined) {
    const ms = `try_cast(${text} as bigint) ${perMs[unit]}`;
    return zone === undefined ? `${ms}${shift}` : `${inZone(`make_timestamp_ms(${ms})`)}${shift}`;
  }
  if (timeFormat !== undefined) {
    const parsed = `try_strptime(${text}, ${toLiteral(timeFormat)})`;
    return `${timeFormat.includes('%z') ? `epoch_ms(${parsed})` : inZone(parsed)}${shift}`;
  }
  const hasOffset = `regexp_matches(${text}, '\\d(Z|z|[+-]\\d\\d(:?\\d\\d)?)$')`;
  return `(case when ${hasOffset} then epoch_ms(try_cast(${text} as timestamptz)) else ${inZone(`try_cast(${text} as timestamp)`)} end)${shift}`;
}

/**
 * The expression of a number; NULL where the text is none.
 *
 * @example
 * numberOf({ name: 'close', type: 'DOUBLE' }, ','); // '(case when isfinite(try_cast("close" as double)) then try_cast("close" as double) end)'
 */
export function numberOf({ name, type }: FileColumn, decimal: FilesSettings['decimal']): string {
  const quoted = quoteName(name);
  const value =
    type === 'VARCHAR' && decimal === ','
      ? `try_cast(replace(trim(${quoted}), ',', '.') as double)`
      : `try_cast(${type === 'VARCHAR' ? `trim(${quoted})` : quoted} as double)`;
  return `(case when isfinite(${value}) then ${value} end)`;
}
