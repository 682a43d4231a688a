import { hourSlotsTable, rawBarsTable, type Table, tables } from '@tickerlake/record-schema';

/** Tables of the landing and of builds, which no release holds. */
const unpublished: readonly Table[] = [rawBarsTable, hourSlotsTable];

/**
 * The tables that `query` and the other readers of a release see, in the order of the data's way.
 *
 * @example
 * publishedTableNames[0]; // 'sessions'
 */
export const publishedTableNames = tables.filter((table) => !unpublished.includes(table)).map((table) => table.name);
