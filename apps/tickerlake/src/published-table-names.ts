import { rawBarsTable, tables } from '@tickerlake/record-schema';

/**
 * The tables that `query` and the other readers of a release see, in the order of the data's way. Raw bars stay in the landing.
 *
 * @example
 * publishedTableNames[0]; // 'sessions'
 */
export const publishedTableNames = tables.filter((table) => table !== rawBarsTable).map((table) => table.name);
