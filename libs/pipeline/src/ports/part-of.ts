import type { Table } from '@tickerlake/record-schema';
import type { StagedBuild, TablePart } from './warehouse.ts';

/**
 * A build's part of a table.
 *
 * @throws {RangeError} when the build has none: another version of this program staged it.
 * @example
 * const { rows } = partOf(build, barsTable);
 */
export function partOf(build: Pick<StagedBuild, 'months' | 'tables'>, table: Pick<Table, 'name'>): TablePart {
  const part = build.tables[table.name];
  if (part === undefined)
    throw new RangeError(
      `The build of ${build.months.join(', ')} has no part of ${table.name}: another version of this program made it. Run again with --fresh.`,
    );
  return part;
}
