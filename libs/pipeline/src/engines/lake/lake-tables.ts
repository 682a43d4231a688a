import type { Period, TableName } from '@tickerlake/athena-sql';
import { type Month, monthRange } from '../../values/month.ts';
import type { PublishedTable } from '../../ports/table-registry.ts';

/** Later than any check. */
const endOfTime = new Date('9999-01-01T00:00:00Z');

/**
 * The rows of a table that a publish of some months replaces.
 *
 * @example
 * periodOf({ table: barsTable, scope: 'months' }, ['2026-05']); // { column: 'trading_date', ranges: [{ from: '2026-05-01', to: '2026-06-01' }] }
 */
export function periodOf({ scope }: PublishedTable, months: readonly Month[]): Period {
  if (scope === 'whole') return { column: 'checked_at', ranges: [{ from: new Date(0), to: endOfTime }] };
  return {
    column: 'trading_date',
    ranges: months.map((month) => ({ from: monthRange(month).from, to: monthAfter(month) })),
  };
}

function monthAfter(month: Month): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
}

/**
 * A staging table's name from a staged part's path.
 *
 * @throws {RangeError} for a path that names no table.
 * @example
 * stagedTable('tickerlake.stage_r1_20260601120000_i000_bars').name;
 */
export function stagedTable(path: string): TableName {
  const [database, name, rest] = path.split('.');
  if (database === undefined || name === undefined || rest !== undefined)
    throw new RangeError(`"${path}" does not name a staging table.`);
  return { database, name };
}
