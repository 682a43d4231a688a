import { rollUpHours, type StageTables } from '@tickerlake/market-sql';
import {
  barDifferencesTable,
  barsTable,
  hourlyVolatilityTable,
  hourSlotsTable,
  qualityResultsTable,
  rawBarsTable,
  reconciliationTable,
  sessionsTable,
  type Table,
  tables,
} from '@tickerlake/record-schema';
import type { Compilable, Kysely } from 'kysely';

/** A table that every build derives from its bars. */
export interface RollUp {
  readonly table: Table;
  /** What the queries of a build call its new rows, such as `staged_hours`. */
  readonly staged: string;
  /** What they call the rows that are published now, such as `published_hours`. */
  readonly published: string;
  readonly query: (db: Kysely<StageTables>) => Compilable;
}

/**
 * The derived tables, in build order: the query of each may read those before it. To add a table, add an entry here; both warehouses
 * build, check, publish, roll back and rebuild it. `table-registry.test.ts` names any other step that is missing.
 */
export const rollUps: readonly RollUp[] = [
  { table: hourlyVolatilityTable, staged: 'staged_hours', published: 'published_hours', query: rollUpHours },
];

/** The tables that a build makes for its months. */
export const builtTables: readonly Table[] = [sessionsTable, barsTable, ...rollUps.map(({ table }) => table)];

/** A table that readers see. */
export interface PublishedTable {
  readonly table: Table;
  /** Whether a run replaces its months of the table, or the whole table. */
  readonly scope: 'months' | 'whole';
}

/** Every table that a release holds. */
export const publishedTables: readonly PublishedTable[] = [
  ...builtTables.map((table) => ({ table, scope: 'months' as const })),
  { table: qualityResultsTable, scope: 'whole' },
];

/** The tables that `reconcile` records. A lake has them too, without rows: what is compared is recorded on this machine. */
export const reconciledTables = [reconciliationTable, barDifferencesTable] as const satisfies readonly Table[];

/** Tables of the landing and of builds, which no release holds. */
const unpublished: readonly Table[] = [rawBarsTable, hourSlotsTable];

/**
 * The tables that readers of a release see, in the order in which data flows.
 *
 * @example
 * publishedTableNames[0]; // 'sessions'
 */
export const publishedTableNames: readonly string[] = tables
  .filter((table) => !unpublished.includes(table))
  .map((table) => table.name);
