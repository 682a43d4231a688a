import { type Period, type SqlText, type TableName } from '@tickerlake/athena-sql';
import { rollUpHours, type StageTables } from '@tickerlake/market-sql';
import {
  barsTable,
  hourlyVolatilityTable,
  qualityResultsTable,
  sessionsTable,
  type Table,
} from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import { type Month, monthRange } from '../../ports/month.ts';
import type { StagedBuild, TablePart } from '../../ports/warehouse.ts';

/** A table that is made of a build's bars. */
export interface RollUp {
  readonly table: Table;
  /** What later queries call it. */
  readonly relation: keyof StageTables;
  readonly query: (db: Kysely<StageTables>) => SqlText;
}

/** The tables that are made of a build's bars, in the order of their making: each may read those before it. */
export const rollUps: readonly RollUp[] = [
  { table: hourlyVolatilityTable, relation: 'staged_hours', query: rollUpHours },
];

/** The tables that a build makes. */
export const builtTables: readonly Table[] = [sessionsTable, barsTable, ...rollUps.map(({ table }) => table)];

/** A table that readers see. */
export interface LakeTable {
  readonly table: Table;
  /** Whether a run replaces its months of it, or the whole table. */
  readonly scope: 'months' | 'whole';
}

/** The published tables. */
export const lakeTables: readonly LakeTable[] = [
  ...builtTables.map((table) => ({ table, scope: 'months' as const })),
  { table: qualityResultsTable, scope: 'whole' },
];

/** Later than any check. */
const endOfTime = new Date('9999-01-01T00:00:00Z');

/**
 * The rows of a table that a publish of some months is about.
 *
 * @example
 * periodOf({ table: barsTable, scope: 'months' }, ['2026-05']); // { column: 'trading_date', ranges: [{ from: '2026-05-01', to: '2026-06-01' }] }
 */
export function periodOf({ scope }: LakeTable, months: readonly Month[]): Period {
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
 * What a build made of a table.
 *
 * @throws {RangeError} when it made nothing of it: another version of this program staged it.
 * @example
 * const { rows } = partOf(build, barsTable);
 */
export function partOf(build: StagedBuild, table: Table): TablePart {
  const part = Object.entries(build.tables).find(([name]) => name === table.name)?.[1];
  if (part === undefined)
    throw new RangeError(
      `The build of ${build.months.join(', ')} has no part of ${table.name}: another version of this program made it. Run again with --fresh.`,
    );
  return part;
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
