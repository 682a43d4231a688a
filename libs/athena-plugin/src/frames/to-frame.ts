import type { FieldType, LongFrame } from './frame.ts';
import { readTime } from './read-time.ts';

/** A result as in Athena's GetQueryResults: types by name, cells as text, null for NULL. */
export interface AthenaResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

const fieldTypes: Readonly<Record<string, FieldType>> = {
  tinyint: 'number',
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  float: 'number',
  real: 'number',
  double: 'number',
  boolean: 'boolean',
  date: 'time',
  time: 'time',
  'time with time zone': 'time',
  timestamp: 'time',
  'timestamp with time zone': 'time',
};

/**
 * Reads a result's text as Grafana's Athena plugin does: numbers as numbers, dates and times as instants, everything else as
 * text; **decimal is text**, so it becomes a label of a time series. A bigint beyond 2^53 stays a bigint.
 *
 * @param pluginTimeZone the zone of the plugin's process, used for dates and times without a zone; UTC by default.
 * @throws {RangeError} with the plugin's message for a time that it cannot parse: seconds need 3, 6 or 9 fractional
 * digits.
 * @example
 * toFrame({ columns: [{ name: 'n', type: 'double' }], rows: [['1.5']] }); // { columns: [{ name: 'n', type: 'number'
 * }], rows: [[1.5]] }
 */
export function toFrame(result: AthenaResult, pluginTimeZone = 'UTC'): LongFrame {
  const columns = result.columns.map(({ name, type }) => ({ name, type: fieldTypes[type] ?? 'string' }));
  return {
    columns,
    rows: result.rows.map((row) =>
      row.map((cell, index) => readCell(cell, result.columns[index]?.type ?? '', pluginTimeZone)),
    ),
  };
}

function readCell(cell: string | null, type: string, timeZone: string): unknown {
  if (cell === null) return null;
  switch (fieldTypes[type]) {
    case 'number':
      return type === 'bigint' && !Number.isSafeInteger(Number(cell))
        ? BigInt(cell)
        : Number(cell.replace(/^([+-]?)inf(inity)?$/i, '$1Infinity'));
    case 'boolean':
      return cell === 'true';
    case 'time':
      return readTime(cell, timeZone);
    default:
      return cell;
  }
}
